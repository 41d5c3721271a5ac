"""A Bluesky account keeps the contract, and understands everything that a server may answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.channels.contract import ChannelError, ChannelKind, Disconnected, Outgoing, Refused, Throttled, Unknown, Unreached
from steamie.channels.kinds.bluesky import Bluesky, client, keys, words
from steamie.channels.testing import ChannelSuite, a_picture
from steamie_standins.bluesky import records
from steamie_standins.bluesky.app import BlueskyApp, make_app

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
PASSWORD = "abcd-efgh-2345-wxyz"
KEY = keys.draw(NOW)
POST = Outgoing("k7f2", "Bins", "Bin day moves", link="https://example.org/go/k7f2/", key=KEY)


@pytest.fixture(autouse=True)
def _signed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """No session is left over from another test, and nobody waits."""
    monkeypatch.setattr(client, "_sessions", {})
    monkeypatch.setattr(client, "PAUSE", 0.0)


@pytest.fixture
def server() -> BlueskyApp:
    return make_app()


@pytest.fixture
def control(server: BlueskyApp) -> Callable[..., Any]:
    caller = httpx.Client(transport=httpx.WSGITransport(app=server), base_url="http://127.0.0.1")

    def ask(deed: str = "truth", /, **told: Any) -> Any:
        answer = caller.get("/_control/truth") if deed == "truth" else caller.post(f"/_control/{deed}", json=told)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


def account(server: BlueskyApp, transport: httpx.BaseTransport | None = None, **changes: Any) -> Bluesky:
    told = {"handle": server.world.handle, "app_password": PASSWORD}
    around = {"account_id": server.world.did, "account_name": server.world.handle}
    around["transport"] = transport or httpx.WSGITransport(app=server)
    return Bluesky(told | changes.pop("credentials", {}), settings=around | changes)


@pytest.fixture
def kind(server: BlueskyApp) -> Bluesky:
    return account(server)


def _nobody_answers(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("no answer", request=request)


class TestBluesky(ChannelSuite):
    @pytest.fixture(autouse=True)
    def _keep(self, server: BlueskyApp) -> None:
        self.server = server

    @pytest.fixture
    def kind(self, server: BlueskyApp) -> ChannelKind:
        return account(server)

    @pytest.fixture
    def broken(self, server: BlueskyApp) -> ChannelKind:
        return account(server, credentials={"app_password": "zzzz-zzzz-zzzz-zzzz"})

    @pytest.fixture
    def silent(self, server: BlueskyApp, kind: ChannelKind) -> ChannelKind:
        kind.probe(now=NOW)  # signed in a moment ago
        return account(server, httpx.MockTransport(_nobody_answers))

    def alts(self, kind: ChannelKind, remote_id: str) -> list[str]:
        return [image["alt"] for image in self._record(remote_id).get("embed", {}).get("images", [])]

    def went_out(self, kind: ChannelKind, remote_id: str) -> str:
        record = self._record(remote_id)
        card = record.get("embed", {}).get("external", {})
        return " ".join([record["text"], card.get("uri", ""), card.get("title", "")])

    def _record(self, key: str) -> dict[str, Any]:
        return self.server.world.records[key].value


# The record


def made(server: BlueskyApp, **changes: Any) -> dict[str, Any]:
    """The record of a post as the server keeps it."""
    post = replace(POST, **changes)
    account(server).create(post)
    return server.world.records[post.key].value


def test_a_link_is_a_card_and_the_words_stay_as_they_are(server: BlueskyApp) -> None:
    record = made(server)

    assert record["text"] == "Bin day moves"
    assert record["embed"]["external"] == {"uri": POST.link, "title": "Bins", "description": ""}
    assert "facets" not in record


def test_with_a_picture_the_link_stands_in_the_words_and_leads_there(server: BlueskyApp) -> None:
    record = made(server, pictures=(a_picture(),))

    assert record["text"] == f"Bin day moves\n\n{POST.link}"
    assert record["embed"]["$type"] == "app.bsky.embed.images"
    assert [feature["uri"] for facet in record["facets"] for feature in facet["features"]] == [POST.link]


def test_an_address_in_the_words_is_marked_by_its_bytes(server: BlueskyApp) -> None:
    text = "Café “Ó” 👩‍👩‍👧: see https://example.org/a(b). Or http://example.org?x=1, @nobody #nothing"
    record = made(server, text=text, link="")

    marked = [text.encode()[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode() for f in record["facets"]]
    assert marked == ["https://example.org/a(b)", "http://example.org?x=1"]
    assert {feature["$type"] for f in record["facets"] for feature in f["features"]} == {"app.bsky.richtext.facet#link"}


def test_made_twice_for_one_key_the_record_is_the_same_to_the_letter(server: BlueskyApp) -> None:
    first = made(server)
    server.world.forget()
    client._sessions.clear()

    assert made(server) == first
    assert datetime.fromisoformat(first["createdAt"]) == NOW


@given(st.text(st.sampled_from("ab é👩‍🇬🇧🏽.,()/?&#:htps"), max_size=60), st.booleans())
def test_whatever_the_words_the_stand_in_takes_the_facets(text: str, address: bool) -> None:
    text = f"{text} https://example.org/{text} {text}" if address else text
    for facet in words.facets(text):
        records._facet(facet, text.encode())


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("👩‍👩‍👧‍👦", 1), ("👍🏽", 1), ("🇬🇧🇫🇷", 2), ("❤️", 1), ("a\nb", 3), ("ﷺ", 1)],
)
def test_letters_are_counted_as_a_reader_counts_them(text: str, count: int) -> None:
    assert words.graphemes(text) == count


@given(st.text(max_size=80))
def test_we_never_count_fewer_letters_than_the_server(text: str) -> None:
    assert words.graphemes(text) >= records.graphemes(text)


def test_three_hundred_letters_fit_and_the_link_counts_where_it_stands_in_the_words(server: BlueskyApp) -> None:
    kind, full = account(server), replace(POST, text="👩‍👩‍👧" * 100 + "a" * 200)
    assert not kind.unfit(full)
    assert kind.create(full).remote_id == KEY

    (problem,) = kind.unfit(replace(full, pictures=(a_picture(),)))
    assert problem == f"Bluesky takes 300 letters; this has {300 + 2 + len(POST.link)}, its link included."


def test_few_letters_of_many_bytes_are_refused_in_words(kind: Bluesky) -> None:
    (problem,) = kind.unfit(replace(POST, text="👩‍👩‍👧‍👦" * 130))
    assert "3,000 bytes" in problem


def test_a_picture_that_is_too_large_is_refused_before_anything_is_sent(server: BlueskyApp) -> None:
    large = replace(a_picture(), content=b"x" * 1_000_001)
    with pytest.raises(Refused, match="1 MB"):
        account(server).create(replace(POST, pictures=(large,)))
    assert not server.world.log


# Keys


@given(st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_a_key_is_a_timestamp_identifier_that_names_its_moment(moment: datetime) -> None:
    key = keys.draw(moment)

    records.check_key(key)
    assert keys.moment(key) == moment


def test_keys_sort_by_time_and_differ_at_one_moment() -> None:
    assert keys.draw(NOW) < keys.draw(NOW + timedelta(microseconds=1))
    assert len({keys.draw(NOW) for _ in range(50)}) > 25


@pytest.mark.parametrize("text", ["", "3jzfcijpj2z2", "3jzfcijpj2z2aa", "0000000000000", "zzzzzzzzzzzzz", "3jzfcijpj2z2A"])
def test_what_is_no_key_names_no_moment(text: str) -> None:
    assert keys.moment(text) is None


# What a server may answer to a post


def error(name: str, **more: Any) -> dict[str, Any]:
    return {"error": name, "message": "words of theirs", **more}


ANSWERS = [
    (200, b"<html>hello</html>", Unknown),
    (200, b"", Unknown),
    (200, b"[]", Unknown),
    (200, {}, Unknown),
    (200, {"uri": "at://did:plc:other/app.bsky.feed.post/3jzfcijpj2z2a"}, Unknown),
    (204, b"", Unknown),
    (302, b"", Unknown),
    (403, b"<html>blocked</html>", Unknown),
    (500, error("InternalServerError"), Unknown),
    (502, b"<html>502</html>", Unknown),
    (503, error("NotEnoughResources"), Unknown),
    (400, error("InvalidRequest"), Refused),
    (400, error("InvalidSwap"), Refused),
    (400, error("BlobTooLarge"), Refused),
    (413, error("PayloadTooLarge"), Refused),
    (400, {"error": 7}, Unknown),
    (400, error("ExpiredToken"), Disconnected),
    (400, error("InvalidToken"), Disconnected),
    (401, error("AuthMissing"), Disconnected),
    (401, error("AccountTakedown"), Disconnected),
    (400, error("AccountDeactivated"), Disconnected),
    (429, error("RateLimitExceeded"), Throttled),
    (429, b"slow down", Throttled),
]


def answering(server: BlueskyApp, status: int, body: Any, headers: dict[str, str] | None = None) -> Bluesky:
    """An account whose server lets us in, and then always answers this to a post."""
    through = httpx.WSGITransport(app=server)
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    def handle(request: httpx.Request) -> httpx.Response:
        if "/com.atproto.server." in request.url.path:
            answer = through.handle_request(request)
            return httpx.Response(answer.status_code, content=answer.read())
        return httpx.Response(status, content=content, headers=headers)

    return account(server, httpx.MockTransport(handle))


@pytest.mark.parametrize(("status", "body", "sort_of"), ANSWERS)
def test_each_answer_to_a_post_has_one_meaning(server: BlueskyApp, status: int, body: Any, sort_of: type[ChannelError]) -> None:
    with pytest.raises(ChannelError) as caught:
        answering(server, status, body).create(POST)

    assert type(caught.value) is sort_of
    assert str(caught.value)
    if isinstance(caught.value, Disconnected):
        assert caught.value.remedy


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["error", "uri", "value", "records", "posts", "blob", "did"]), inner, max_size=4)
    ),
    max_leaves=8,
)
BODIES = st.binary(max_size=40) | JSON.map(lambda value: json.dumps(value).encode())
STATUSES = st.sampled_from([200, 200, 200, 400, 401, 429, 500, 502])


@given(status=STATUSES, body=BODIES)
def test_whatever_is_answered_a_verb_returns_or_raises_one_of_the_errors(status: int, body: bytes) -> None:
    kind = answering(make_app(), status, body)
    verbs: list[Callable[[], Any]] = [
        lambda: kind.create(POST),
        lambda: kind.publish(KEY),
        lambda: kind.withdraw(KEY),
        lambda: kind.find(POST, since=NOW),
        lambda: kind.shown(since=NOW),
        lambda: kind.readings([KEY], day=NOW.date()),
        lambda: kind.probe(now=NOW),
    ]
    for verb in verbs:
        with suppress(ChannelError):
            verb()


def test_a_wait_lasts_until_the_moment_the_server_names_and_an_hour_at_most(server: BlueskyApp) -> None:
    for named, least, most in (("", 4, 6), ("in a while", 4, 6), ("9" * 11, 59, 61), ("1", -1, 1)):
        with pytest.raises(Throttled) as caught:
            answering(server, 429, error("RateLimitExceeded"), {"RateLimit-Reset": named}).create(POST)
        minutes = (caught.value.until - datetime.now(UTC)).total_seconds() / 60
        assert least < minutes < most, named


# The key of ours


@pytest.mark.parametrize("fault", ["drop", "created500", "nothing", "half"])
def test_a_lost_answer_is_unknown_and_the_post_is_found_under_its_key(
    server: BlueskyApp, kind: Bluesky, control: Callable[..., Any], fault: str
) -> None:
    control("faults", faults=f"{fault}@record.create=1x1")
    with pytest.raises(Unknown):
        kind.create(POST)

    (seen,) = kind.find(POST, since=NOW)
    assert (seen.remote_id, seen.text, seen.visible) == (KEY, "Bin day moves", True)
    with pytest.raises(Unknown):
        kind.create(POST)  # the key is taken: the server says 500, and makes nothing
    assert [post["message"] for post in control()["posts"]] == ["Bin day moves"]


@pytest.mark.parametrize("fault", ["drop_before", "false500", "html502"])
def test_what_never_arrived_is_not_found_and_is_made_under_the_same_key(
    kind: Bluesky, control: Callable[..., Any], fault: str
) -> None:
    control("faults", faults=f"{fault}@record.create=1x1")
    with pytest.raises(Unknown):
        kind.create(POST)

    assert kind.find(POST, since=NOW) == ()
    assert kind.create(POST).remote_id == KEY
    assert len(control()["posts"]) == 1


def test_looking_that_gets_no_answer_never_says_that_it_is_not_there(kind: Bluesky, control: Callable[..., Any]) -> None:
    kind.create(POST)
    for fault in ("drop_before", "html502", "nothing", "half"):
        control("faults", faults=f"{fault}@record.read=1")
        with pytest.raises(Unknown):
            kind.find(POST, since=NOW)


def test_a_picture_that_did_not_arrive_means_that_nothing_was_posted(kind: Bluesky, control: Callable[..., Any]) -> None:
    control("faults", faults="drop@blob.upload=1")
    with pytest.raises(Unreached):
        kind.create(replace(POST, pictures=(a_picture(),)))
    assert control()["posts"] == []


# Signing in


def sessions(control: Callable[..., Any]) -> list[str]:
    return [call["route"] for call in control()["calls"] if call["route"].startswith("session.")]


def test_one_session_serves_until_it_ends(server: BlueskyApp, control: Callable[..., Any]) -> None:
    account(server).create(POST)
    account(server).probe(now=NOW)
    assert sessions(control) == ["session.open"]

    control("clock", advance=3 * 3_600)
    account(server).probe(now=NOW)
    assert sessions(control) == ["session.open", "session.refresh"]

    control("clock", advance=61 * 86_400)
    account(server).probe(now=NOW)
    assert sessions(control)[2:] == ["session.refresh", "session.open"]


def test_a_session_ended_by_the_server_is_renewed_and_the_post_made_once(
    kind: Bluesky, control: Callable[..., Any], server: BlueskyApp
) -> None:
    kind.probe(now=NOW)
    server.world.sessions.clear()

    assert kind.create(POST).remote_id == KEY
    assert len(control()["posts"]) == 1


def test_a_server_that_does_not_answer_the_sign_in_means_that_nothing_was_sent(server: BlueskyApp) -> None:
    with pytest.raises(Unreached):
        account(server, httpx.MockTransport(_nobody_answers)).create(POST)


def _no_line(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def test_a_server_out_of_reach_means_that_nothing_was_sent(server: BlueskyApp) -> None:
    kind = account(server, httpx.MockTransport(_no_line))
    with pytest.raises(Unreached):
        kind.create(POST)
    probe = kind.probe(now=NOW)
    assert (probe.working, probe.reached) == (False, False)


def test_a_revoked_app_password_ends_in_its_remedy(server: BlueskyApp, control: Callable[..., Any]) -> None:
    account(server).create(POST)
    control("account", password="new1-new2-new3-new4")

    with pytest.raises(Disconnected) as caught:
        account(server).withdraw(KEY)
    assert "app password" in caught.value.remedy


@pytest.mark.parametrize("state", ["takendown", "suspended", "deactivated"])
def test_an_account_that_is_shut_is_said_so(server: BlueskyApp, control: Callable[..., Any], state: str) -> None:
    control("account", state=state)

    probe = account(server).probe(now=NOW)
    assert (probe.working, probe.reached) == (False, True)
    assert "bsky.app" in probe.problems[0][1] or "app password" in probe.problems[0][1]


def test_the_details_of_another_account_post_nothing(server: BlueskyApp) -> None:
    with pytest.raises(Disconnected, match="another account"):
        account(server, account_id="did:plc:someoneelse").create(POST)
    assert not server.world.records


def test_a_new_handle_is_worth_knowing(server: BlueskyApp) -> None:
    probe = account(server, account_name="old.bsky.social").probe(now=NOW)
    assert probe.working
    assert "old.bsky.social" in probe.problems[0][0]


@pytest.mark.parametrize(
    "typed", ["pineview.bsky.social", "@Pineview.bsky.social ", "https://bsky.app/profile/pineview.bsky.social"]
)
def test_the_account_is_named_by_what_was_typed(server: BlueskyApp, typed: str) -> None:
    found = account(server, credentials={"handle": typed}, account_id="").account()

    assert (found.id, found.name) == (server.world.did, "pineview.bsky.social")
    assert found.credentials == {"handle": "pineview.bsky.social", "app_password": PASSWORD}


def test_the_account_s_own_password_is_not_taken(server: BlueskyApp) -> None:
    with pytest.raises(Disconnected, match="not an app password"):
        account(server, credentials={"app_password": "correct horse"}).account()
    assert not server.world.log


@pytest.mark.parametrize("url", ["http://bsky.social", "https://bsky.social.evil.example", "https://10.0.0.1", "ftp://localhost"])
def test_nothing_is_sent_to_an_address_that_is_neither_bluesky_s_nor_this_machine_s(server: BlueskyApp, url: str) -> None:
    with pytest.raises(Disconnected):
        account(server, address=url).create(POST)
    assert not server.world.log


def test_no_password_or_token_stands_in_an_address_or_a_log(
    server: BlueskyApp, caplog: pytest.LogCaptureFixture, control: Callable[..., Any]
) -> None:
    caplog.set_level(logging.DEBUG)
    through, addresses = httpx.WSGITransport(app=server), []

    class Noting(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            addresses.append(str(request.url))
            return through.handle_request(request)

    kind = account(server, Noting())
    kind.create(replace(POST, pictures=(a_picture(),)))
    kind.readings([KEY], day=NOW.date())

    secret = [PASSWORD, *(token for one in server.world.sessions for token in (one.access, one.refresh))]
    assert addresses
    assert not [word for word in secret for text in [*addresses, caplog.text] if word in text]


# Counting and listing


def test_counts_are_those_of_the_network(kind: Bluesky, control: Callable[..., Any]) -> None:
    kind.create(POST)
    control("residents", post=KEY, likes=5, reposts=2, quotes=1, replies=3)
    control("account", followers=77)

    figures = {figure.measure: figure.value for figure in kind.readings([KEY], day=NOW.date())}
    assert figures == {"likes": 5, "shares": 2, "quotes": 1, "comments": 3, "followers": 77}


def test_many_posts_are_asked_for_a_few_at_a_time_and_what_is_not_listed_is_not_nought(
    kind: Bluesky, control: Callable[..., Any]
) -> None:
    made_keys = [keys.draw(NOW + timedelta(seconds=number)) for number in range(30)]
    for key in made_keys:
        kind.create(replace(POST, key=key))
    gone = keys.draw(NOW - timedelta(days=1))

    figures = kind.readings([*made_keys, gone], day=NOW.date())
    assert sum(call["route"] == "posts.read" for call in control()["calls"]) == 2
    assert {figure.value for figure in figures if figure.remote_id == gone} == {None}
    assert {figure.value for figure in figures if figure.remote_id in made_keys} == {0}


def test_what_somebody_else_posts_is_listed_and_answers_to_others_are_not(
    server: BlueskyApp, kind: Bluesky, control: Callable[..., Any]
) -> None:
    said = control("keeper", say="Posted by hand")["post"]
    answer = control("keeper", say="@you thanks")["post"]
    server.world.records[answer].value["reply"] = {"parent": {}, "root": {}}

    assert [seen.remote_id for seen in kind.shown(since=datetime.now(UTC) - timedelta(hours=1))] == [said]


def test_a_long_list_is_read_to_its_end(kind: Bluesky, control: Callable[..., Any]) -> None:
    for number in range(230):
        control("keeper", say=f"Number {number}")

    assert len(kind.shown(since=datetime.now(UTC) - timedelta(hours=1))) == 230


def test_a_correction_says_that_bluesky_cannot_change_a_post(kind: Bluesky) -> None:
    with pytest.raises(Refused, match="cannot change a post"):
        kind.edit(KEY, POST)
    assert not kind.can.edit
