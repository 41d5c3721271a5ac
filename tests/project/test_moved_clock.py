"""The clock, the claims and the publisher together, where the clock jumps, workers die and answers are lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steamie.channels.models import Channel
from steamie.content.posts.models import Amendment, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.publisher import advance
from steamie.diary.models import Round
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.project import clock
from tests.content.conftest import due, page, world
from tests.content.making import TUESDAY
from tests.content.posts.test_correcting import NEW, corrected
from tests.content.pretend import Pretend, World, lost, planned, run
from tests.surroundings import examples

__all__ = ["due", "page", "world"]

ELSEWHERE = "0000dead:7:7"  # a process of another machine: nobody here can tell whether it lives
SETTLED_IN = timedelta(minutes=32)  # a quarter of an hour until it is late, and another of doubt
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
UNDER_WAY = [Step.APPROVED, Step.CREATING, Step.CREATED, Step.PUBLISHING]


class Killed(BaseException):
    """The worker is gone in the middle of a call."""


class Machine:
    """The clock on the wall, which jumps; our clock, which ticks; a worker elsewhere, which dies at some of its calls."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, start: datetime, *, deaths: Sequence[int] = ()) -> None:
        self.wall = self.jumped_to = start
        self.deaths, self.calls = set(deaths), 0
        self.ours = clock.Clock(duties=False)
        monkeypatch.setattr(clock, "advance_publication", self)
        self.asked_to_show_at: list[datetime] = []
        Pretend.world.during = self.called

    def enqueue(self, pk: int) -> None:
        try:
            advance(pk, now=lambda: self.wall, claimant=ELSEWHERE)
        except Killed:
            return

    def called(self, verb: str) -> None:
        self.calls += 1
        if verb == "publish":
            self.asked_to_show_at.append(self.wall)
        if self.calls in self.deaths:
            raise Killed

    def run(self, publication: Publication, jumps: dict[int, timedelta], *, until: datetime | None = None) -> Publication:
        """Tick, and jump at some of the ticks, until the row and its correction have settled."""
        for tick in range(400):
            if tick in jumps:
                self.wall = self.jumped_to = self.wall + jumps[tick]
            self.ours.tick(self.wall)
            publication.refresh_from_db()
            jumped = tick >= max(jumps, default=0)
            if jumped and (_at_rest(publication) or (until and self.wall >= until)):
                return publication
            self.wall += _pause(publication, self.wall) if jumped else SECOND
        raise AssertionError("It never came to rest.")


def _at_rest(publication: Publication) -> bool:
    return publication.step not in UNDER_WAY and not Amendment.objects.exclude(stage="corrected").filter(
        publication=publication, stage__in=["waiting", "correcting"]
    )


def _pause(publication: Publication, wall: datetime) -> timedelta:
    """As long as the clock would sleep on and on, for want of anything to do; a second while a claim runs."""
    asleep = publication.wake_at - wall if publication.wake_at else SECOND
    return max(asleep, SECOND)


@pytest.fixture
def sent(due: Publication) -> Publication:
    assert run(due).step == "published"
    return due


