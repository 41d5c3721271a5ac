"""The publisher against a pretend channel: what is approved appears once, whatever goes wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steamie.channels.contract import Disconnected, Refused, Throttled
from steamie.channels.models import Channel, ConnectionCheck
from steamie.content.posts.models import Publication, Withdrawal
from steamie.content.publishing.models import Attempt, Stop
from steamie.content.publishing.publisher import advance, claims, letters
from steamie.evidence.models import Event
from steamie.people.models import Person
from tests.content.making import TUESDAY, make_channel
from tests.content.pretend import Made, Pretend, World, lost, planned, run
from tests.surroundings import examples


@pytest.mark.usefixtures("strategy")
def test_a_due_post_is_made_unseen_then_shown(due: Publication, world: World) -> None:
    done = run(due)

    assert done.step == "published"
    assert done.remote_id == "r1"
    assert done.published_at == TUESDAY
    assert world.calls == ["create", "publish"]
    assert [(a.verb, a.outcome) for a in done.attempts.all()] == [("create", "done"), ("publish", "done")]
    assert Event.objects.filter(verb="publish", subject=f"posts.publication:{due.pk}", clause="S-61").count() == 1


def test_nothing_goes_before_it_is_due(due: Publication, world: World) -> None:
    with time_machine.travel(TUESDAY - timedelta(seconds=1), tick=False):
        assert advance(due.pk) is None

    assert world.calls == []


def test_a_lost_answer_to_create_is_looked_for_and_taken_up(due: Publication, world: World) -> None:
    world.faults = [lost("create")]

    assert run(due).step == "published"
    assert world.calls[:3] == ["create", "find", "publish"]
    assert len(world.posts) == 1


def test_a_copy_that_looking_did_not_find_is_swept_later(due: Publication, world: World) -> None:
    world.faults = [lost("create")]
    world.hidden_from_lists = {"r1"}
    run(due, until=timedelta(minutes=1))
    assert [post.shown_times for post in world.posts.values()] == [0, 1]

    world.hidden_from_lists = set()
    done = run(due, until=timedelta(days=2))

    assert done.step == "published"
    assert world.posts["r1"].gone
    assert not world.posts["r2"].gone


def test_a_sweep_without_an_answer_waits_before_it_looks_again(due: Publication, world: World) -> None:
    world.faults, world.hidden_from_lists = [lost("create")], {"r1"}
    run(due, until=timedelta(minutes=1))
    world.calls.clear()
    world.faults = [("find", "before", Throttled("Not now.", until=TUESDAY + timedelta(minutes=9)))] * 50

    run(due, start=TUESDAY + timedelta(minutes=2), until=timedelta(minutes=25))

    assert world.calls == ["find"] * 3


def test_showing_is_repeated_until_it_is_certain(due: Publication, world: World) -> None:
    world.faults = [lost("publish"), lost("publish", after=False), lost("publish")]

    assert run(due).step == "published"
    assert world.calls.count("publish") == 4
    assert [post.shown_times for post in world.posts.values()] == [1]


def test_what_stays_unknown_goes_to_a_person(due: Publication, world: World) -> None:
    world.faults = [lost("publish")] * 60

    done = run(due)

    assert done.step == "needs_a_person"
    assert done.unknown_since == TUESDAY
    assert done.wake_at is None


def test_where_nothing_can_be_staged_a_lost_answer_is_only_looked_for(world: World, officer: Person) -> None:
    publication = planned(officer, make_channel("pretend-at-once"))
    world.faults = [lost("create", after=False)]

    done = run(publication)

    assert done.step == "needs_a_person"
    assert world.calls.count("create") == 1
    assert world.calls.count("find") > 5


def test_where_nothing_can_be_staged_what_is_found_is_ours(world: World, officer: Person) -> None:
    publication = planned(officer, make_channel("pretend-at-once"))
    world.faults = [lost("create")]

    done = run(publication)

    assert (done.step, done.remote_id) == ("published", "r1")
    assert world.calls.count("create") == 1


@pytest.fixture
def keyed(world: World, officer: Person) -> Publication:
    return planned(officer, make_channel("pretend-keyed"))


def test_under_a_key_of_ours_it_is_made_then_looked_for_whatever_was_answered(keyed: Publication, world: World) -> None:
    done = run(keyed)

    assert world.calls == ["create", "find"]
    assert (done.step, done.remote_id) == ("published", done.key)
    assert [(a.verb, a.outcome, a.shown) for a in done.attempts.all()] == [("create", "done", None), ("find", "done", True)]


def test_the_key_is_kept_with_the_intent_before_the_first_call(keyed: Publication, world: World) -> None:
    kept: list[str] = []
    world.during = lambda verb: kept.append(Publication.objects.get(pk=keyed.pk).key)

    done = run(keyed)

    assert set(kept) == {done.key} != {""}


def test_under_a_key_of_ours_a_lost_answer_is_looked_for_and_taken_up(keyed: Publication, world: World) -> None:
    world.faults = [lost("create")]

    done = run(keyed)

    assert (done.step, done.remote_id) == ("published", done.key)
    assert world.calls == ["create", "find"]


def test_under_a_key_of_ours_what_never_arrived_is_made_again_under_the_same_key(keyed: Publication, world: World) -> None:
    world.faults = [lost("create", after=False), lost("create", after=False)]

    done = run(keyed)

    assert done.step == "published"
    assert world.calls == ["create", "find"] * 3
    assert list(world.posts) == [done.key]


def test_a_call_that_arrives_late_makes_no_second_post(keyed: Publication, world: World) -> None:
    """The first call seems never to have arrived; it arrives while the second is under way."""
    world.faults = [lost("create", after=False)]

    def late(verb: str) -> None:
        if world.calls.count("create") == 2:
            row = Publication.objects.get(pk=keyed.pk)
            world.posts.setdefault(row.key, Made(row.code, row.post.texts.get().text, visible=True))

    world.during = late

    assert run(keyed).step == "published"
    assert len(world.visible()) == 1


def test_under_a_key_of_ours_a_stop_holds_what_is_not_there(keyed: Publication, world: World, officer: Person) -> None:
    world.faults = [lost("create", after=False)]
    world.during = lambda verb: verb == "create" and Stop.objects.create(by=officer, at=TUESDAY, reason="Wait")

    assert run(keyed).step == "held"
    assert world.posts == {}


def test_under_a_key_of_ours_a_withdrawal_finds_what_was_made(keyed: Publication, world: World, officer: Person) -> None:
    world.faults = [lost("create")]
    world.during = lambda verb: (
        verb == "create" and Withdrawal.objects.create(post=keyed.post, by=officer, at=TUESDAY, reason="x")
    )

    assert run(keyed).step == "withdrawn"
    assert world.calls == ["create", "find", "withdraw"]
    assert world.visible() == []


def test_other_words_under_our_key_are_never_taken_for_ours(keyed: Publication, world: World) -> None:
    world.faults = [lost("create")]
    world.during = lambda verb: [setattr(post, "text", "Somebody else wrote this") for post in world.posts.values()]

    done = run(keyed)

    assert done.step == "needs_a_person"
    assert done.remote_id == ""
    assert "other words than those approved" in done.attempts.last().problem


def test_a_channel_that_forgets_our_key_posts_twice(world: World, officer: Person) -> None:
    """What the key is for: without it the same protocol makes one post for each lost answer."""
    forgetful = planned(officer, make_channel("pretend-forgetful"))
    world.faults = [lost("create")]

    run(forgetful)

    assert len(world.visible()) == 2


def test_a_refusal_is_shown_and_not_repeated(due: Publication, world: World) -> None:
    world.faults = [("create", "before", Refused("The picture is too small."))]

    done = run(due)

    assert (done.step, done.problem) == ("refused", "The picture is too small.")
    assert world.calls == ["create"]


def test_asked_to_wait_it_waits(due: Publication, world: World) -> None:
    world.faults = [("create", "before", Throttled("Too many.", until=TUESDAY + timedelta(minutes=5)))]

    assert run(due).published_at == TUESDAY + timedelta(minutes=5)


def test_a_lost_connection_holds_and_tells_its_owner(due: Publication, world: World, officer: Person) -> None:
    world.faults = [("create", "before", Disconnected("Facebook let go of us.", remedy="Renew permission."))]

    done = run(due)
    letters.tell()

    assert done.step == "held"
    assert "Renew permission." in done.problem
    assert world.visible() == []
    assert [letter.to for letter in mail.outbox] == [[officer.email]]
    assert letters.tell() == 0


def test_a_connection_that_works_again_in_time_lets_the_post_go(due: Publication, world: World, page: Channel) -> None:
    world.faults = [("create", "before", Disconnected("Facebook let go of us.", remedy="Renew permission."))]
    run(due, until=timedelta(minutes=2))
    ConnectionCheck.objects.create(channel=page, at=TUESDAY + timedelta(minutes=3), working=True, summary="Works.")

    done = run(due, start=TUESDAY + timedelta(minutes=4))

    assert done.step == "published"


def test_a_late_post_is_held_and_someone_is_told(due: Publication, world: World) -> None:
    done = run(due, start=TUESDAY + timedelta(minutes=16))
    letters.tell()

    assert done.step == "held"
    assert world.calls == []
    assert len(mail.outbox) == 1


def test_a_stop_holds_even_between_making_and_showing(due: Publication, world: World, officer: Person) -> None:
    def stop(verb: str) -> None:
        if verb == "create":
            Stop.objects.create(by=officer, at=TUESDAY, reason="Wrong picture")

    world.during = stop

    assert run(due).step == "held"
    assert world.calls == ["create"]


def test_an_edit_between_making_and_showing_holds(due: Publication, world: World) -> None:
    def edit(verb: str) -> None:
        due.post.texts.update(text="Something nobody approved")

    world.during = edit

    assert run(due).step == "held"
    assert world.visible() == []


def test_a_withdrawal_in_the_middle_takes_it_down(due: Publication, world: World, officer: Person) -> None:
    def withdraw(verb: str) -> None:
        if verb == "publish":
            Withdrawal.objects.create(post=due.post, by=officer, at=TUESDAY, reason="A mistake")

    world.during = withdraw

    assert run(due).step == "withdrawn"
    assert world.calls == ["create", "publish", "withdraw"]
    assert world.visible() == []


def test_a_process_that_died_in_the_middle_is_taken_over(due: Publication, world: World) -> None:
    def die(verb: str) -> None:
        world.during = None
        raise KeyboardInterrupt

    world.during = die
    with pytest.raises(KeyboardInterrupt):
        advance(due.pk)
    assert advance(due.pk) is None  # the claim still holds

    with time_machine.travel(TUESDAY + claims.LEASE + timedelta(seconds=1), tick=False):
        advance(due.pk)
    due.refresh_from_db()

    assert due.step == "published"
    assert Attempt.objects.filter(publication=due, outcome="unknown").count() == 1
    assert len(world.visible()) == 1


def test_a_stalled_process_that_lost_its_claim_does_nothing_more(due: Publication, world: World) -> None:
    def stall(verb: str) -> None:
        world.during = None
        with time_machine.travel(TUESDAY + claims.LEASE + timedelta(seconds=1), tick=False):
            advance(due.pk, claimant="another")

    world.during = stall
    assert advance(due.pk, claimant="stalled") is None
    due.refresh_from_db()

    assert due.step == "published"
    assert len(world.visible()) == 1


def test_the_claims_of_dead_processes_are_freed_at_once(due: Publication) -> None:
    now = TUESDAY
    assert claims.take(due.pk, f"{claims.machine()}:999999999:1", now)
    assert claims.release_the_dead(now) == [due.pk]
    assert claims.take(due.pk, claims.claimant(), now)
    assert claims.release_the_dead(now) == []


def test_the_same_words_twice_are_two_posts(world: World, page: Channel, officer: Person) -> None:
    first, second = planned(officer, page), planned(officer, page)

    run(first)
    run(second)

    assert len(world.visible()) == 2


wrong = st.sampled_from(["create", "publish", "find"]).flatmap(
    lambda verb: st.booleans().map(lambda after: lost(verb, after=after))
)


@pytest.mark.long
@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(wrong, max_size=8), hidden=st.sets(st.sampled_from(["r1", "r2", "r3"])))
def test_whatever_is_lost_it_appears_once(
    faults: list[Any], hidden: set[str], world: World, page: Channel, officer: Person
) -> None:
    Pretend.world = fresh = World(TUESDAY, faults=list(faults), hidden_from_lists=hidden)
    publication = planned(officer, page)
    Publication.objects.exclude(pk=publication.pk).filter(remote_id__startswith="r").update(remote_id="")

    done = run(publication)

    assert done.step == "published"
    assert [post.shown_times for post in fresh.visible()] == [1]


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(wrong, max_size=8))
def test_whatever_is_lost_it_appears_once_under_a_key_of_ours(faults: list[Any], world: World, officer: Person) -> None:
    Pretend.world = fresh = World(TUESDAY, faults=list(faults))
    publication = planned(officer, make_channel("pretend-keyed"))

    done = run(publication)

    assert (done.step, len(fresh.visible())) == ("published", 1)
