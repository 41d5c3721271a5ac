"""How a case becomes a complaint with nothing written twice, and how what is no complaint goes its own way."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from steamie.casework.models import Case
from steamie.complaints.models import Complaint
from steamie.people.models import Person
from steamie.rules.cases import Way
from tests.casework.making import put_in, told

from .making import answer, complained, do, due, on, page_on, stage, standing

pytestmark = pytest.mark.django_db
HOUSING = "housing"


def make(desk: Client, case: Case, day: str) -> int:
    """Press “Make it a complaint” on a day."""
    return do(desk, case, "", day).status_code


def test_a_question_becomes_the_complaint_and_counts_from_when_it_came(desk: Client, worker: Person) -> None:
    put_in(HOUSING, worker)
    case = told("enquiry", at=on("2026-11-28"), words="Third time nobody turned up.")
    assert make(desk, case, "2026-12-01") == 302
    case.refresh_from_db()
    assert (case.kind, case.team.code, case.words) == ("complaint", "complaints", "Third time nobody turned up.")
    complaint = Complaint.objects.get()
    assert due(complaint) == "2026-12-07"
    assert [clock.duty for clock in case.clocks.running()] == ["stage-1"]
    assert make(desk, case, "2026-12-01") == 302
    assert Complaint.objects.count() == 1


def test_beside_a_repair_a_complaint_is_opened_with_the_same_words_and_the_repair_goes_on(desk: Client, worker: Person) -> None:
    put_in("repairs", worker)
    repair = told("repair", at=on("2026-11-10"), way=Way.PHONE, words="The tap drips.")
    assert make(desk, repair, "2026-11-24") == 302
    complaint = Complaint.objects.select_related("case__party").get()
    assert complaint.case.pk != repair.pk
    assert (complaint.case.words, complaint.case.party.phone, complaint.case.way) == ("The tap drips.", "07700 900123", "phone")
    assert due(complaint) == "2026-12-01"  # from when they complained, not from the repair; 30 November does not count
    repair.refresh_from_db()
    assert (repair.kind, repair.is_open, repair.clocks.running().count()) == ("repair", True, 1)
    assert repair.later_links.get().later == complaint.case
    make(desk, repair, "2026-11-24")
    assert Complaint.objects.count() == 1  # one is open already


def test_a_repair_that_has_ended_can_be_complained_about(desk: Client, worker: Person) -> None:
    put_in("repairs", worker)
    repair = told("repair", at=on("2026-11-10"))
    desk.post(f"/desk/cases/{repair.reference}/end/", {"end-outcome": "done", "end-words": "Mended"})
    assert make(desk, repair, "2026-11-24") == 302
    assert Complaint.objects.get().from_case == repair


def test_a_safeguarding_matter_is_never_made_a_complaint(desk: Client, worker: Person) -> None:
    put_in("safeguarding", worker)
    case = told("safety", at=on("2026-11-24"))
    assert "Make it a complaint" not in desk.get(f"/desk/cases/{case.reference}/").content.decode()
    make(desk, case, "2026-11-24")
    assert not Complaint.objects.exists()


def test_another_s_case_cannot_be_made_a_complaint_nor_another_s_complaint_answered(desk: Client, worker: Person) -> None:
    other = told("enquiry", at=on("2026-11-24"))
    assert make(desk, other, "2026-11-24") == 404
    theirs = complained("2026-11-24", team="data-protection")
    for what in ("answer/", "another-way/", "extensions/", "details/", "learning/publication/", "next-stage/"):
        assert do(desk, theirs.case, what, "2026-11-24").status_code == 404
    assert not stage(theirs).closed_at
    assert not Complaint.objects.filter(case=other).exists()


@pytest.mark.parametrize(
    ("way", "kind", "last"),
    [
        ("first-request", "enquiry", "2026-11-27"),  # two working days of our own, from the day after
        ("information", "information", "2026-12-24"),  # twenty by law
        ("data-complaint", "data_complaint", "2026-12-25"),  # thirty calendar days
    ],
)
def test_what_is_no_complaint_goes_its_own_way_from_the_day_it_came(
    desk: Client, worker: Person, way: str, kind: str, last: str
) -> None:
    complaint = complained("2026-11-25")
    assert do(desk, complaint.case, "another-way/", "2026-11-26", way=way).status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.words) == (kind, complaint.case.words)
    clock = case.clocks.running().get()
    if kind != "data_complaint":
        assert f"{clock.due_at:%Y-%m-%d}" == last
    assert clock.since == case.received_at
    assert not Complaint.objects.counted().exists()


def test_a_worry_about_somebody_s_safety_is_hidden_from_whoever_is_not_named_for_it(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-25")
    answered = do(desk, complaint.case, "another-way/", "2026-11-25", way="safety")
    assert answered.headers["Location"] == "/desk/inbox/"
    case = Case.objects.get()
    assert (case.masked, case.dangerous) == (True, True)
    assert desk.get(f"/desk/cases/{case.reference}/").status_code == 404


def test_once_answered_it_stays_a_complaint_and_a_way_nobody_entered_is_none(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-25")
    do(desk, complaint.case, "another-way/", "2026-11-25", way="nonsense")
    answer(desk, complaint.case, "2026-11-25")
    do(desk, complaint.case, "another-way/", "2026-11-25", way="information")
    assert Case.objects.get().kind == "complaint"


def test_found_to_be_a_complaint_after_all_its_stage_goes_on_from_the_day_it_came(desk: Client, worker: Person) -> None:
    put_in(HOUSING, worker)
    complaint = complained("2026-11-25")
    do(desk, complaint.case, "another-way/", "2026-11-26", way="first-request")
    make(desk, complaint.case, "2026-11-26")
    assert due(complaint) == "2026-12-02"
    assert Complaint.objects.counted().get() == complaint


def test_told_twice_is_shown_and_counted_once(desk: Client, worker: Person) -> None:
    first, second = complained("2026-11-24"), complained("2026-11-25")
    page = page_on(desk, second.case, "2026-11-25")
    assert "Told twice?" in page
    assert first.case.reference in page
    with time_machine.travel(on("2026-11-25", 17), tick=False):
        desk.post(f"/desk/cases/{second.case.reference}/end/", {"end-outcome": "duplicate", "end-words": "The same"})
    assert list(Complaint.objects.counted()) == [first]
    assert standing(second, "2026-11-26").heading == "Complaint: stage 1 ended without an answer"


def test_every_way_that_is_no_complaint_leads_to_a_kind_that_there_is(db: None) -> None:
    from steamie.casework.kinds import kind_of  # noqa: PLC0415
    from steamie.complaints.data import complaint_data  # noqa: PLC0415

    assert len(complaint_data().other_ways) == 10
    for way in complaint_data().other_ways.values():
        assert kind_of(way.kind)


def test_another_procedure_counts_from_its_acknowledgement_by_its_own_holidays(
    desk: Client, worker: Person, manager: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from steamie.complaints import stage_clocks  # noqa: PLC0415
    from steamie.rules.regimes.complaints import complaint_regimes  # noqa: PLC0415

    monkeypatch.setattr(stage_clocks, "regime_in_force", lambda: complaint_regimes()["eng-ho-2024"])
    complaint = complained("2026-11-27")
    assert due(complaint) == ""
    assert f"{stage(complaint).acknowledgement.due_at:%Y-%m-%d}" == "2026-12-04"  # St Andrew's Day counts there
    assert "Acknowledge it first" in answer(desk, complaint.case, "2026-11-30", outcome="upheld").content.decode()
    do(desk, complaint.case, "acknowledgement/", "2026-11-30", words="We have it", points="The visits", way="letter")
    assert due(complaint) == "2026-12-14"
    assert do(desk, complaint.case, "next-stage/", "2026-12-01", why="Serious").status_code == 404  # not from the start there
    assert answer(desk, complaint.case, "2026-12-14", outcome="resolved").status_code == 422
    assert answer(desk, complaint.case, "2026-12-14", outcome="upheld").status_code == 302
    assert (stage(complaint).days_taken, stage(complaint).in_set_time) == (10, True)
    do(desk, complaint.case, "next-stage/", "2026-12-15", why="Not content")
    do(desk, complaint.case, "acknowledgement/", "2026-12-15", words="We have it", points="The visits", way="letter")
    assert "Somebody else answers this one" in answer(desk, complaint.case, "2026-12-16", outcome="upheld").content.decode()
    assert answer(desk, complaint.case, "2026-12-16", outcome="upheld", who="manager@example.org").status_code == 302
    assert "housing-ombudsman.org.uk" in stage(complaint, "stage-2").answer.words