def test_a_claim_of_a_dead_worker_elsewhere_does_not_wait_for_the_old_time(
    due: Publication, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(monkeypatch, TUESDAY + HOUR, deaths=[1])
    Publication.objects.update(due_at=TUESDAY + HOUR, wake_at=TUESDAY + HOUR)
    machine.ours.tick(machine.wall)  # it dies making the post, an hour fast

    machine.wall = TUESDAY + SECOND
    Publication.objects.update(due_at=TUESDAY)
    done = machine.run(due, {})

    assert done.step == "published"
    assert machine.asked_to_show_at == [TUESDAY + SECOND]


def test_a_post_made_unseen_waits_for_its_moment_again(due: Publication, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, TUESDAY, deaths=[2])  # made, and killed when it was to be shown

    done = machine.run(due, {1: -HOUR})

    assert done.step == "published"
    assert [post.shown_times for post in world.posts.values()] == [1]


def test_doubt_that_began_by_the_old_time_lasts_a_quarter_of_an_hour_by_the_new(
    world: World, page: Channel, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    Channel.objects.filter(pk=page.pk).update(kind="pretend-at-once")
    publication = planned(officer, page)
    world.faults = [lost("create", after=False)]
    machine = Machine(monkeypatch, TUESDAY)

    done = machine.run(publication, {1: -HOUR})

    assert (done.step, world.calls.count("create")) == ("needs_a_person", 1)
    assert machine.wall <= TUESDAY - HOUR + timedelta(minutes=16)


def test_a_correction_is_not_kept_waiting_by_an_approval_that_lies_ahead(
    sent: Publication, officer: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved_at = TUESDAY + 365 * 24 * HOUR  # by a clock a year fast
    amendment = corrected(sent.post, officer, at=approved_at)
    machine = Machine(monkeypatch, approved_at)
    machine.run(sent, {1: -364 * 24 * HOUR}, until=approved_at - 363 * 24 * HOUR)

    amendment.refresh_from_db()
    assert (amendment.stage, world.visible()[0].text) == ("corrected", NEW)
    assert amendment.corrected_at < approved_at - 363 * 24 * HOUR


@pytest.mark.usefixtures("strategy")
def test_a_clock_put_back_while_nothing_ran_is_noticed_at_the_next_start(
    sent: Publication, world: World, monkeypatch: Any
) -> None:
    Publication.objects.update(step=Step.PUBLISHING, unknown_since=TUESDAY, wake_at=TUESDAY + SECOND)
    Round.objects.create(name="pulse", last_at=TUESDAY)
    machine = Machine(monkeypatch, TUESDAY - HOUR)
    machine.ours.tick(machine.wall)

    assert world.calls[-1] == "publish"
    told = Event.objects.get(verb="notice a clock put back")
    assert (told.clause, told.at, told.facts) == ("S-61", machine.wall, {"seconds": 3600, "looked_at_again": 1})


def test_two_machines_whose_clocks_differ_a_little_leave_each_other_alone(due: Publication, monkeypatch: Any) -> None:
    fast, slow = TUESDAY + timedelta(minutes=1), TUESDAY
    seen: list[bool] = []

    def meanwhile(verb: str) -> None:
        seen.append(Publication.objects.to_wake(slow + SECOND).exists())

    Machine(monkeypatch, fast)
    Pretend.world.during = meanwhile
    advance(due.pk, now=lambda: fast, claimant=ELSEWHERE)

    assert seen == [False, False]


wrong = st.sampled_from([lost(verb, after=after) for verb in ("create", "publish", "edit", "find") for after in (True, False)])
jumps = st.dictionaries(
    st.integers(1, 25),
    st.sampled_from([-366 * 24 * 3600, -86400, -3600, -300, -90, -59, -5, 5, 60, 600]).map(lambda by: timedelta(seconds=by)),
    max_size=3,
)


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(wrong, max_size=5), deaths=st.sets(st.integers(1, 6), max_size=2), jumps=jumps, stages=st.booleans())
def test_however_the_clock_jumps_it_appears_once_and_nothing_waits_for_the_old_time(
    faults: list[Any],
    deaths: set[int],
    jumps: dict[int, timedelta],
    stages: bool,
    world: World,
    page: Channel,
    officer: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fresh = Pretend.world = World(TUESDAY, faults=list(faults))
    Publication.objects.filter(remote_id__startswith="r").update(remote_id="", wake_at=None)
    Channel.objects.filter(pk=page.pk).update(kind="pretend" if stages else "pretend-at-once")
    publication = planned(officer, page)
    machine = Machine(monkeypatch, TUESDAY - 3 * SECOND, deaths=sorted(deaths))

    done = machine.run(publication, jumps)

    shown = sum(post.shown_times for post in fresh.posts.values()) if stages else len(fresh.posts)
    assert shown <= 1
    assert done.step != "published" or len(fresh.visible()) == 1
    assert all(moment >= TUESDAY for moment in machine.asked_to_show_at[:1])
    assert machine.wall <= max(machine.jumped_to, TUESDAY) + SETTLED_IN
