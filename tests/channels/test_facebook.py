"""The Facebook Page keeps the contract, and understands everything that Facebook may answer."""

import json
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as some

from steamie.channels.contract import ChannelError, Disconnected, Outgoing, Refused, Throttled, Unknown, Unreached, check_address
from steamie.channels.kinds.facebook import FacebookPage, data
from steamie.channels.kinds.facebook.client import ADDRESS, Graph, proof
from steamie.channels.kinds.facebook.errors import sort
from steamie.channels.kinds.facebook.search import is_it
from steamie.channels.testing import ChannelSuite, a_picture

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TOKEN, SECRET = "EAAPcanary1234567890", "app-secret-canary-987"


def page(transport, *, token=TOKEN, secret=SECRET, page_id="1122", app_id="100200300", **settings):
    given_ = {"app_id": app_id, "app_secret": secret, "page_id": page_id, "page_token": token}
    around = {"address": "https://graph.facebook.com", "transport": transport, **settings}
    return FacebookPage(given_, settings=around)


@pytest.fixture
def transport(stand_in):
    return httpx.WSGITransport(app=stand_in)


@pytest.fixture
def token(control):
    return control("tokens", kind="page")


@pytest.fixture
def kind(transport, token):
    return page(transport, token=token["access_token"], secret=token["app_secret"], app_id=token["app_id"])


class TestFacebookPage(ChannelSuite):
    @pytest.fixture(autouse=True)
    def _keep(self, control):
        self.control = control

    @pytest.fixture
    def kind(self, transport, token):
        return page(transport, token=token["access_token"], secret=token["app_secret"])

    @pytest.fixture
    def broken(self, transport, control, token):
        control("tokens", kill=token["access_token"], subcode=460)
        return page(transport, token=token["access_token"], secret=token["app_secret"])

    @pytest.fixture
    def silent(self, token):
        def nobody_answers(request):
            raise httpx.ReadTimeout("no answer", request=request)

        return page(httpx.MockTransport(nobody_answers), token=token["access_token"], secret=token["app_secret"])

    def alts(self, kind, remote_id):
        return [photo["alt"] for photo in self._post(remote_id)["photos"]]

    def went_out(self, kind, remote_id):
        post = self._post(remote_id)
        return f"{post['message']} {post['link']}"

    def _post(self, remote_id):
        return next(post for post in self.control()["posts"] if post["id"] == remote_id)


# What Facebook may answer to a post


