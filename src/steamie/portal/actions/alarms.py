"""Somebody can see another person's data: two people are told at once, and the 72 hours that the law gives begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.models import Case, Membership
from steamie.evidence.actors import VISITOR, Actor
from steamie.letters.outbox import keep
from steamie.people.models import Grant, Person
from steamie.portal.case_kinds import EXPOSURE
from steamie.portal.models import ResidentAccount
from steamie.rules.cases import Way
from steamie.rules.delivery import IS_AN_ALARM
from steamie.rules.permissions import Office

AT_LEAST = 2  # people who are told


@transaction.atomic
def raise_alarm(
    *,
    words: str,
    way: Way,
    by: Actor = VISITOR,
    account: ResidentAccount | None = None,
    ticket: str = "",
    at: datetime | None = None,
) -> Case:
    """Put it on record as a case of its own with 72 hours, and write to two people at least. The same sheet does it once."""
    moment = at or timezone.now()
    whose = Whose(name=account.tenant.name, email=account.email) if account and account.tenant else Whose()
    report = Report(
        kind=EXPOSURE.code,
        way=way,
        words=words,
        summary="Somebody can see another person’s data",
        whose=whose,
        why_first="Another person’s data can be seen",
        submission=sha256(f"exposure:{ticket}".encode()).hexdigest() if ticket else "",
    )
    before = ticket and Case.objects.filter(submission=report.submission).exists()
    case = open_case(report=report, by=by, at=moment)
    if not before:
        _tell(case, moment)
    return case


def _tell(case: Case, at: datetime) -> None:
    page = settings.PUBLIC_URL + reverse("casework:case", args=[case.reference])
    words = render_to_string("portal/letters/exposure.txt", {"case": case, "page": page})
    subject = f"Now: somebody can see another person’s data [{case.reference}]"
    keep(EmailMessage(subject, words, to=to_tell(case, at), headers=IS_AN_ALARM), now=at)


def to_tell(case: Case, at: datetime) -> list[str]:
    """The addresses of all who deal with it; while there are fewer than two, of the officer, the team and the committee too."""
    chosen: list[str] = []
    for address in _in_line(case, at):
        if address not in chosen:
            chosen.append(address)
    team = [person.email for person in _team(case, at)]
    needed = max(AT_LEAST, len(set(team)))
    return chosen[:needed]


def _in_line(case: Case, at: datetime) -> Iterator[str]:
    yield from (person.email for person in _team(case, at))
    for office in (Office.OFFICER, Office.TEAM, Office.COMMITTEE):
        grants = Grant.objects.in_force(timezone.localdate(at)).filter(office=office)
        people = Person.objects.filter(is_active=True, pk__in=grants.values("person")).order_by("pk")
        yield from people.values_list("email", flat=True)


def _team(case: Case, at: datetime) -> list[Person]:
    rows = Membership.objects.in_force(timezone.localdate(at)).filter(team=case.team).select_related("person")
    return [row.person for row in rows if row.person.is_active]
