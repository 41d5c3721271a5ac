"""Clause S-31: what people ask has a clock, and what is late is told to others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from steamie.casework.actions import trail
from steamie.casework.actions.trail import Entry
from steamie.casework.duties import tell_of_what_is_overdue
from steamie.casework.models import CaseClock
from steamie.casework.models.trail import EntryKind
from steamie.people.models import Person
from steamie.rules.standing import State
from tests.strategy.papers import stands

from .making import NOW, told

pytestmark = [pytest.mark.django_db, pytest.mark.clause("S-31")]
LATER = NOW + timedelta(days=14)


def test_nothing_asked_is_not_measured(db: None) -> None:
    assert stands("S-31", LATER).state is State.NOT_MEASURED


def test_all_in_time_is_on_track(worker: Person) -> None:
    for _ in range(2):
        trail.write(case=told(), entry=Entry(EntryKind.CALL, "Told her.", answers=True), by=worker, at=NOW)
    standing = stands("S-31", LATER)
    assert (standing.state, standing.figure) == (State.MET, "2 of 2 in time in the last 90 days")


def test_overdue_is_watched_when_others_know_and_off_track_when_nobody_does(worker: Person) -> None:
    told()
    assert stands("S-31", LATER).state is State.BREACHED
    tell_of_what_is_overdue(LATER)
    standing = stands("S-31", LATER)
    assert (standing.state, standing.reason) == (State.AT_RISK, "1 overdue now; 0 were done late.")


def test_a_trial_of_the_form_and_a_machine_s_work_are_not_counted() -> None:
    told(is_test=True)
    told(hold="Filled in within two seconds.")
    assert CaseClock.objects.count() == 2
    assert stands("S-31", LATER).state is State.NOT_MEASURED
