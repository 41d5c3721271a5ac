"""The stages of a complaint: their days, longer that is agreed, the clock that stands still, and the answer that closes one."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.complaints.models import Complaint, ComplaintLearning, StageExtension
from steamie.people.models import Person

from .making import answer, complained, do, due, on, page_on, stage, standing

pytestmark = pytest.mark.django_db


def test_a_complaint_told_by_anyone_begins_stage_one_on_its_day_or_the_next_working_day(worker: Person) -> None:
    for day, last in (("2026-11-27", "2026-12-04"), ("2026-11-28", "2026-12-07"), ("2026-12-22", "2026-12-30")):
        complaint = complained(day)
        assert (due(complaint), stage(complaint).clock.reason[:42]) == (
            last,
            f"5 working days from the day of receipt, {int(day[-2:])}"[:42],
        )
        assert complaint.case.clocks.count() == 1


def test_a_stage_closes_with_outcome_cause_and_learning_and_lacks_none_of_them(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    refused = answer(desk, complaint.case, "2026-11-26", outcome="", cause="", change="")
    page = refused.content.decode()
    assert refused.status_code == 422
    for asked in ("Pick the outcome.", "Say why it happened", "Say what changes."):
        assert asked in page
    assert "We are sorry. Three visits failed" in page  # what was typed is not lost
    assert answer(desk, complaint.case, "2026-11-26", change_by="").status_code == 422  # something was wrong: by when?
    assert answer(desk, complaint.case, "2026-11-26").status_code == 302
    closed = stage(complaint)
    assert (closed.outcome, closed.days_taken, closed.in_set_time) == ("partly", 3, True)
    assert closed.answer.words.endswith("if that is later.")
    assert "somebody then looks into it again, at stage 2" in closed.answer.words.lower()
    complaint.case.refresh_from_db()
    assert complaint.case.ended_at
    assert ComplaintLearning.objects.get().change == "The number is read each night."


def test_a_case_cannot_be_ended_as_done_past_its_stage(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    address = f"/desk/cases/{complaint.case.reference}/end/"
    refused = desk.post(address, {"end-outcome": "done", "end-words": "Called her."})
    assert refused.status_code == 422
    assert "Answer its stage on the complaint’s page" in refused.content.decode()
    assert desk.post(address, {"end-outcome": "withdrawn", "end-words": "She took it back."}).status_code == 302
    assert stage(complaint).left_at
    assert not complaint.case.clocks.running().exists()


def test_longer_is_asked_with_a_reason_agreed_by_another_and_told(desk: Client, worker: Person, manager: Person) -> None:
    complaint = complained("2026-11-21", 19)  # a Saturday: Monday is day 1
    case = complaint.case
    assert due(complaint) == "2026-11-27"
    asked = {"days": "5", "reason": "The visit log is not in.", "approver": str(manager.pk)}
    assert do(desk, case, "extensions/", "2026-11-25", **asked | {"days": "6"}).status_code == 422
    assert do(desk, case, "extensions/", "2026-11-25", **asked | {"approver": str(worker.pk)}).status_code == 422
    assert do(desk, case, "extensions/", "2026-11-25", **asked).status_code == 302
    assert due(complaint) == "2026-11-27"  # asked is not agreed
    wish = StageExtension.objects.get()
    refused = do(desk, case, f"extensions/{wish.pk}/agreement/", "2026-11-26", agreed="yes")
    assert refused.status_code == 403  # whoever asked does not decide
    manager_s = {"who": "manager@example.org"}
    assert do(desk, case, f"extensions/{wish.pk}/agreement/", "2026-11-26", agreed="yes", **manager_s).status_code == 302
    assert due(complaint) == "2026-12-07"  # ten in all; 30 November does not count
    assert "They do not know yet that it takes longer." in page_on(desk, case, "2026-11-26")
    letter = page_on(desk, case, "2026-11-26", f"extensions/{wish.pk}/letter/")
    assert "The visit log is not in." in letter
    assert "Monday 7 December 2026" in letter
    told = {"words": "We need longer.", "way": "phone", "at": "2026-11-26T11:00"}
    assert do(desk, case, f"extensions/{wish.pk}/letter/", "2026-11-26", **told).status_code == 302
    assert "Told that it takes longer, by phone" in page_on(desk, case, "2026-11-26")
    again = do(desk, case, "extensions/", "2026-11-27", **asked)
    assert "that is the most there is" in again.content.decode()
    answer(desk, case, "2026-12-03")
    closed = stage(complaint)
    assert (closed.days_taken, closed.in_set_time, closed.clock.in_time) == (8, False, True)  # agreed, yet not in the set time


def test_stage_two_follows_an_answer_across_christmas_and_ends_at_the_ombudsman(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-23")
    case = complaint.case
    answer(desk, case, "2026-11-27")
    assert do(desk, case, "next-stage/", "2026-12-08", why="Nobody said why.").status_code == 302
    second = stage(complaint, "stage-2")
    assert (due(complaint, "stage-2"), second.direct) == ("2027-01-08", False)
    assert f"{second.acknowledgement.due_at:%Y-%m-%d}" == "2026-12-10"
    case.refresh_from_db()
    assert case.ended_at is None
    assert do(desk, case, "acknowledgement/", "2026-12-10", words="We have it.", points="", way="letter").status_code == 422
    receipt = {"words": "We have it.", "points": "Why three visits failed.", "wants": "To know what changes.", "way": "letter"}
    assert do(desk, case, "acknowledgement/", "2026-12-10", **receipt).status_code == 302
    words = complaint.case.trail.get(title="Acknowledged, by post").words
    assert "We have it.\n\nWhat we look into:\nWhy three visits failed.\n\nWhat you want to come of it:" in words
    page = page_on(desk, case, "2026-12-14")
    assert "Complaint at stage 2: day 5 of 20" in page
    assert "Why three visits failed." in page
    boxes = [(box.above, box.number, box.look) for box in standing(complaint, "2026-12-14").days]
    assert boxes[1] == ("14–18 Dec", "5–9", "st_is-now")
    assert ("25, 28 Dec", "–", "st_is-off") in boxes
    assert len(boxes) == 7
    assert boxes[-1][1:] == ("17–20", "st_is-due")
    assert answer(desk, case, "2027-01-08", outcome="upheld").status_code == 302
    second.refresh_from_db()
    assert (second.days_taken, second.in_set_time) == (20, True)
    assert "Bridgeside House" in second.answer.words
    assert do(desk, case, "next-stage/", "2027-01-11", why="Still not content.").status_code == 404


def test_straight_to_stage_two_counts_from_the_day_it_came(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-27")
    assert do(desk, complaint.case, "next-stage/", "2026-12-02", why="It is serious.").status_code == 302
    second = stage(complaint, "stage-2")
    assert (second.direct, due(complaint, "stage-2")) == (True, "2026-12-29")
    assert stage(complaint).left_at
    assert [clock.duty for clock in complaint.case.clocks.running()] == ["stage-2-receipt", "stage-2"]


def test_the_clock_stands_still_during_mediation(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-27")
    case = complaint.case
    assert do(desk, case, "suspension/", "2026-12-01", since="2026-12-01", why="Mediation").status_code == 302
    assert not case.clocks.running().exists()
    assert "the clock stands still" in page_on(desk, case, "2026-12-10")
    assert do(desk, case, "suspension/", "2026-12-02", since="2026-12-02", why="Again").status_code == 422
    assert do(desk, case, "resumption/", "2026-12-04", from_day="2026-12-01").status_code == 422
    assert do(desk, case, "resumption/", "2026-12-04", from_day="2026-12-04").status_code == 302
    assert due(complaint) == "2026-12-09"
    answer(desk, case, "2026-12-09")
    closed = stage(complaint)
    assert (closed.days_taken, closed.in_set_time) == (5, True)


def test_a_draft_is_kept_however_little_of_it_there_is(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    draft = {"words": "We are sorry", "cause": "An old number", "draft": "1"}
    assert do(desk, complaint.case, "answer/", "2026-11-25", **draft).status_code == 302
    page = page_on(desk, complaint.case, "2026-11-26", "answer/")
    assert "We are sorry" in page
    assert "An old number" in page
    assert stage(complaint).closed_at is None


def test_an_answer_goes_by_e_mail_to_whoever_speaks_for_them_once_there_is_consent(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    speaker = {"name": "Rab Canary", "relation": "A son", "email": "rab@example.org"}
    assert do(desk, complaint.case, "representative/", "2026-11-24", **speaker, consent_on="2026-11-24").status_code == 422
    do(desk, complaint.case, "representative/", "2026-11-24", **speaker)
    assert Complaint.objects.get().speaker is None  # named, but nobody consented
    consent = {"consent_on": "2026-11-24", "consent_how": "Signed"}
    do(desk, complaint.case, "representative/", "2026-11-24", **speaker, **consent)
    assert Complaint.objects.get().representatives.count() == 1
    sent = answer(desk, complaint.case, "2026-11-25", way="e-mail")
    assert sent.status_code == 302
    assert stage(complaint).answer.letter.to == "rab@example.org"
    complaint.case.party.refresh_from_db()
    assert complaint.case.party.email == "shona.canary@example.org"


def test_a_child_chooses_whom_to_be_in_touch_with_and_is_heard_before_the_answer(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    facts = {"child": "by", "child_words": "The lift smells and nobody comes."}
    assert do(desk, complaint.case, "details/", "2026-11-24", **facts).status_code == 422
    facts["child_contact"] = "Her teacher, at school"
    assert do(desk, complaint.case, "details/", "2026-11-24", **facts).status_code == 302
    refused = answer(desk, complaint.case, "2026-11-25")
    assert "how the child’s view was heard" in refused.content.decode()
    do(desk, complaint.case, "details/", "2026-11-25", **facts, child_heard="We met at school.")
    assert answer(desk, complaint.case, "2026-11-25").status_code == 302


def test_an_owner_s_complaint_about_factoring_ends_at_the_tribunal(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    do(desk, complaint.case, "details/", "2026-11-24", child="no", factoring="on", service="factoring")
    do(desk, complaint.case, "next-stage/", "2026-11-24", why="Serious.")
    answer(desk, complaint.case, "2026-11-25")
    words = stage(complaint, "stage-2").answer.words
    assert "First-tier Tribunal" in words
    assert "Bridgeside" not in words


def test_what_is_too_old_needs_a_reason_to_be_taken(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    old = {"child": "no", "known_since": "2026-05-20"}
    refused = do(desk, complaint.case, "details/", "2026-11-25", **old)
    assert "more than 6 months" in refused.content.decode()
    assert do(desk, complaint.case, "details/", "2026-11-25", **old, late_because="She was ill.").status_code == 302
    assert do(desk, complaint.case, "details/", "2026-11-25", child="no", known_since="2026-05-24").status_code == 302


def test_back_dated_it_counts_from_the_day_it_came(desk: Client, worker: Person) -> None:
    complaint = complained("2026-12-02")
    assert do(desk, complaint.case, "reception/", "2026-12-03", received_at="2026-12-05T10:00").status_code == 422
    assert do(desk, complaint.case, "reception/", "2026-12-03", received_at="2026-11-28T10:00").status_code == 302
    assert due(complaint) == "2026-12-07"
    assert complaint.case.clocks.running().count() == 1
    assert Complaint.objects.get().received_at == on("2026-11-28", 10)


def test_reopened_after_being_withdrawn_its_stage_counts_anew(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    reference = complaint.case.reference
    desk.post(f"/desk/cases/{reference}/end/", {"end-outcome": "withdrawn", "end-words": "She took it back."})
    desk.post(f"/desk/cases/{reference}/reopening/", {"reopen-reason": "She wants it after all."})
    again = stage(complaint)
    assert again.is_open
    assert [clock.duty for clock in complaint.case.clocks.running()] == ["stage-1"]


def test_words_after_an_answer_wait_for_a_person_who_decides_whether_it_is_the_next_stage(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-23")
    answer(desk, complaint.case, "2026-11-27")
    desk.force_login(worker)
    desk.post(f"/desk/cases/{complaint.case.reference}/reopening/", {"reopen-reason": "She wrote again."})
    complaint.case.refresh_from_db()
    assert complaint.case.clocks.running().get().duty == "answer"  # so that it is not forgotten
    page = " ".join(desk.get(f"/desk/cases/{complaint.case.reference}/complaint/").content.decode().split())
    assert "They wrote again: what do they want?" in page
    assert "Begin stage 2" in page
