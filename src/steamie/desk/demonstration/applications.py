"""A home with us: the list of applications as the housing system wrote it, who asked, and somebody passed on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.casework.actions import ending, handling
from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.models.cases import Outcome
from steamie.evidence.actors import VISITOR
from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.services.actions import referring
from steamie.services.actions.applications import replace_list
from steamie.services.actions.referring import PassingOn
from steamie.services.applications import ApplicationRow
from steamie.services.models import ApplicationLooks, ReferralOutcome

from .posts import Desk
from .year import lately, next_day

STANDINGS = ("On the list", "On the list", "Offer made", "We wait for your papers", "On the list")
COLUMNS = {"reference": 0, "standing": 1, "postcode": 2, "group": 3, "place": 4}
MOVES = (
    ("adaptation", 48, "I cannot get into the bath any more. Could I have a rail?", "The council’s occupational therapists"),
    ("application", 33, "Can somebody help me with the form? I read slowly.", "Citizens Advice"),
)


def deal_with_all(desk: Desk) -> None:
    """Bring the list in, count who asked, and pass two people on; each of them was helped."""
    by = desk.cast["staff.housing"]
    brought = lately(desk.now - timedelta(days=6))
    rows = [_row(number) for number in range(1, 25)]
    day = timezone.localdate(brought)
    replace_list(rows=rows, as_of=day, headings="0" * 64, columns=COLUMNS, left_out=0, by=by, at=brought)
    for number in range(1, 6):
        ApplicationLooks.objects.create(day=day + timedelta(days=number), answered=number % 3 + 1, not_found=number % 2)
    for kind, days_ago, words, to in MOVES:
        _pass_on(kind, words, to, by, lately(desk.now - timedelta(days=days_ago)))


def _row(number: int) -> ApplicationRow:
    standing = STANDINGS[number % len(STANDINGS)]
    cells = {"reference": f"APP-{1000 + number}", "standing": standing, "postcode": "EX1 1AA", "group": "ABC"[number % 3]}
    return ApplicationRow(number, cells | {"place": str(number)})


def _pass_on(kind: str, words: str, to: str, by: Person, came: datetime) -> None:
    whose = Whose(name="Effie Example", phone="01632 960 171", postcode="EX1 1AA")
    case = open_case(report=Report(kind=kind, way=Way.WEB, words=words, whose=whose), by=VISITOR, at=came)
    first, second, third = (day := next_day(came)), (day := next_day(day)), next_day(day)
    handling.take(case=case, by=by, at=first)
    passing_on = PassingOn(to, "An assessment at home." if kind == "adaptation" else "Help with the form.", agreed=True)
    referral = referring.refer(case=case, passing_on=passing_on, by=by, at=first)
    referring.note_outcome(referral=referral, outcome=ReferralOutcome.HELPED, words="Seen at home.", by=by, at=second)
    ending.end(case=case, outcome=Outcome.REFERRED, words=f"To {to}.", by=by, at=third)