def answering(status, body, headers=None):
    """A page whose Facebook always answers this."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return page(httpx.MockTransport(lambda request: httpx.Response(status, content=content, headers=headers)))


def error(code, subcode=0, **more):
    return {"error": {"code": code, "error_subcode": subcode, "message": "words of theirs", **more}}


POST = Outgoing("k7f2", "Bins", "Bin day moves", link="https://example.org/go/k7f2/")

ANSWERS = [
    (500, b"<html>502 Bad Gateway</html>", Unknown),
    (200, b"<html>hello</html>", Unknown),
    (200, b"", Unknown),
    (200, b"true", Unknown),
    (200, b"[]", Unknown),
    (200, {}, Unknown),
    (200, {"id": ""}, Unknown),
    (200, {"id": 5}, Unknown),
    (500, {"message": "no error object"}, Unknown),
    (200, {"error": "a string"}, Unknown),
    (200, error(190, 463), Disconnected),
    (200, error(1), Unknown),
    (200, error(100), Refused),
    (500, error(1, 99), Unknown),
    (500, error(2), Unknown),
    (400, error(368, 1404082), Unknown),
    (400, error(368, 1390008), Unknown),
    (400, error(506), Unknown),
    (400, error(100, 1366051), Unknown),
    (400, error(999_999), Unknown),
    (400, error("190", "460"), Disconnected),
    (400, error(None), Unknown),
    (400, error(True), Unknown),
    (400, error(190), Disconnected),
    (400, error(102), Disconnected),
    (400, error(10), Disconnected),
    (403, error(200), Disconnected),
    (403, error(283), Disconnected),
    (403, error(200, 1705), Refused),
    (400, error(2500), Disconnected),
    (400, error(104), Disconnected),
    (400, error(4), Throttled),
    (400, error(17), Throttled),
    (403, error(32), Throttled),
    (400, error(80001, 2446079), Throttled),
    (400, error(613, 1996), Throttled),
    (400, error(12), Refused),
    (400, error(100, 1609008), Refused),
    (400, error(1609005), Refused),
    (400, error(100, 1346003), Refused),
]


@pytest.mark.parametrize(("status", "body", "sort_of"), ANSWERS)
def test_each_answer_to_a_post_has_one_meaning(status, body, sort_of):
    with pytest.raises(ChannelError) as caught:
        answering(status, body).create(POST)
    assert type(caught.value) is sort_of
    assert str(caught.value)
    if isinstance(caught.value, Disconnected):
        assert caught.value.remedy


@pytest.mark.parametrize("subcode", [458, 459, 460, 463, 464, 467, 492])
def test_each_way_a_token_dies_has_its_own_remedy(subcode):
    problem = sort({"code": 190, "error_subcode": subcode}, wait_until=NOW)
    assert isinstance(problem, Disconnected)
    assert problem.remedy


KEYS = some.sampled_from(["error", "code", "error_subcode", "data", "success", "id", "paging", "summary"])
LEAVES = some.none() | some.booleans() | some.integers() | some.text(max_size=8)
JSON = some.recursive(
    LEAVES, lambda inner: some.lists(inner, max_size=3) | some.dictionaries(KEYS, inner, max_size=4), max_leaves=8
)
ERRORS = some.builds(error, some.integers(), some.integers())
BODIES = some.binary(max_size=40) | (JSON | ERRORS).map(lambda value: json.dumps(value).encode())


@given(status=some.sampled_from([200, 400, 401, 403, 429, 500, 502, 503]), body=BODIES)
def test_no_answer_whatever_escapes_as_anything_but_a_typed_error(status, body):
    channel = answering(status, body)
    for deed in (lambda: channel.create(POST), lambda: channel.publish("1_2"), lambda: channel.withdraw("1_2")):
        with suppress(ChannelError):
            deed()
    assert channel.readings(["1_2"], day=NOW.date())
    assert channel.probe(now=NOW).summary


@given(some.integers(min_value=-1, max_value=10_000_000), some.integers(min_value=-1, max_value=10_000_000))
def test_a_code_nobody_listed_is_unknown(code, subcode):
    listed = any(rule.fits(code, subcode) for rule in data.RULES) or (code, subcode) in {(100, 33), (803, 0)}
    problem = sort({"code": code, "error_subcode": subcode}, wait_until=NOW)
    assert listed or type(problem) is Unknown


@pytest.mark.parametrize(
    ("lost", "sort_of"),
    [
        (httpx.ReadTimeout("https://graph.facebook.com/?access_token=x"), Unknown),
        (httpx.WriteTimeout("x"), Unknown),
        (httpx.ReadError("x"), Unknown),
        (httpx.RemoteProtocolError("x"), Unknown),
        (httpx.ConnectError("x"), Unreached),
        (httpx.ConnectTimeout("x"), Unreached),
    ],
)
def test_a_lost_answer_is_unknown_but_a_call_that_never_left_is_not(lost, sort_of):
    calls = []

    def broken(request):
        calls.append(request)
        raise lost

    with pytest.raises(sort_of) as caught:
        page(httpx.MockTransport(broken)).create(POST)
    assert len(calls) == 1
    assert "access_token" not in f"{caught.value} {caught.value.detail}"


def test_an_answer_that_drips_is_cut_off(monkeypatch):
    monkeypatch.setattr("steamie.channels.kinds.facebook.client.TOTAL", -1.0)
    with pytest.raises(Unknown):
        answering(200, {"id": "1_2"}).create(POST)


def test_reading_is_tried_twice_and_posting_once():
    calls = []

    def failing(request):
        calls.append(request.method)
        return httpx.Response(500, json=error(2))

    channel = page(httpx.MockTransport(failing))
    for deed in (lambda: channel.find(POST, since=NOW), lambda: channel.publish("1_2"), lambda: channel.withdraw("1_2")):
        with pytest.raises(Unknown):
            deed()
    assert calls == ["GET", "GET", "POST", "DELETE"]


# With the stand-in going wrong


def test_a_post_made_though_the_answer_said_no_is_found(kind, control):
    for fault in ("created500", "drop", "nothing"):
        control("faults", faults=[{"name": fault, "rate": 1, "route": "feed.create", "count": 1}])
        one = Outgoing(f"m{fault}", "Bins", f"Words {fault}", link=f"https://example.org/go/m{fault}/")
        with pytest.raises(Unknown):
            kind.create(one)
        found = kind.find(one, since=LONG_AGO)
        assert [seen.visible for seen in found] == [False], fault


def test_a_post_without_a_link_is_found_by_its_words(kind):
    one = Outgoing("k1", "Bins", "Bin day moves\nto Tuesday")
    made = kind.create(one)
    assert [seen.remote_id for seen in kind.find(one, since=LONG_AGO)] == [made.remote_id]
    assert not kind.find(Outgoing("k2", "Bins", "Bin day moves to Friday"), since=LONG_AGO)


def test_a_picture_that_did_not_arrive_posts_nothing(kind, control):
    control("faults", faults=[{"name": "drop", "rate": 1, "route": "photo.create", "count": 1}])
    with pytest.raises(Unreached):
        kind.create(Outgoing("k1", "Bins", "Words", pictures=(a_picture(),)))
    assert not control()["posts"]


def test_a_false_duplicate_is_not_believed(kind, control):
    control("faults", faults=[{"name": "false_duplicate", "rate": 1, "route": "feed.create", "count": 1}])
    with pytest.raises(Unknown):
        kind.create(POST)
    assert not kind.find(POST, since=LONG_AGO)


def test_showing_can_be_repeated_after_a_lost_answer(kind, control):
    made = kind.create(POST)
    control("faults", faults=[{"name": "drop", "rate": 1, "route": "post.publish", "count": 1}])
    with pytest.raises(Unknown):
        kind.publish(made.remote_id)
    assert kind.publish(made.remote_id).visible
    assert [post["times_visible"] for post in control()["posts"]] == [1]


def test_gone_is_only_believed_while_the_page_can_be_seen(kind, control):
    made = kind.create(POST)
    control("page", roles=False)
    with pytest.raises(ChannelError):
        kind.withdraw(made.remote_id)


def test_a_post_we_may_not_delete_is_not_said_to_be_gone():
    def facebook(request):
        return httpx.Response(200, json={"id": "1"}) if request.method == "GET" else httpx.Response(400, json=error(100, 33))

    with pytest.raises(Refused, match="Page itself"):
        page(httpx.MockTransport(facebook)).withdraw("1_2")


def test_likes_shares_and_comments_are_counted(kind, control):
    made = kind.create(POST)
    kind.publish(made.remote_id)
    control("residents", post=made.remote_id, likes=5, comments=["Thanks", "When?"])
    control("page", followers=412, likes=390)
    figures = {(f.remote_id, f.measure): f.value for f in kind.readings([made.remote_id], day=NOW.date())}
    assert figures[made.remote_id, "likes"] == 5
    assert figures[made.remote_id, "comments"] == 2
    assert figures[made.remote_id, "shares"] == 0
    assert figures["", "followers"] == 412
    assert figures["", "fans"] == 390
    assert figures[made.remote_id, "views"] is not None


def test_one_dead_metric_name_does_not_spoil_the_rest(kind, control, monkeypatch):
    made = kind.create(POST)
    kind.publish(made.remote_id)
    control("page", likes=390)
    dead = data.Metric("post_impressions", "impressions", "Impressions", "Ended.")
    monkeypatch.setattr(data, "POST_METRICS", (*data.POST_METRICS, dead))
    figures = {f.measure: f for f in kind.readings([made.remote_id], day=NOW.date()) if f.remote_id}
    assert figures["impressions"].value is None
    assert "100" in figures["impressions"].problem
    assert figures["views"].value is not None
    assert figures["likes"].value == 0


def test_a_small_page_has_no_insights_and_that_is_not_zero(kind, control):
    control("page", likes=99)
    views = [figure for figure in kind.readings([], day=NOW.date()) if figure.measure == "views"]
    assert [figure.value for figure in views] == [None]
    assert views[0].problem


def test_an_old_post_is_counted_behind_a_long_list(kind, control, monkeypatch):
    monkeypatch.setattr("steamie.channels.kinds.facebook.insights.LISTED", 1)
    at = datetime.now(UTC).timestamp() - 86_400
    old = control("history", posts=[{"message": f"Old {number}", "at": at + number, "likes": 1} for number in range(130)])[
        "posts"
    ][0]
    figures = {figure.measure: figure.value for figure in kind.readings([old], day=NOW.date()) if figure.remote_id}
    assert figures["likes"] == 1


# The allowance


def used(percent, minutes=0):
    row = {
        "type": "pages",
        "call_count": percent,
        "total_cputime": 1,
        "total_time": 1,
        "estimated_time_to_regain_access": minutes,
    }
    return {"X-Business-Use-Case-Usage": json.dumps({"1122": [row]})}


def test_reading_stops_at_ninety_and_posting_goes_on():
    channel = answering(200, {"id": "1_2", "success": True}, used(91))
    assert channel.create(POST).remote_id == "1_2"
    assert all(figure.value is None for figure in channel.readings(["1_2"], day=NOW.date()))
    assert channel.create(POST).remote_id == "1_2"


def test_being_told_to_wait_says_until_when():
    before = datetime.now(UTC)
    with pytest.raises(Throttled) as caught:
        answering(400, error(80001), used(100, minutes=23)).create(POST)
    assert timedelta(minutes=22) < caught.value.until - before < timedelta(minutes=24)


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80001])
def test_each_refusal_in_a_row_keeps_us_away_longer_and_an_answer_ends_it(code):
    answers = [(400, error(code))] * 5 + [(200, {"id": "1_2"}), (400, error(code))]
    channel = page(httpx.MockTransport(lambda request: httpx.Response(answers[0][0], json=answers.pop(0)[1])))
    minutes = []
    for day in range(7):  # a day apart, so that each wait is over before the next call
        with time_machine.travel(NOW + timedelta(days=day), tick=False):
            with suppress(Throttled):
                channel.create(POST)
                minutes.append(0)
                continue
            assert channel.readings(["1_2"], day=NOW.date())[0].value is None  # not even asked: the wait is kept
            minutes.append(round((channel.graph.usage.wait_until - datetime.now(UTC)).total_seconds() / 60))
    assert minutes == [5, 10, 20, 40, 60, 0, 5]
    assert not answers


def test_reading_keeps_to_two_hundred_calls_a_day_and_posting_does_not(monkeypatch):
    calls = []

    def facebook(request):
        calls.append(request.method)
        return httpx.Response(200, json={"id": "1_2", "success": True, "data": []})

    channel = page(httpx.MockTransport(facebook))
    with time_machine.travel(NOW, tick=False):
        for _ in range(400):
            with suppress(Throttled):
                channel.shown(since=LONG_AGO)
        assert len(calls) == 200
        assert channel.create(POST).remote_id == "1_2"
    with time_machine.travel(NOW + timedelta(days=1, minutes=1), tick=False):
        assert channel.shown(since=LONG_AGO) == ()


@pytest.mark.parametrize(
    "text", ["", "not json", "[]", '{"1122": [null]}', '{"call_count": "many"}', '{"1": [{"call_count": 1e999}]}']
)
def test_usage_that_makes_no_sense_is_passed_over(text):
    headers = {"X-App-Usage": text, "X-Business-Use-Case-Usage": text}
    assert answering(200, {"id": "1_2"}, headers).create(POST).remote_id == "1_2"


def test_old_usage_is_forgotten():
    graph = Graph(url="http://localhost:1", token="t")
    graph.usage.note(httpx.Headers(used(95)), now=NOW)
    assert graph.usage.spent(NOW + timedelta(minutes=30))
    assert not graph.usage.spent(NOW + timedelta(hours=2))


# Finding


@pytest.mark.parametrize(
    ("row", "it_is"),
    [
        ({"message": "See https://example.org/go/k7f2/"}, True),
        ({"message": "See https://example.org/go/k7f2x/"}, False),
        ({"message": "Bin day moves"}, True),
        ({"message": " BIN  day\nmoves "}, True),
        ({"message": "Bin day moves https://example.org/go/other1/"}, False),
        (
            {
                "message": "x",
                "attachments": {"data": [{"url": "https://l.facebook.com/l.php?u=https%3A%2F%2Fe.org%2Fgo%2Fk7f2%2F"}]},
            },
            True,
        ),
        ({"message": "Bin day moves", "attachments": {"data": [{"target": {"url": "https://e.org/go/zzz/"}}]}}, False),
        ({"attachments": None}, False),
        ({}, False),
    ],
)
def test_a_post_is_known_by_its_marker_and_else_by_its_words(row, it_is):
    assert is_it(row, POST) is it_is


def test_looking_goes_through_every_page_of_the_list(kind, control):
    at = datetime.now(UTC).timestamp() - 3600
    control("history", posts=[{"message": f"Old {number}", "at": at + number} for number in range(230)])
    made = kind.create(POST)
    kind.publish(made.remote_id)
    oldest = Outgoing("none", "x", "Old 0")
    assert len(kind.find(oldest, since=LONG_AGO)) == 1
    assert len(kind.find(POST, since=LONG_AGO)) == 1


def test_a_list_that_never_ends_is_unknown_not_empty():
    endless = {"data": [], "paging": {"next": "x", "cursors": {"after": "a"}}}
    with pytest.raises(Unknown):
        answering(200, endless).find(POST, since=NOW)


# The doctor


def said(probe):
    return " ".join(f"{wrong} {remedy}" for wrong, remedy in probe.problems)


def test_a_user_token_posing_as_a_page_token_is_named(transport, control):
    user = control("tokens", kind="user")
    probe = page(transport, token=user["access_token"], secret=user["app_secret"]).probe(now=datetime.now(UTC))
    assert not probe.working
    assert "user token posing as a page token" in said(probe)


def test_another_page_than_the_pinned_one_is_named(transport, token):
    probe = page(transport, token=token["access_token"], secret=token["app_secret"], page_id="999").probe(now=datetime.now(UTC))
    assert not probe.working
    assert "another Page" in said(probe)


@pytest.mark.parametrize(
    ("scope", "working"), [("pages_manage_posts", False), ("pages_read_engagement", False), ("read_insights", True)]
)
def test_a_missing_permission_is_named_with_what_will_not_work(transport, control, scope, working):
    scopes = [wanted.name for wanted in data.SCOPES if wanted.name != scope]
    given_ = control("tokens", kind="page", scopes=scopes)
    probe = page(transport, token=given_["access_token"], secret=given_["app_secret"]).probe(now=datetime.now(UTC))
    assert probe.working is working
    assert scope in said(probe)
    assert next(wanted.without for wanted in data.SCOPES if wanted.name == scope) in said(probe)


def test_a_renamed_page_is_named(transport, control, token):
    control("page", name="Pineveiw HA")
    settings = {"account_name": "Pineview Housing Association"}
    probe = page(transport, token=token["access_token"], secret=token["app_secret"], **settings).probe(now=datetime.now(UTC))
    assert probe.working
    assert "renamed" in said(probe)
    assert "Pineveiw HA" in said(probe)


def test_an_expired_and_an_expiring_connection_are_named(transport, control):
    given_ = control("tokens", kind="page", expires_in=3 * 86_400)
    channel = page(transport, token=given_["access_token"], secret=given_["app_secret"])
    soon = channel.probe(now=datetime.now(UTC))
    assert soon.working
    assert "runs out on" in said(soon)
    control("clock", advance=4 * 86_400)
    late = channel.probe(now=datetime.now(UTC) + timedelta(days=4))
    assert not late.working
    assert "expired" in said(late)


def test_a_wrong_app_secret_is_named(transport, token):
    probe = page(transport, token=token["access_token"], secret="wrong").probe(now=datetime.now(UTC))
    assert not probe.working
    assert "app secret is wrong" in said(probe)


def test_a_changed_password_is_named(transport, control, token):
    control("tokens", kill=token["access_token"], subcode=460)
    assert "password" in said(
        page(transport, token=token["access_token"], secret=token["app_secret"]).probe(now=datetime.now(UTC))
    )


def test_a_page_that_is_not_published_is_named():
    told = {
        "is_valid": True,
        "type": "PAGE",
        "profile_id": "1122",
        "app_id": "100200300",
        "scopes": [s.name for s in data.SCOPES],
    }
    channel = answering(200, {"data": told, "name": "Pineview", "is_published": False})
    assert "cannot see any post" in said(channel.probe(now=NOW))


def test_a_facebook_that_does_not_answer_is_not_blamed_on_the_connection():
    probe = answering(502, b"<html>").probe(now=NOW)
    assert not probe.reached
    assert "Nothing to do yet" in said(probe)


def test_a_page_that_was_never_connected_says_so():
    probe = page(None, token="").probe(now=NOW)
    assert said(probe) == "The Page is not connected yet. Connect the Page."


# Where calls go, and what is in them


@pytest.mark.parametrize(
    "url",
    [
        "http://graph.facebook.com",
        "https://graph.facebook.com.evil.example",
        "https://graph.facebook.com/../",
        "http://127.0.0.1@evil.example",
        "http://10.0.0.5",
        "http://localhost.evil.example",
        "ftp://127.0.0.1",
        "",
        "http://[::2]",
        "http://user:pw@127.0.0.1",
    ],
)
def test_nothing_is_sent_to_an_address_that_is_not_facebooks(url):
    with pytest.raises(Disconnected):
        check_address(url, ADDRESS)
    with pytest.raises(Disconnected):
        page(None, address=url).create(POST)


@pytest.mark.parametrize(
    "url", ["https://graph.facebook.com", "http://127.0.0.1:9001", "http://localhost:9001", "http://[::1]:9", "http://127.9.9.9"]
)
def test_facebook_itself_and_this_machine_are_fine(url):
    assert check_address(url, ADDRESS) == url


def test_no_token_or_secret_stands_in_an_address_or_a_log(caplog, kind, control, token):
    caplog.set_level(logging.DEBUG)
    seen = []
    channel = page(
        httpx.MockTransport(
            lambda request: seen.append(request) or httpx.Response(200, json={"id": "1_2", "success": True, "data": []})
        )
    )
    channel.create(POST)
    channel.publish("1_2")
    channel.find(POST, since=LONG_AGO)
    channel.withdraw("1_2")
    assert all(request.headers["authorization"] == f"Bearer {TOKEN}" for request in seen)
    assert not [request for request in seen if TOKEN in str(request.url) or SECRET in str(request.url)]
    sent = [str(request.url) + request.content.decode() for request in seen]
    assert all(proof(TOKEN, SECRET) in text for text in sent)
    kind.probe(now=datetime.now(UTC))
    kind.create(POST)
    logged = caplog.text
    assert not any(
        secret in logged for secret in (TOKEN, SECRET, token["access_token"], token["app_secret"], proof(TOKEN, SECRET))
    )


def test_the_persons_own_token_is_never_what_is_kept(kind, stand_in, control):
    control("pages", page="3344", name="Another Page")
    login = httpx.Client(transport=httpx.WSGITransport(app=stand_in), base_url="http://127.0.0.1")
    address = kind.sign_in_address(state="s" * 43, callback="http://127.0.0.1:8000/back/")
    assert address.startswith("https://www.facebook.com/v26.0/dialog/oauth?")
    assert kind.details["app_secret"] not in address
    query = httpx.URL(address).query.decode()
    boxes = {f"scope-{scope.name}": "1" for scope in data.SCOPES if scope.name != "read_insights"}
    back = login.post(f"/v26.0/dialog/oauth?{query}", data={"page-1122": "1", "page-3344": "1", "decision": "continue", **boxes})
    code = httpx.URL(back.headers["location"]).params["code"]
    found = kind.accounts(code=code, callback="http://127.0.0.1:8000/back/")
    assert [account.name for account in found] == ["Pineview Housing Association", "Another Page"]
    assert any("read_insights" in lacking for lacking in found[0].lacking)
    for account in found:
        assert account.credentials["page_token"].startswith("EAAP")
        assert account.credentials["page_id"] == account.id
        assert account.credentials["page_token"] not in repr(account)
