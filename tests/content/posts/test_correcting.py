"""Correcting what has been sent: approved exactly, carried once to each channel, whatever goes wrong on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steamie.channels.contract import Disconnected, Refused, Throttled
from steamie.channels.models import Channel, ConnectionCheck
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.actions.correcting import approve_correction, drop, propose
from steamie.content.posts.actions.undoing import undo
from steamie.content.posts.composition import of_post
from steamie.content.posts.correcting import changes as corrections
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Amendment, Approval, Correction, Post, Publication
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.publishing.actions.settling import NotSettled
from steamie.content.publishing.actions.settling_corrections import correct_now, leave, shows_the_new, shows_the_old
from steamie.content.publishing.actions.stops import resume, stop_everything
from steamie.content.publishing.actions.withdrawals import withdraw
from steamie.content.publishing.publisher import advance, claims
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import Changed, NotReady
from tests.content.making import NOW, TUESDAY, make_channel, make_post
from tests.content.pretend import Pretend, World, lost, planned, run
from tests.surroundings import examples

NEW = "Every home with gas needs a check each year."
LATER = TUESDAY + timedelta(hours=1)
GOES = LATER + timedelta(seconds=20)


def written(post: Post, by: Person, *, at: datetime = LATER, text: str = NEW, **fields: Any) -> Correction:
    made = of_post(Post.objects.get(pk=post.pk))
    made = replace(made, texts=dict.fromkeys(made.texts, text), **fields)
    return propose(post=post, composition=made, reason="The word year was wrong", by=by, at=at)


def corrected(post: Post, by: Person, **told: Any) -> Amendment:
    correction = written(post, by, **told)
    approve_correction(correction=correction, fingerprint=corrections.fingerprint_of(correction), by=by, at=told.get("at", LATER))
    return correction.amendments.get()


@pytest.fixture
def sent(due: Publication) -> Publication:
    assert run(due).step == "published"
    return due


def carry(amendment: Amendment, *, start: datetime = LATER, until: timedelta = timedelta(hours=1)) -> Amendment:
    run(amendment.publication, start=start, until=until)
    amendment.refresh_from_db()
    return amendment


@pytest.mark.usefixtures("strategy")
def test_an_approved_correction_is_carried_to_the_channel_once(sent: Publication, officer: Person, world: World) -> None:
    before = sent.post.texts.get().text
    world.calls.clear()

    done = carry(corrected(sent.post, officer))

    assert (done.stage, done.corrected_at, done.before, done.shown) == ("corrected", GOES, before, NEW)
    assert world.calls == ["edit"]
    assert [(post.text, post.edits) for post in world.visible()] == [(NEW, [NEW])]
    sent.refresh_from_db()
    assert (sent.step, sent.fingerprint) == ("published", fingerprint(Post.objects.get()))
    assert Post.objects.with_standing().get().standing == "sent"
    change = done.correction.changes.get()
    assert (change.part, change.before, change.after) == ("text", before, NEW)
    verbs = Event.objects.order_by("number").values_list("verb", "clause")
    assert list(verbs)[-3:] == [
        ("write a correction of", "S-60"),
        ("approve the correction of", "S-60"),
        ("correct", "S-61"),
    ]


def test_a_correction_changes_nothing_before_it_is_approved(sent: Publication, officer: Person, world: World) -> None:
    written(sent.post, officer)

    assert run(sent, start=LATER, until=timedelta(days=1)).step == "published"
    assert "edit" not in world.calls
    assert Post.objects.get().texts.get().text != NEW
    assert Correction.objects.awaiting_approval().count() == 1


@pytest.mark.clause("S-60")
def test_who_wrote_it_does_not_approve_it_save_the_officer(
    page: Channel, officer: Person, staff: Person, colleague: Person, world: World
) -> None:
    post = make_post(staff, page)
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    run(post.publications.get())
    officer.delegations_lent.create(lent_to=colleague, since=LATER.date(), until=LATER.date(), reason="Leave")
    mine = written(post, colleague)

    for person in (colleague, staff):
        with pytest.raises(NotAllowed):
            approve_correction(correction=mine, fingerprint=corrections.fingerprint_of(mine), by=person, at=LATER)
    theirs = written(post, staff, text="By a member of staff.")
    given = approve_correction(correction=theirs, fingerprint=corrections.fingerprint_of(theirs), by=colleague, at=LATER)

    assert given.delegation is not None
    assert not given.own_work
    assert Correction.objects.get(pk=mine.pk).drop.reason == "Written again."


def test_the_officers_own_correction_is_labelled_and_counted(sent: Publication, officer: Person) -> None:
    corrected(sent.post, officer)

    assert Approval.objects.get(correction__isnull=False).own_work
    assert Event.objects.get(verb="approve the correction of").facts["own_work"] is True


def test_an_approval_is_of_exactly_what_was_looked_at(sent: Publication, officer: Person) -> None:
    first = written(sent.post, officer)
    seen = corrections.fingerprint_of(first)
    second = written(sent.post, officer, text="Something else.")

    for correction in (first, second):
        with pytest.raises(Changed):
            approve_correction(correction=correction, fingerprint=seen, by=officer, at=LATER)
    assert not Amendment.objects.exists()


def test_the_same_wording_checks_are_made(sent: Publication, officer: Person) -> None:
    correction = written(sent.post, officer, text="Ring Mrs Smith on 0141 496 0123 about her check.")

    with pytest.raises(NotReady, match="Personal data"):
        approve_correction(correction=correction, fingerprint=corrections.fingerprint_of(correction), by=officer, at=LATER)


@pytest.mark.parametrize(
    ("text", "reason", "says"),
    [
        (None, "Because", "Nothing is different yet"),
        ("Call us before Friday and say when we may come.", "  ", "Say what was wrong"),
        ("", "Because", "withdraw it"),
    ],
)
def test_a_correction_says_something_and_why(sent: Publication, officer: Person, text: str, reason: str, says: str) -> None:
    made = of_post(sent.post)
    made = made if text is None else replace(made, texts=dict.fromkeys(made.texts, text))
    with pytest.raises(NotReady, match=says):
        propose(post=sent.post, composition=made, reason=reason, by=officer, at=LATER)


def test_a_correction_can_be_taken_back_or_sent_back(
    sent: Publication, officer: Person, colleague: Person, staff: Person
) -> None:
    first = written(sent.post, colleague)
    with pytest.raises(NotAllowed):
        drop(correction=first, reason="No", by=staff, at=LATER)
    with pytest.raises(NotReady):
        drop(correction=first, reason=" ", by=officer, at=LATER)
    drop(correction=first, reason="Say which year", by=officer, at=LATER)
    drop(correction=written(sent.post, colleague), reason="", by=colleague, at=LATER)

    assert Correction.objects.awaiting_approval().count() == 0
    assert [row.drop.reason for row in Correction.objects.all()] == ["Say which year", "Taken back by its author."]
    with pytest.raises(Changed):
        approve_correction(correction=first, fingerprint=corrections.fingerprint_of(first), by=officer, at=LATER)


def test_what_cannot_be_changed_says_so(world: World, officer: Person) -> None:
    stone = planned(officer, make_channel("pretend-stone", "The stone"))
    run(stone)

    with pytest.raises(AlreadyGoing, match="The stone cannot change a post once it is sent"):
        written(stone.post, officer)


def test_one_channel_follows_and_the_other_keeps_its_words(world: World, officer: Person, page: Channel) -> None:
    post = make_post(officer, page, make_channel("pretend-stone", "The stone"))
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    for row in post.publications.all():
        run(row)
    made = of_post(post)

    written_down = propose(
        post=post, composition=replace(made, texts=dict.fromkeys(made.texts, NEW)), reason="Wrong", by=officer, at=LATER
    )
    approve_correction(correction=written_down, fingerprint=corrections.fingerprint_of(written_down), by=officer, at=LATER)

    assert carry(Amendment.objects.get()).publication.channel == page
    assert {text.text for text in post.texts.all()} == {NEW, made.texts[page.pk]}


def test_what_has_not_gone_yet_goes_with_the_new_words(world: World, officer: Person, page: Channel) -> None:
    """The website went out; Facebook was held. The approval of the correction is of both."""
    other = make_channel("pretend", "Another page")
    post = make_post(officer, page, other)
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    run(post.publications.get(channel=page))
    held = run(post.publications.get(channel=other), start=TUESDAY + timedelta(minutes=30))
    assert held.step == "held"

    carry(corrected(post, officer))
    with time_machine.travel(LATER + timedelta(minutes=5), tick=False):
        from steamie.content.publishing.actions.settling import send_now  # noqa: PLC0415

        send_now(publication=held, by=officer)
    run(held, start=LATER + timedelta(minutes=5))

    assert [made.text for made in world.visible()] == [NEW, NEW]


def test_a_lost_answer_is_looked_for_before_it_is_asked_again(sent: Publication, officer: Person, world: World) -> None:
    world.calls.clear()
    world.faults = [lost("edit")]

    assert carry(corrected(sent.post, officer)).stage == "corrected"
    assert world.calls == ["edit", "find"]


def test_a_call_that_was_lost_before_the_deed_is_made_again(sent: Publication, officer: Person, world: World) -> None:
    world.calls.clear()
    world.faults = [lost("edit", after=False)]

    assert carry(corrected(sent.post, officer)).stage == "corrected"
    assert world.calls == ["edit", "find", "edit"]
    assert [post.edits for post in world.visible()] == [[NEW]]


def test_a_copy_left_over_from_before_the_correction_is_still_found_and_swept(
    page: Channel, officer: Person, world: World
) -> None:
    publication = planned(officer, page, link="")  # no marker: only its words tell the copy
    world.faults, world.hidden_from_lists = [lost("create")], {"r1"}
    run(publication, until=timedelta(minutes=1))
    amendment, world.hidden_from_lists = corrected(publication.post, officer), set()

    assert carry(amendment, until=timedelta(days=2)).stage == "corrected"
    assert {key: (post.text, post.gone) for key, post in world.posts.items()}["r2"] == (NEW, False)
    assert world.posts["r1"].gone


def test_what_nobody_can_tell_goes_to_a_person_who_looks(sent: Publication, officer: Person, world: World) -> None:
    world.faults, world.hidden_from_lists = [lost("edit", after=False)] * 60, {"r1"}
    amendment = carry(corrected(sent.post, officer))
    assert amendment.stage == "needs_a_person"

    with pytest.raises(NotSettled, match="Look at the channel first"):
        shows_the_old(amendment=amendment, looked=False, by=officer)
    world.faults = []
    now = LATER + timedelta(hours=2)
    shows_the_old(amendment=amendment, looked=True, by=officer, at=now)

    assert carry(amendment, start=now).stage == "corrected"
    assert [post.text for post in world.visible()] == [NEW]


def test_seen_with_the_earlier_words_for_a_quarter_of_an_hour_it_is_held(
    sent: Publication, officer: Person, world: World
) -> None:
    world.faults = [lost("edit", after=False)] * 60

    amendment = carry(corrected(sent.post, officer))

    assert (amendment.stage, "15 minutes" in amendment.problem) == ("held", True)


def test_what_a_person_saw_settles_it(sent: Publication, officer: Person, world: World) -> None:
    world.hidden_from_lists = {"r1"}
    world.faults = [lost("edit")] * 60
    amendment = carry(corrected(sent.post, officer))

    shows_the_new(amendment=amendment, looked=True, by=officer, at=LATER + timedelta(hours=2))

    amendment.refresh_from_db()
    assert (amendment.stage, amendment.corrected_at) == ("corrected", GOES)
    with pytest.raises(NotSettled, match="settled already"):
        leave(amendment=amendment, by=officer)


def test_asked_to_wait_it_waits(sent: Publication, officer: Person, world: World) -> None:
    world.faults = [("edit", "before", Throttled("Too many.", until=LATER + timedelta(minutes=5)))]

    assert carry(corrected(sent.post, officer)).corrected_at == LATER + timedelta(minutes=5)


def test_asked_to_wait_too_long_it_is_held_and_told(sent: Publication, officer: Person, world: World) -> None:
    world.faults = [("edit", "before", Throttled("Too many.", until=LATER + timedelta(hours=5)))]

    amendment = carry(corrected(sent.post, officer))

    assert amendment.stage == "held"
    assert "15 minutes" in amendment.problem
    leave(amendment=amendment, by=officer, at=LATER + timedelta(hours=1))
    amendment.refresh_from_db()
    assert (amendment.stage, amendment.shown == amendment.before) == ("left", True)


def test_a_lost_connection_holds_it_until_it_works_again(sent: Publication, officer: Person, world: World, page: Channel) -> None:
    world.faults = [("edit", "before", Disconnected("Facebook let go of us.", remedy="Renew permission."))]
    amendment = carry(corrected(sent.post, officer), until=timedelta(minutes=2))
    assert (amendment.stage, "Renew permission." in amendment.problem) == ("held", True)
    ConnectionCheck.objects.create(channel=page, at=LATER + timedelta(minutes=3), working=True, summary="Works.")

    assert carry(amendment, start=LATER + timedelta(minutes=4)).stage == "corrected"


def test_a_refusal_is_shown_and_another_correction_may_follow(sent: Publication, officer: Person, world: World) -> None:
    world.faults = [("edit", "before", Refused("Too old to change."))]
    first = carry(corrected(sent.post, officer))
    assert (first.stage, first.problem) == ("refused", "Too old to change.")

    again = carry(
        corrected(sent.post, officer, at=LATER + timedelta(hours=1), text="Third time"), start=LATER + timedelta(hours=1)
    )

    assert (again.stage, again.before) == ("corrected", first.before)
    assert [post.edits for post in world.visible()] == [["Third time"]]


@pytest.mark.clause("S-12")
def test_a_stop_holds_it_and_nothing_resumes_by_itself(sent: Publication, officer: Person, world: World) -> None:
    amendment = corrected(sent.post, officer)
    stop_everything(reason="A death in the close", by=officer, at=LATER + timedelta(seconds=10))
    assert carry(amendment).stage == "held"
    with pytest.raises(NotSettled, match="Lift the stop"):
        correct_now(amendment=amendment, by=officer)

    resume(reason="Done", by=officer, at=LATER + timedelta(minutes=30))
    assert carry(amendment, start=LATER + timedelta(minutes=31)).stage == "held"
    correct_now(amendment=amendment, by=officer, at=LATER + timedelta(minutes=32))

    assert carry(amendment, start=LATER + timedelta(minutes=32)).stage == "corrected"
    assert world.calls.count("edit") == 1


def test_a_post_withdrawn_meanwhile_is_taken_down_and_not_corrected(sent: Publication, officer: Person, world: World) -> None:
    amendment = corrected(sent.post, officer)
    withdraw(post=sent.post, reason="Wrong altogether", by=officer, at=LATER + timedelta(seconds=5))

    carry(amendment)

    assert (world.visible(), world.calls[-1], "edit" in world.calls) == ([], "withdraw", False)
    assert not Amendment.objects.unfinished().exists()


def test_words_changed_behind_the_approval_are_not_sent(sent: Publication, officer: Person, world: World) -> None:
    amendment = corrected(sent.post, officer)
    sent.post.texts.update(text="Something nobody approved")

    assert carry(amendment).stage == "held"
    assert "edit" not in world.calls


def test_an_approval_undone_in_time_corrects_nothing(sent: Publication, officer: Person, world: World) -> None:
    before = fingerprint(Post.objects.get())
    amendment = corrected(sent.post, officer)
    run(sent, start=LATER, until=timedelta(seconds=5))

    undo(approval=Approval.objects.get(correction__isnull=False), by=officer, at=LATER + timedelta(seconds=10))
    run(sent, start=LATER)

    assert fingerprint(Post.objects.get()) == before == sent.fingerprint
    assert "edit" not in world.calls
    assert not Amendment.objects.exists()
    assert Correction.objects.awaiting_approval().get() == amendment.correction


def test_a_correction_that_began_cannot_be_undone(sent: Publication, officer: Person, world: World) -> None:
    carry(corrected(sent.post, officer))

    with pytest.raises(AlreadyGoing, match="Write another correction"):
        undo(approval=Approval.objects.get(correction__isnull=False), by=officer, at=LATER)
    assert Post.objects.get().texts.get().text == NEW


def test_a_process_that_died_in_the_middle_is_taken_over(sent: Publication, officer: Person, world: World) -> None:
    amendment = corrected(sent.post, officer)

    def die(verb: str) -> None:
        world.during = None
        raise KeyboardInterrupt

    world.during = die
    with time_machine.travel(GOES, tick=False), pytest.raises(KeyboardInterrupt):
        advance(sent.pk)

    assert carry(amendment, start=GOES + claims.LEASE + timedelta(seconds=1)).stage == "corrected"
    assert world.calls[-3:] == ["edit", "find", "edit"]


class Killed(BaseException):
    """The process is gone."""


STEPS = [(verb, when) for verb in ("create", "publish", "edit", "find") for when in ("before", "after")]


@pytest.mark.parametrize(("verb", "when"), STEPS)
def test_killed_at_any_step_of_a_post_and_its_correction_it_is_taken_over(
    verb: str, when: str, world: World, page: Channel, officer: Person
) -> None:
    """Promise 1: at every call, before the deed and after it, when only the channel knows."""
    publication = planned(officer, page)
    world.faults = [(verb, when, Killed()), *([lost("create"), lost("edit")] if verb == "find" else [])]

    _started_again_when_killed(publication, TUESDAY)
    amendment = corrected(publication.post, officer)
    _started_again_when_killed(publication, LATER)
    run(publication, start=LATER + timedelta(hours=1), until=timedelta(days=2))

    amendment.refresh_from_db()
    assert amendment.stage == "corrected"
    assert not any(isinstance(error, Killed) for _, _, error in world.faults), "nothing was killed"
    assert [(post.text, post.shown_times) for post in world.posts.values() if not post.gone] == [(NEW, 1)]


def _started_again_when_killed(publication: Publication, start: datetime) -> None:
    for minute in range(3):
        try:
            run(publication, start=start + timedelta(minutes=minute))
        except Killed:
            continue
        return
    raise AssertionError("It was killed again and again.")


def test_a_second_correction_waits_for_the_first(sent: Publication, officer: Person) -> None:
    corrected(sent.post, officer)

    with pytest.raises(AlreadyGoing, match="not settled"):
        written(sent.post, officer, text="Again")


wrong = st.sampled_from([lost("edit"), lost("edit", after=False), lost("find", after=False)])


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(wrong, max_size=6), hidden=st.booleans())
def test_whatever_is_lost_the_record_and_the_channel_agree(
    faults: list[Any], hidden: bool, world: World, page: Channel, officer: Person
) -> None:
    Pretend.world = fresh = World(TUESDAY)
    Publication.objects.filter(remote_id__startswith="r").update(remote_id="")
    publication = planned(officer, page)
    run(publication)
    fresh.faults, fresh.hidden_from_lists = list(faults), {"r1"} if hidden else set()

    done = carry(corrected(publication.post, officer))

    assert done.stage == "corrected"
    assert [post.text for post in fresh.visible()] == [NEW]
