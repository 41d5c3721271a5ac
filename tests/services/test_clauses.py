"""Clauses S-30, S-45 and S-50: what residents ask through the website is counted, and leads to its rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from steamie.casework.actions import ending
from steamie.casework.models.cases import Outcome
from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from tests.casework.making import NOW, put_in, told
from tests.strategy.papers import clause_of, stands

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=4)


@pytest.mark.clause("S-50")
def test_messages_are_counted_without_trials_machines_and_what_was_told_twice(staff: Person) -> None:
    put_in("housing", staff)
    real, again = told(), told()
    told(is_test=True)
    told(hold="It did not come from a form of ours.")
    told(way=Way.PHONE)
    told("repair")
    ending.end(case=again, outcome=Outcome.DUPLICATE, words="The same", by=staff, at=NOW)
    assert stands("S-50", LATER).figure == "1 message in the last 90 days, 1 of them in the last 30"
    assert [row.what for row in rows_behind(clause_of("S-50"), LATER)] == [str(real)]


@pytest.mark.clause("S-45")
def test_a_message_nobody_reads_for_two_days_is_watched(staff: Person) -> None:
    assert stands("S-45", LATER).state is State.NOT_MEASURED
    told()
    assert stands("S-45", LATER).state is State.MET
    assert stands("S-45", NOW + timedelta(days=3)).state is State.AT_RISK


@pytest.mark.clause("S-30")
def test_adaptations_and_referrals_are_counted(staff: Person) -> None:
    put_in("housing", staff)
    assert stands("S-30", LATER).state is State.NOT_MEASURED
    told("adaptation")
    case = told("housing", way=Way.PHONE)
    ending.end(case=case, outcome=Outcome.REFERRED, words="To the council’s housing options team", by=staff, at=NOW)
    assert stands("S-30", LATER).figure == "2 requests in the last 90 days, 1 of them passed to somebody who helps"
