"""A matter of damp, and what is typed at the desk about it, at a day and hour of one's choice."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.http import HttpResponse
from django.test import Client

from steamie.casework.models import Case
from steamie.people.models import Person
from steamie.services.damp_standing import DampStanding
from steamie.services.models import DampMatter
from tests.casework.making import told

LONDON = ZoneInfo("Europe/London")
LOOKED = {
    "looked_by": "R. Canary",
    "competence": "Chartered surveyor, ten years of damp",
    "findings": "Canary mould on the north wall.",
    "damp_free": "no",
    "work_needed": "yes",
    "cause": "structural",
}
WRITTEN = {
    "looked_by": "R. Canary, surveyor",
    "method": "In the home, with a damp meter",
    "findings": "Mould on the north wall",
    "verdict": "The home is not substantially free from damp and mould.",
    "done_on_the_visit": "None",
    "work": "Gutter, by Friday",
    "advice": "Shelter Scotland",
}


def on(day: str, hour: int = 12) -> datetime:
    """A moment in Scotland."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=LONDON)


def aware(day: str, **fields: Any) -> DampMatter:
    """Somebody told us of damp on a day."""
    case = told("damp", at=on(day, 9), **fields)
    return case.damp_matters.get()


def typed(day: str, hour: int = 12) -> str:
    """A day as a box for date and time takes it."""
    return f"{day}T{hour:02}:00"


def do(desk: Client, case: Case, deed: str, day: str, **fields: Any) -> HttpResponse:
    """Send a form of the desk about a case on a day, in the afternoon, signed in anew: weeks may have gone by."""
    with time_machine.travel(on(day, 16), tick=False):
        desk.force_login(Person.objects.get(email="staff@example.org"))
        return desk.post(f"/desk/cases/{case.reference}/damp/{deed}", fields)


def look(desk: Client, case: Case, day: str, **other: Any) -> HttpResponse:
    """Write down that the home was looked at on a day."""
    return do(desk, case, "investigation/", day, **{"finished_at": typed(day)} | LOOKED | other)


def write(desk: Client, case: Case, day: str, **other: Any) -> HttpResponse:
    """Save a whole summary and post it on a day."""
    do(desk, case, "summary/", day, **WRITTEN | other)
    return do(desk, case, "summary/sending/", day, **{"telling-way": "letter"})


def work(desk: Client, case: Case, duty: str, day: str) -> HttpResponse:
    """Write down that work was begun or finished on a day."""
    return do(desk, case, f"duties/{duty}/", day, done_at=typed(day), words="A mould wash")


def notice(desk: Client, case: Case, duty: str, day: str, **other: Any) -> HttpResponse:
    """Post a delay notice on a day."""
    fields = {"duty": duty, "reason": "specialist", "words": "No roofer before then.", "meanwhile": "A dehumidifier."}
    return do(desk, case, "notices/", day, **fields | {"new_date": "2027-01-15", "way": "letter"} | other)


def standing(matter: DampMatter, day: str) -> DampStanding:
    """How a matter stands on a day."""
    return DampStanding(DampMatter.objects.get(pk=matter.pk), on(day, 17))


def days(matter: DampMatter) -> dict[str, str]:
    """The due day of each duty that counts."""
    return {row.code: f"{row.clock.due_at.astimezone(LONDON):%Y-%m-%d}" for row in matter.duties.select_related("clock")}
