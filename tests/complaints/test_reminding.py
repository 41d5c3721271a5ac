"""What the clock and Today do about complaints: remind, ask, tell, and forget."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from steamie.casework.actions import handling
from steamie.complaints import today
from steamie.complaints.duties import remind_of_days_that_are_near
from steamie.complaints.models import Complaint, ComplaintLearning, Representative, StageExtension
from steamie.complaints.retention import forget_old_complaints
from steamie.people.asking import Viewer
from steamie.people.models import Person

from .making import answer, complained, do, on, stage

pytestmark = pytest.mark.django_db


def test_who_has_it_is_reminded_once_before_its_day_in_office_hours_and_else_its_team(worker: Person, manager: Person) -> None:
    complaint = complained("2026-11-24")  # due on Tuesday 1 December
    remind_of_days_that_are_near(on("2026-11-26", 10))
    assert mail.outbox == []  # not near yet
    remind_of_days_that_are_near(on("2026-11-28", 10))  # a Saturday
    assert mail.outbox == []
    for _ in range(2):
        remind_of_days_that_are_near(on("2026-12-01", 10))
    assert sorted(letter.to[0] for letter in mail.outbox) == ["manager@example.org", "staff@example.org"]
    assert "Tuesday 1 December 2026" in mail.outbox[0].body
    assert "anary" not in mail.outbox[0].body
    other = complained("2026-11-25")
    handling.take(case=other.case, by=manager, at=on("2026-11-25"))
    mail.outbox.clear()
    remind_of_days_that_are_near(on("2026-12-02", 10))
    assert [letter.to[0] for letter in mail.outbox] == ["manager@example.org"]
    assert stage(complaint).reminded_at


def test_longer_waits_on_the_first_page_of_whoever_is_asked_and_then_to_be_told(
    desk: Client, worker: Person, manager: Person
) -> None:
    complaint = complained("2026-11-23")
    asked = {"days": "3", "reason": "The log", "approver": str(manager.pk)}
    do(desk, complaint.case, "extensions/", "2026-11-25", **asked)
    theirs, ours = Viewer(manager, on("2026-11-25")), Viewer(worker, on("2026-11-25"))
    assert "Wednesday 2 December 2026" not in today.longer_to_decide(theirs).why  # 27 November, and three more
    assert "Thursday 3 December 2026" in today.longer_to_decide(theirs).why
    assert not today._to_decide(ours).exists()
    wish = StageExtension.objects.get()
    do(desk, complaint.case, f"extensions/{wish.pk}/agreement/", "2026-11-26", who="manager@example.org", agreed="yes")
    assert not today._to_decide(theirs).exists()
    assert today.longer_to_tell(ours).address.endswith(f"/complaint/extensions/{wish.pk}/letter/")
    do(desk, complaint.case, f"extensions/{wish.pk}/letter/", "2026-11-26", words="Later", way="phone")
    assert not today._to_tell(ours).exists()


def test_the_officer_may_agree_without_reading_the_matter(desk: Client, worker: Person, officer: Person) -> None:
    complaint = complained("2026-11-23")
    asked = {"days": "3", "reason": "The log", "approver": str(officer.pk)}
    assert do(desk, complaint.case, "extensions/", "2026-11-25", **asked).status_code == 302
    wish = StageExtension.objects.get()
    refused = do(desk, complaint.case, f"extensions/{wish.pk}/agreement/", "2026-11-25", who="officer@example.org", agreed="no")
    assert "Say why not." in refused.content.decode()
    assert "Canary words" not in refused.content.decode()
    said_no = {"agreed": "no", "words": "Five days are enough."}
    do(desk, complaint.case, f"extensions/{wish.pk}/agreement/", "2026-11-25", who="officer@example.org", **said_no)
    wish.refresh_from_db()
    assert wish.agreed is False
    assert f"{stage(complaint).clock.due_at:%Y-%m-%d}" == "2026-11-27"


def test_a_change_that_was_promised_is_asked_about_until_it_is_made(desk: Client, worker: Person) -> None:
    complaint = complained("2026-11-24")
    answer(desk, complaint.case, "2026-11-26")
    assert not today._to_change(Viewer(worker, on("2027-01-31"))).exists()
    assert "31 January 2027" in today.changes_to_look_at(Viewer(worker, on("2027-02-01"))).why
    do(desk, complaint.case, "learning/change/", "2027-02-01", on="2027-01-20")
    assert not today._to_change(Viewer(worker, on("2027-02-02"))).exists()


def test_years_after_it_ended_the_words_are_forgotten_and_the_figures_stay(desk: Client, worker: Person) -> None:
    complaint, running = complained("2026-11-24"), complained("2026-11-24")
    for one in (complaint, running):
        facts = {
            "child": "about",
            "child_words": "Canary child",
            "child_contact": "Mum",
            "child_heard": "Yes",
            "points": "The lift",
        }
        do(desk, one.case, "details/", "2026-11-24", **facts)
        do(desk, one.case, "representative/", "2026-11-24", name="Rab Canary")
    answer(desk, complaint.case, "2026-11-26")
    forget_old_complaints(on("2032-11-25"))
    assert Complaint.objects.get(pk=complaint.pk).child_words == "Canary child"
    forget_old_complaints(on("2032-11-28"))
    old, still = Complaint.objects.get(pk=complaint.pk), Complaint.objects.get(pk=running.pk)
    assert (old.child_words, old.points, old.child_contact) == ("", "", "")
    assert still.child_words == "Canary child"
    assert Representative.objects.get().complaint == running
    assert stage(complaint).outcome == "partly"
    assert ComplaintLearning.objects.get().change
    assert old.forgotten_at == on("2032-11-28") > on("2026-11-26") + timedelta(days=365)
