"""Correcting a sent post through its addresses: written, refused, approved, told on the page, and settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from steamie.channels.contract import Disconnected, Refused
from steamie.content.posts.correcting import changes as corrections
from steamie.content.posts.models import Amendment, Change, Correction, Post, Publication
from steamie.content.publishing.publisher import letters
from steamie.people.models import Person
from tests.content.making import make_channel
from tests.content.pretend import World, lost, planned, run

from .test_correcting import GOES, LATER, NEW, carry, corrected, written

QUERIES = 17  # 14, and three for the words of a house whose set-up never asked who it is


@pytest.fixture
def sent(due: Publication) -> Publication:
    run(due)
    return due


@pytest.fixture
def desk(client: Client, officer: Person, world: World) -> Iterator[Client]:
    """The officer, signed in an hour after the post went out."""
    with time_machine.travel(LATER, tick=False):
        client.force_login(officer)
        yield client


def typed(sent: Publication, **fields: str) -> dict[str, str]:
    told = {"title": sent.post.title, f"text_{sent.channel_id}": NEW, "reason": "It said every year twice"}
    return told | fields


@pytest.mark.usefixtures("strategy")
def test_a_correction_is_written_looked_at_approved_and_told(
    desk: Client, sent: Publication, world: World, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    post, write = f"/desk/posts/{sent.post_id}/", f"/desk/posts/{sent.post_id}/correction/"
    with time_machine.travel(LATER, tick=False):
        assert f'href="{write}"' in desk.get(post).text
        page = desk.post(write, typed(sent), follow=True).text
        correction = Correction.objects.get()
        assert "A correction waits for approval" in page
        assert f"<dt>Changes on</dt><dd>{sent.channel.name}</dd>" in page
        assert "<mark>check each year.</mark>" in page
        assert "Every home with gas needs a check." in page
        fingerprint = corrections.fingerprint_of(correction)
        assert fingerprint in page
        assert "A correction waits for approval." in desk.get(post).text
        said = desk.post(f"/desk/corrections/{correction.pk}/approval/", {"fingerprint": fingerprint}, follow=True)
        assert "It leaves at 11:00:20." in said.text
    carry(Amendment.objects.get())

    with time_machine.travel(LATER + timedelta(minutes=5), tick=False):
        desk.get(post)
        with django_assert_max_num_queries(QUERIES):
            page = " ".join(desk.get(post).text.split())
    assert "Corrected on Tuesday 24 November, 11:00" in page
    assert "What it said before" in page
    assert "It said every year twice" in page
    assert "Correction approved by the Finance and Corporate Services Officer, own work" in page
    assert '/approval/withdrawal/"' not in page


def test_what_was_typed_is_still_there(desk: Client, sent: Publication) -> None:
    address = f"/desk/posts/{sent.post_id}/correction/"

    other = "Call us before Friday and say when we may come."
    without = desk.post(address, typed(sent, reason="", **{f"text_{sent.channel_id}": other}))
    same = desk.post(address, typed(sent, **{f"text_{sent.channel_id}": sent.post.texts.get().text}))
    empty = desk.post(address, typed(sent, **{f"text_{sent.channel_id}": ""}))

    assert (without.status_code, same.status_code, empty.status_code) == (422, 422, 422)
    assert other in without.text
    assert "Say what was wrong" in without.text
    assert "Nothing is different yet" in same.text
    assert "It said every year twice" in same.text
    assert "withdraw the post" in empty.text
    assert not Correction.objects.exists()


@pytest.mark.usefixtures("strategy")
def test_a_word_put_right_needs_no_reason_of_its_own(desk: Client, sent: Publication) -> None:
    address, words = f"/desk/posts/{sent.post_id}/correction/", sent.post.texts.get().text
    mended = words.replace("gas", "oil")

    page = desk.post(address, typed(sent, reason="", **{f"text_{sent.channel_id}": mended}), follow=True).text

    assert "A correction waits for approval" in page
    assert Correction.objects.get().reason == "“gas” became “oil”."


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Open on Mondy at ten.", "Open on Monday at ten.", "“Mondy” became “Monday”."),
        ("Rent is £5 more.", "Rent is £50 more.", "“£5” became “£50”."),
        ("Come to the hall.", "Come to the old hall.", ""),  # nothing was there to put right: a person says why
        ("Come to the hall on Monday.", "Nobody is to come this week.", ""),
    ],
)
def test_only_a_word_or_two_say_themselves_what_was_wrong(before: str, after: str, reason: str) -> None:
    rows = [Change(part=Change.TEXT, before=before, after=after) for _ in range(2)]  # the same on two channels
    assert corrections.slip(rows) == reason
    assert corrections.slip([*rows, Change(part="event_starts", before="", after="2026-11-24T10:00:00+00:00")]) == ""


def test_only_who_may_write_it_sees_the_form(
    client: Client, sent: Publication, staff: Person, committee: Person, colleague: Person
) -> None:
    address = f"/desk/posts/{sent.post_id}/correction/"
    for person in (staff, committee):
        client.force_login(person)
        assert "What it should say" not in client.get(address).text
        assert client.post(address, typed(sent)).status_code == 403
    client.force_login(colleague)
    assert "What it should say" in client.get(address).text


def test_a_correction_written_again_is_409_for_who_looked_before(desk: Client, sent: Publication, officer: Person) -> None:
    with time_machine.travel(LATER, tick=False):
        first = written(sent.post, officer)
        seen = corrections.fingerprint_of(first)
        written(sent.post, officer, text="Something else.")
        answer = desk.post(f"/desk/corrections/{first.pk}/approval/", {"fingerprint": seen})

    assert answer.status_code == 409
    assert "written again since you looked" in answer.text
    assert "Something else." in answer.text
    assert not Amendment.objects.exists()


def test_a_colleague_may_not_approve_by_post(client: Client, sent: Publication, colleague: Person) -> None:
    correction = written(sent.post, colleague)
    client.force_login(colleague)
    seen = {"fingerprint": corrections.fingerprint_of(correction)}

    assert client.post(f"/desk/corrections/{correction.pk}/approval/", seen).status_code == 403
    assert not Amendment.objects.exists()


def test_words_the_check_asks_about_are_changed_or_kept_with_a_reason(desk: Client, sent: Publication, officer: Person) -> None:
    with time_machine.travel(LATER, tick=False):
        correction = written(sent.post, officer, text="Ring Jim at home on 0141 496 0123.")
        address = f"/desk/corrections/{correction.pk}/"
        approve = {"fingerprint": corrections.fingerprint_of(correction)}
        refused = desk.post(f"{address}approval/", approve)
        questions = [q for q in refused.context["checked"].questions if q.firm]
        assert (refused.status_code, bool(questions)) == (422, True)
        for question in questions:
            told = {
                "rule": question.finding.rule,
                "words": question.finding.words,
                "reason": "He asked us to give this number",
            }
            assert desk.post(f"{address}findings/", told).status_code == 302
        assert desk.post(f"{address}approval/", approve).status_code == 302


def test_it_is_sent_back_with_a_reason_and_taken_back_without(desk: Client, sent: Publication, colleague: Person) -> None:
    first = written(sent.post, colleague)
    assert desk.post(f"/desk/corrections/{first.pk}/return/", {"return_reason": ""}).status_code == 422
    said = desk.post(f"/desk/corrections/{first.pk}/return/", {"return_reason": "Which year?"}, follow=True).text

    assert "Sent back to its author." in said
    assert "Which year?" in said
    assert not Correction.objects.awaiting_approval().exists()


def test_an_approved_correction_is_undone_on_the_page(desk: Client, sent: Publication, officer: Person) -> None:
    corrected(sent.post, officer)
    with time_machine.travel(LATER + timedelta(seconds=5), tick=False):
        page = desk.post(f"/desk/posts/{sent.post_id}/approval/withdrawal/", follow=True).text
    assert "Nothing was sent." in page
    assert "A correction waits for approval." in page
    with time_machine.travel(GOES + timedelta(hours=1), tick=False):
        desk.force_login(officer)
        assert desk.post(f"/desk/posts/{sent.post_id}/approval/withdrawal/").status_code == 409


def test_a_channel_that_cannot_follow_says_so_on_the_page(desk: Client, officer: Person, world: World) -> None:
    stone = planned(officer, make_channel("pretend-stone", "The stone"))
    run(stone)

    said = "The stone cannot change a post once it is sent. Withdraw it, then write a new one."
    assert said in desk.get(f"/desk/posts/{stone.post_id}/").text
    assert said in desk.get(f"/desk/posts/{stone.post_id}/correction/").text
    assert desk.post(f"/desk/posts/{stone.post_id}/correction/", typed(stone)).status_code == 409


def test_an_unconfirmed_correction_asks_for_the_tick(desk: Client, sent: Publication, officer: Person, world: World) -> None:
    world.faults, world.hidden_from_lists = [lost("edit")] * 60, {"r1"}
    amendment = carry(corrected(sent.post, officer))
    address = f"/desk/waiting/corrections/{amendment.pk}/"

    assert "may show the new words or the earlier ones" in desk.get(address).text
    assert desk.post(address, {"verdict": "old"}).status_code == 422
    assert desk.post(address, {}).status_code == 422
    assert desk.post(f"{address}repetition/").status_code == 422
    assert desk.post(address, {"verdict": "new", "looked": "on"}).status_code == 302
    amendment.refresh_from_db()
    assert amendment.stage == "corrected"


def test_a_held_correction_is_sent_again_or_left(desk: Client, sent: Publication, officer: Person, world: World) -> None:
    amendment = corrected(sent.post, officer)
    run(sent, start=LATER + timedelta(hours=1))
    address = f"/desk/waiting/corrections/{amendment.pk}/"
    with time_machine.travel(LATER + timedelta(hours=2), tick=False):
        desk.force_login(officer)
        assert "still shows the earlier words" in desk.get(address).text
        assert desk.post(f"{address}earlier-words/").status_code == 302
        page = desk.get(f"/desk/posts/{sent.post_id}/").text

    assert "Left with the earlier words" in page
    assert "Corrected on" not in page
    assert Post.objects.get().texts.get().text == NEW


def test_an_event_is_moved(desk: Client, officer: Person, world: World) -> None:
    row = planned(
        officer, make_channel("pretend", "A page"), kind="event", event_place="The hall", event_starts=LATER + timedelta(days=2)
    )
    run(row)
    address = f"/desk/posts/{row.post_id}/correction/"
    told = typed(
        row, **{"event_place": "The library", "event_starts": "2026-11-27T14:00", f"text_{row.channel_id}": "Come along."}
    )
    with time_machine.travel(LATER, tick=False):
        nowhere = desk.post(address, told | {"event_place": ""})
        page = desk.post(address, told, follow=True).text
    assert (nowhere.status_code, "Come along." in nowhere.text) == (422, True)
    assert "Friday 27 November 2026, 14:00" in " ".join(page.replace("<mark>", "").replace("</mark>", "").split())
    assert "The library" in page


def test_the_first_page_asks_for_the_yes_and_for_the_look(
    desk: Client, sent: Publication, officer: Person, colleague: Person, world: World
) -> None:
    written(sent.post, colleague)
    assert f"A correction of “{sent.post}” waits for your approval" in desk.get("/desk/").text
    world.faults = [("edit", "before", Refused("No.")), ("edit", "before", Disconnected("Let go.", remedy="Renew it."))]
    carry(corrected(sent.post, officer))
    amendment = carry(corrected(sent.post, officer, at=LATER + timedelta(minutes=2)), until=timedelta(minutes=5))

    assert amendment.stage == "held"
    with time_machine.travel(LATER + timedelta(minutes=6), tick=False):
        assert f"“{sent.post}” on Pretend Page is not corrected yet" in desk.get("/desk/").text
        assert f"/desk/waiting/corrections/{amendment.pk}/" in desk.get("/desk/waiting/").text
    assert letters.tell() == 2
    assert "Renew it." in mail.outbox[-1].body
    assert letters.tell() == 0
