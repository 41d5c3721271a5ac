"""What somebody did to the Page without the desk is noticed, told, and explained by a person (S-11)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts.models import Amendment, Correction, PostText, Publication
from steamie.content.publishing.actions.comparing import compare, explain
from steamie.content.publishing.actions.withdrawals import withdraw
from steamie.content.publishing.models import Difference
from steamie.content.publishing.tasks import compare_in_full, compare_lately, compare_long, compare_quiet
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.evidence.words import sentence
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.rules.correcting import Stage
from tests.stand_in_page import NOW, Page, page, publish

__all__ = ["page"]  # a fixture, used by name below
WORDS = "Bin day moves to Tuesday."
ADDRESS = "/desk/differences/"


def send(page: Page, officer: Person, words: str = WORDS, *, at: datetime = NOW - timedelta(hours=1), **more: Any) -> Publication:
    """A post the desk sent, as it still stands on the Page."""
    remote = page.ask("history", posts=[{"message": words, "at": at.timestamp()}])["posts"][0]
    return publish(officer, page.channel, remote, at, title="Bins", text=words, **more)


@pytest.fixture
def sent(page: Page, officer: Person) -> Publication:
    return send(page, officer)


@pytest.fixture
def desk(client: Client, officer: Person) -> Client:
    client.force_login(officer)
    return client


def look(page: Page, now: datetime = NOW, days: int | None = 2) -> list[tuple[str, str, str]]:
    return [(row.kind, row.ours, row.text) for row in compare(channel=page.channel, days=days, by=CLOCK, now=now)]


def test_what_is_as_we_left_it_is_not_mentioned(page: Page, sent: Publication) -> None:
    assert look(page) == []


@pytest.mark.parametrize(
    ("deed", "noticed"),
    [
        ({"say": "Cheap phones!"}, ("strange", "", "Cheap phones!")),
        ({"post": "{sent}", "message": "Bin day moves to Friday."}, ("changed", WORDS, "Bin day moves to Friday.")),
        ({"post": "{sent}"}, ("gone", WORDS, "")),
    ],
)
@pytest.mark.usefixtures("strategy")
def test_what_somebody_did_on_the_page_is_noticed_once(
    page: Page, sent: Publication, deed: dict[str, str], noticed: tuple[str, str, str]
) -> None:
    page.ask("keeper", **{name: value.format(sent=sent.remote_id) for name, value in deed.items()})
    later = NOW + timedelta(minutes=20)  # a post just made may still be ours, on its way

    assert look(page, later) == [noticed]
    assert look(page, later + timedelta(minutes=15)) == []
    event = Event.objects.get(verb="notice", clause="S-11")
    assert sentence(event) == f"The clock noticed difference {Difference.objects.get().pk}"


def test_each_further_change_is_noticed_and_so_is_its_end(page: Page, sent: Publication) -> None:
    for number, words in enumerate(["Friday", "Saturday", WORDS, "Friday"]):
        page.ask("keeper", post=sent.remote_id, message=words)
        assert [text for _, _, text in look(page, NOW + timedelta(hours=number))] == ([words] if words != WORDS else [])

    rows = Difference.objects.order_by("pk")
    assert [(row.text, row.over_at is not None) for row in rows] == [("Friday", True), ("Saturday", True), ("Friday", False)]
    assert sentence(Event.objects.filter(verb="see ended").first()) == f"The clock saw the end of difference {rows[0].pk}"


def test_a_post_with_a_short_link_is_as_we_left_it_with_or_without_it(page: Page, officer: Person, settings: Any) -> None:
    row = send(page, officer, link="https://example.org/bins")
    page.ask("keeper", post=row.remote_id, message=f"{WORDS}\n\n{settings.PUBLIC_URL}/go/{row.code}/")

    assert look(page) == []


@pytest.mark.parametrize(
    ("stage", "shown", "noticed"),
    [
        (Stage.WAITING, WORDS, False),
        (Stage.WAITING, "Other words", True),
        (Stage.LEFT, WORDS, False),
        (Stage.CORRECTED, WORDS, True),
    ],
)
def test_a_correction_on_its_way_is_ours(
    page: Page, sent: Publication, officer: Person, stage: Stage, shown: str, noticed: bool
) -> None:
    correction = Correction.objects.create(post=sent.post, by=officer, at=NOW, reason="The day was wrong", edition=1)
    words = {"before": WORDS, "words": "Bin day moves to Friday."}
    Amendment.objects.create(correction=correction, publication=sent, fingerprint="f", stage=stage, **words)
    PostText.objects.update(text=words["words"])
    page.ask("keeper", post=sent.remote_id, message=shown)

    assert bool(look(page)) is noticed


def test_what_we_withdrew_ourselves_is_no_difference(page: Page, sent: Publication, officer: Person) -> None:
    withdraw(post=sent.post, reason="Wrong week", by=officer)
    page.ask("keeper", post=sent.remote_id)

    assert look(page) == []


def test_a_young_post_may_still_be_on_its_way(page: Page, officer: Person) -> None:
    publish(officer, page.channel, "1122_9", NOW - timedelta(minutes=3))

    assert look(page) == []


@pytest.mark.parametrize("fault", ["html502=1", "error200=1", "expired=1", "rate=1", "drop_before=1", "nothing=1"])
def test_a_channel_that_does_not_answer_accuses_nobody(page: Page, sent: Publication, fault: str) -> None:
    page.ask("faults", faults=fault)

    assert look(page) == []


def test_an_account_that_cannot_be_opened_does_not_spare_the_others(page: Page, sent: Publication) -> None:
    first = {"kind": "facebook", "created_at": NOW - timedelta(days=9), "sealed": "nonsense"}
    Channel.objects.create(pk=page.channel.pk - 1, name="Lost key", **first)
    Channel.objects.create(pk=page.channel.pk - 2, name="Not installed", **first | {"kind": "nowhere"})
    page.ask("keeper", post=sent.remote_id)
    compare_lately.call()

    assert Difference.objects.get().kind == Difference.GONE


@pytest.mark.parametrize(
    ("days_ago", "noticing"),
    [(0.5, compare_lately), (1.9, compare_lately), (2.1, compare_long), (89, compare_long), (200, compare_in_full)],
)
def test_how_often_a_post_is_looked_at_follows_its_age(page: Page, officer: Person, days_ago: float, noticing: Any) -> None:
    row = send(page, officer, at=NOW - timedelta(days=days_ago))
    page.ask("keeper", post=row.remote_id)

    for task in (compare_lately, compare_quiet, compare_long, compare_in_full):
        task.call()
        assert Difference.objects.exists() is (task is noticing)
        if task is noticing:
            break


def test_a_quiet_account_is_looked_at_too(page: Page) -> None:
    page.ask("history", posts=[{"message": "Cheap phones!", "at": (NOW - timedelta(hours=2)).timestamp()}])
    compare_lately.call()
    assert not Difference.objects.exists()
    compare_quiet.call()
    assert Difference.objects.get().kind == Difference.STRANGE


def test_the_officer_explains_and_today_stops_asking(page: Page, sent: Publication, desk: Client) -> None:
    assert "Everything is as we left it" in desk.get(ADDRESS).text
    page.ask("keeper", post=sent.remote_id, message="<script>alert(1)</script>")
    look(page)
    assert "One thing is not as we left it" in desk.get("/desk/").text
    shown = desk.get(ADDRESS).text
    assert "<script>alert(1)" not in shown
    for words in (WORDS, "&lt;script&gt;", "What to do", "put the approved words back"):
        assert words in shown
    difference = Difference.objects.get()

    refused = desk.post(ADDRESS, {"difference": difference.pk, "reason": " "})
    unknown = desk.post(ADDRESS, {"difference": 404, "reason": "x"})
    accepted = desk.post(ADDRESS, {"difference": difference.pk, "reason": "Morag changed it by phone."}, follow=True)

    assert (refused.status_code, unknown.status_code) == (422, 422)
    assert f'href="#found-{difference.pk}"' in refused.text
    assert "explained already" in unknown.text
    assert "Morag changed it by phone." in accepted.text
    assert "not as we left it" not in desk.get("/desk/").text
    assert sentence(Event.objects.get(verb="explain")).endswith(f"explained difference {difference.pk}")


def test_a_page_that_cannot_be_read_is_said(page: Page, desk: Client) -> None:
    page.channel.checks.create(at=NOW, working=False, summary="The connection has expired.")
    assert "cannot be read now" in desk.get(ADDRESS).text


@pytest.mark.parametrize(
    ("who", "reads", "explains"),
    [("colleague", 200, True), ("staff", 200, False), ("committee", 200, False), ("auditor", 200, False), ("forum", 403, False)],
)
def test_who_may_look_and_who_may_explain(
    page: Page, sent: Publication, client: Client, who: str, reads: int, explains: bool, request: pytest.FixtureRequest
) -> None:
    page.ask("keeper", post=sent.remote_id)
    look(page)
    person = request.getfixturevalue(who)
    client.force_login(person)
    answer = client.get(ADDRESS)
    assert answer.status_code == reads
    assert ("What did you find?" in answer.text) is explains
    if not explains:
        with pytest.raises(NotAllowed):
            explain(difference=Difference.objects.get(), reason="Nothing to see", by=person, now=NOW)
        posted = client.post(ADDRESS, {"difference": Difference.objects.get().pk, "reason": "Nothing to see"})
        assert posted.status_code == 403
