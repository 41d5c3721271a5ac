"""The clock wakes what is due, once, and again when a wake-up was lost; its duties are rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError

from steamie.content.posts.models import Publication
from steamie.content.publishing.publisher import claims
from steamie.diary.models import Round
from steamie.people.models import Person
from steamie.project import clock, rounds
from steamie.rules.duties import Duty
from tests.content.making import TUESDAY, make_channel, make_post

SECOND = timedelta(seconds=1)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The wake-ups sent, in order."""
    woken: list[int] = []

    class Task:
        enqueue = staticmethod(woken.append)

    monkeypatch.setattr(clock, "advance_publication", Task)
    return woken


@pytest.fixture
def due(officer: Person) -> Publication:
    post = make_post(officer)
    return Publication.objects.create(post=post, channel=make_channel(), code="abc", due_at=TUESDAY, wake_at=TUESDAY)


def test_it_sleeps_until_the_next_row_but_never_long(due: Publication, sent: list[int]) -> None:
    ours = clock.Clock(duties=False)
    with time_machine.travel(TUESDAY - timedelta(hours=1), tick=False):
        assert ours.tick(TUESDAY - timedelta(hours=1)) == clock.LONGEST_SLEEP
    with time_machine.travel(TUESDAY - timedelta(milliseconds=300), tick=False):
        assert ours.tick(TUESDAY - timedelta(milliseconds=300)) == pytest.approx(0.3)
    assert sent == []


def test_a_due_row_is_woken_once(due: Publication, sent: list[int]) -> None:
    ours = clock.Clock(duties=False)
    for seconds in range(5):
        ours.tick(TUESDAY + seconds * SECOND)

    assert sent == [due.pk]


def test_a_lost_wake_up_is_sent_again(due: Publication, sent: list[int]) -> None:
    ours = clock.Clock(duties=False)
    ours.tick(TUESDAY)
    ours.tick(TUESDAY + clock.PATIENCE)

    assert sent == [due.pk, due.pk]


def test_a_clock_put_forward_wakes_each_row_once_and_put_back_waits_for_the_moment(due: Publication, sent: list[int]) -> None:
    ours, hour = clock.Clock(duties=False), timedelta(hours=1)

    def tick(moment: datetime) -> float:
        with time_machine.travel(moment, tick=False):
            return ours.tick(moment)

    tick(TUESDAY - hour)
    for second in range(3):
        tick(TUESDAY + 3 * hour + second * SECOND)  # put forward: woken, and what is late is held (the publisher's tests)
    assert sent == [due.pk]

    for second in range(3):
        assert tick(TUESDAY - 2 * hour + second * SECOND) == clock.LONGEST_SLEEP  # put back: not due any more
    assert sent == [due.pk]

    tick(TUESDAY)
    assert sent == [due.pk, due.pk]


def test_a_row_claimed_by_a_process_that_is_gone_is_woken_at_once(due: Publication, sent: list[int]) -> None:
    ours = clock.Clock(duties=False)
    ours.tick(TUESDAY)
    assert claims.take(due.pk, f"{claims.machine()}:999999999:1", TUESDAY)
    ours.tick(TUESDAY + SECOND)

    assert sent == [due.pk, due.pk]


def test_a_row_somebody_is_at_work_on_is_left_alone(due: Publication, sent: list[int]) -> None:
    assert claims.take(due.pk, claims.claimant(), TUESDAY)
    clock.Clock(duties=False).tick(TUESDAY + SECOND)

    assert sent == []


def test_a_crowd_is_woken_a_few_at_a_time(officer: Person, sent: list[int]) -> None:
    channel = make_channel()
    posts = [make_post(officer) for _ in range(clock.AT_ONCE + 5)]
    fields = {"channel": channel, "due_at": TUESDAY, "wake_at": TUESDAY}
    Publication.objects.bulk_create(Publication(post=post, code=f"c{post.pk}", **fields) for post in posts)
    ours = clock.Clock(duties=False)

    assert ours.tick(TUESDAY) == clock.CROWDED_SLEEP
    assert len(sent) == clock.AT_ONCE
    Publication.objects.filter(pk__in=sent[:5]).update(wake_at=None)
    ours.tick(TUESDAY)
    assert len(sent) == len(set(sent)) == clock.AT_ONCE + 5


def asked_for(now: datetime) -> list[str]:
    asked: list[str] = []
    rounds.ask_for_due(now, asked.append)
    return asked


def test_duties_come_round_and_survive_a_clock_put_back(db: None) -> None:
    names = [duty.name for duty in rounds.duties()]

    assert asked_for(TUESDAY) == names
    assert asked_for(TUESDAY + SECOND) == []
    minutely = [duty.name for duty in rounds.duties() if duty.every <= timedelta(minutes=1)]
    assert asked_for(TUESDAY + timedelta(minutes=1)) == minutely
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    assert asked_for(long_ago) == names
    assert Round.objects.count() == len(names)


def test_of_two_clocks_one_takes_a_duty(db: None) -> None:
    assert asked_for(TUESDAY)
    assert asked_for(TUESDAY) == []


def test_a_duty_the_queue_did_not_take_is_asked_for_again(db: None) -> None:
    def away(name: str) -> None:
        raise ConnectionError("The queue is away")

    for _ in range(2):
        with pytest.raises(ConnectionError):
            rounds.ask_for_due(TUESDAY, away)
    assert asked_for(TUESDAY) == [duty.name for duty in rounds.duties()]

    later = TUESDAY + timedelta(days=90)
    with pytest.raises(ConnectionError):
        rounds.ask_for_due(later, away)
    assert asked_for(later) == [duty.name for duty in rounds.duties()]


@pytest.mark.parametrize("problem", [ConnectionError, OSError(28, "No space left"), DatabaseError("locked"), RuntimeError])
def test_whatever_happens_the_clock_goes_on_and_its_heart_does_not_beat(
    db: None, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    ours, ticks, beats = clock.Clock(), [], []

    def tick(now: datetime) -> float:
        ticks.append(now)
        if len(ticks) == 1:
            raise problem
        return 0.0

    monkeypatch.setattr(ours, "tick", tick)
    monkeypatch.setattr(clock, "LONGEST_SLEEP", 0.0)
    monkeypatch.setattr(clock.health, "beat", beats.append)
    ours.run(lambda: len(ticks) < 2)

    assert (len(ticks), beats) == (2, ["clock"])


@pytest.mark.parametrize("duty", rounds.duties(), ids=lambda duty: duty.name)
def test_every_duty_can_be_done(db: None, duty: Duty) -> None:
    rounds.go(duty.name)
