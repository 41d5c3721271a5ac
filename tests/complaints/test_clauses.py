"""Clause S-71: complaints follow the procedure that the strategy names, and each figure leads to its rows."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.people.models import Person
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from tests.strategy.papers import clause_of, stands

from .making import answer, complained, do, on

pytestmark = [pytest.mark.django_db, pytest.mark.clause("S-71")]


def test_nothing_due_is_not_measured(db: None) -> None:
    assert stands("S-71", on("2026-12-10")).state is State.NOT_MEASURED
    complained("2026-12-09")
    assert stands("S-71", on("2026-12-10")).state is State.NOT_MEASURED  # it has its days yet


def test_answered_in_time_is_on_track_and_leads_to_its_rows(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    answer(desk, complaint.case, "2026-11-27")
    standing = stands("S-71", on("2026-12-10"))
    assert (standing.state, standing.figure) == (State.MET, "1 of 1 answer in time in 12 months")
    rows = list(rows_behind(clause_of("S-71"), on("2026-12-10")))
    assert [(row.what, row.counts) for row in rows] == [(f"Complaint {complaint.case.reference}: stage 1", True)]


def test_overdue_is_watched_and_long_overdue_is_off_track(desk: Client, worker: Person) -> None:
    complained("2026-11-24")  # due on the 1st
    assert stands("S-71", on("2026-12-03")).state is State.AT_RISK
    assert stands("S-71", on("2026-12-09")).state is State.BREACHED


def test_answered_late_is_watched(desk: Client, worker: Person) -> None:
    answer(desk, complained("2026-11-24").case, "2026-12-03")
    standing = stands("S-71", on("2026-12-10"))
    assert (standing.state, standing.reason) == (State.AT_RISK, "0 overdue now; 1 were answered late.")


def test_what_was_no_complaint_or_only_a_trial_is_not_counted(desk: Client, worker: Person) -> None:
    complained("2026-11-24", is_test=True)
    do(desk, complained("2026-11-24").case, "another-way/", "2026-11-24", way="information")
    assert stands("S-71", on("2026-12-10")).state is State.NOT_MEASURED
