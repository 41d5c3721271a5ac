"""A complaint, and what is typed at the desk about it, at a day and hour of one's choice."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.http import HttpResponse
from django.test import Client

from steamie.casework.models import Case
from steamie.complaints.models import Complaint, ComplaintStage
from steamie.complaints.standing import ComplaintStanding
from steamie.people.models import Person
from tests.casework.making import told

LONDON = ZoneInfo("Europe/London")
ANSWER = {
    "words": "We are sorry. Three visits failed because the text went to an old number.",
    "outcome": "partly",
    "cause": "Visits are texted to an old number.",
    "change": "The number is read each night.",
    "change_by": "2027-01-31",
    "way": "letter",
}


def on(day: str, hour: int = 12) -> datetime:
    """A moment in Scotland."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=LONDON)


def complained(day: str, hour: int = 9, **fields: Any) -> Complaint:
    """Somebody complained on a day."""
    return told("complaint", at=on(day, hour), **fields).complaint


def do(desk: Client, case: Case, what: str, day: str, *, who: str = "staff@example.org", **fields: Any) -> HttpResponse:
    """Send a form of the desk about a complaint on a day, in the afternoon, signed in anew: weeks may have gone by."""
    with time_machine.travel(on(day, 16), tick=False):
        desk.force_login(Person.objects.get(email=who))
        return desk.post(f"/desk/cases/{case.reference}/complaint/{what}", fields)


def page_on(desk: Client, case: Case, day: str, what: str = "", who: str = "staff@example.org") -> str:
    """A page of the desk about a complaint on a day, as one line."""
    with time_machine.travel(on(day, 16), tick=False):
        desk.force_login(Person.objects.get(email=who))
        return " ".join(desk.get(f"/desk/cases/{case.reference}/complaint/{what}").content.decode().split())


def answer(desk: Client, case: Case, day: str, **other: Any) -> HttpResponse:
    """Answer the stage that is open, by post."""
    return do(desk, case, "answer/", day, **ANSWER | other)


def stage(complaint: Complaint, code: str = "stage-1") -> ComplaintStage:
    """A stage as it is now."""
    return ComplaintStage.objects.select_related("clock", "acknowledgement", "complaint__case").get(
        complaint=complaint, code=code
    )


def due(complaint: Complaint, code: str = "stage-1") -> str:
    """The day on which the answer of a stage is due."""
    clock = stage(complaint, code).clock
    return f"{clock.due_at.astimezone(LONDON):%Y-%m-%d}" if clock else ""


def standing(complaint: Complaint, day: str) -> ComplaintStanding:
    """How a complaint stands on a day."""
    return ComplaintStanding(Complaint.objects.select_related("case").get(pk=complaint.pk), on(day, 17))
