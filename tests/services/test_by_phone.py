"""A repair told by phone goes where the others go; one that is not wanted any more is not sent, or they are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from steamie.casework.actions import ending
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.evidence.actors import SETUP
from steamie.people.asking import Viewer
from steamie.people.models import Person
from steamie.people.refusals import NotReady
from steamie.rules.cases import Way
from steamie.services import today
from steamie.services.actions.by_phone import RepairTold, note_repair
from steamie.services.handing import acting, keeping
from steamie.services.handing.sending import hand_over_due
from steamie.services.handing.withdrawing import note_told
from steamie.services.models import HandOver, QualifyingRepair, RepairRequest, RepairsSystem
from steamie.services.models.handing_over import Carrier, HandOverState
from steamie.services.problems import places, problems
from tests.casework.making import NOW, told

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def _handed_over(db: None) -> None:
    """Repairs go as files into a folder."""
    acting.set_system(system=RepairsSystem(carrier=Carrier.FOLDER), by=SETUP, at=NOW - timedelta(days=1))


def by_phone(case: Case, by: Person, place: str = "kitchen", problem: str = "sink") -> RepairRequest:
    return note_repair(case=case, heard=RepairTold(places()[place], problems()[problem]), by=by, at=LATER)


@pytest.mark.usefixtures("_handed_over")
def test_a_repair_told_by_phone_is_handed_over_with_its_own_time(worker: Person) -> None:
    case = told("repair", way=Way.PHONE)
    assert keeping.keep_forgotten(LATER) is None
    assert not HandOver.objects.exists()
    by_phone(case, worker)
    assert HandOver.objects.get().state == HandOverState.KEPT
    rule = problems()["sink"].rule
    assert rule is not None
    (clock,) = case.clocks.running()
    assert (clock.since, clock.set_by) == (case.received_at, rule.set_by.value)


def test_a_qualifying_repair_told_by_phone_stands_under_the_law(worker: Person) -> None:
    problem = next(one for one in problems().values() if one.item)
    case = told("repair", way=Way.PHONE)
    by_phone(case, worker, problem.places[0], problem.code)
    assert QualifyingRepair.objects.get().item == problem.item
    assert [clock.set_by for clock in case.clocks.running()] == ["law"]


def test_damp_has_a_button_of_its_own_and_nothing_is_said_twice(worker: Person) -> None:
    case = told("repair", way=Way.PHONE)
    damp = next(one for one in problems().values() if one.damp)
    with pytest.raises(NotReady, match="law of its own"):
        by_phone(case, worker, damp.places[0], damp.code)
    by_phone(case, worker)
    with pytest.raises(NotReady, match="already"):
        by_phone(case, worker)


def test_it_is_said_from_the_page_of_the_case(desk: Client) -> None:
    case = told("repair", way=Way.PHONE, at=timezone.now())
    address = f"/desk/cases/{case.reference}/repair/details/"
    assert address in desk.get(f"/desk/cases/{case.reference}/").content.decode()
    assert desk.post(address, {"what": "moon/sink"}).status_code == 422
    typed = {"what": "kitchen/sink", "urgent": ["baby"], "visits": ["any"], "at_the_door": "Buzzer broken"}
    assert desk.post(address, typed).status_code == 302
    row = RepairRequest.objects.get()
    assert (row.place, row.problem, row.urgent_because, row.at_the_door) == ("kitchen", "sink", ["baby"], "Buzzer broken")
    assert address not in desk.get(f"/desk/cases/{case.reference}/").content.decode()


def ended(case: Case, by: Person, outcome: Outcome = Outcome.WITHDRAWN) -> None:
    ending.end(case=case, outcome=outcome, words="They mended it themselves", by=by, at=LATER)


@pytest.mark.usefixtures("_handed_over")
@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.DUPLICATE])
def test_a_withdrawn_repair_is_not_sent_and_goes_when_it_is_wanted_again(worker: Person, outcome: Outcome) -> None:
    case = told("repair", way=Way.PHONE)
    by_phone(case, worker)
    ended(case, worker, outcome)
    assert hand_over_due(clock=lambda: LATER) == 0
    row = HandOver.objects.get()
    assert (row.state, row.to_be_told) == (HandOverState.WITHDRAWN, False)
    ending.reopen(case=case, reason="It broke again", by=worker, at=LATER + timedelta(hours=1))
    row.refresh_from_db()
    assert (row.state, row.withdrawn_at) == (HandOverState.KEPT, None)


@pytest.mark.usefixtures("_handed_over")
def test_one_that_was_sent_waits_for_somebody_to_tell_them(worker: Person, desk: Client) -> None:
    case = told("repair", way=Way.PHONE)
    by_phone(case, worker)
    hand_over_due(clock=lambda: LATER)
    assert HandOver.objects.get().state == HandOverState.SENT
    ended(case, worker)
    row = HandOver.objects.get()
    assert row.to_be_told
    viewer = Viewer(worker, LATER + timedelta(hours=1))
    assert "not wanted any more" in today.withdrawn_to_tell(viewer).why
    page = desk.get(f"/desk/cases/{case.reference}/").content.decode()
    assert "They still have it" in page
    assert desk.post(f"/desk/repairs/{case.reference}/withdrawal/").status_code == 302
    row.refresh_from_db()
    assert row.told_at is not None
    with pytest.raises(NotReady, match="Nobody has to be told"):
        note_told(hand_over=row, by=worker, at=LATER)
    assert "They still have it" not in desk.get(f"/desk/cases/{case.reference}/").content.decode()


@pytest.mark.usefixtures("_handed_over")
def test_one_that_was_done_is_not_called_back(worker: Person) -> None:
    case = told("repair", way=Way.PHONE)
    by_phone(case, worker)
    ended(case, worker, Outcome.NOT_OURS)
    assert HandOver.objects.get().state == HandOverState.WITHDRAWN
    other = told("repair", way=Way.PHONE)
    by_phone(other, worker)
    ended(other, worker, Outcome.DONE)
    assert HandOver.objects.get(case=other).state == HandOverState.KEPT
