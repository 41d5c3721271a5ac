"""Bringing in the landlord's list of applications: a file sent, its columns matched by a person, and the list replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from steamie.casework.clauses import KEPT
from steamie.casework.kinds import kind_of
from steamie.casework.models import Membership
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.services.applications import ApplicationRow, application_of
from steamie.services.models import ApplicationList, ApplicationSheet, HousingApplication
from steamie.services.verbs import Verb

SHEETS_STAY = timedelta(days=1)
OLDEST = timedelta(days=92)  # of a list: what is older answers nobody truly


def works_with_homes(person: Person, day: date) -> bool:
    """Whether somebody is in the team that helps people to find a home: they alone see the list."""
    team = kind_of("housing").team
    return Membership.objects.in_force(day).filter(person=person, team__code=team).exists()


def require_homes(person: Person, day: date) -> None:
    """Raises ``NotAllowed`` unless this person may work with applications."""
    require(person, Act.WORK_ON_CASE, own=works_with_homes(person, day), on=day)


@action(none="a file that waits changes nothing")
def keep_sheet(
    *, name: str, reading: Mapping[str, Any], columns: Mapping[str, int], by: Person, at: datetime
) -> ApplicationSheet:
    """Keep a file that was sent, while its columns are matched."""
    require_homes(by, timezone.localdate(at))
    return ApplicationSheet.objects.create(name=name[-200:], reading=reading, columns=dict(columns), sent_by=by, sent_at=at)


@action(none="a file that waits changes nothing")
def match(*, sheet: ApplicationSheet, columns: Mapping[str, int], by: Person, at: datetime) -> None:
    """Say which of its columns is which of ours."""
    require_homes(by, timezone.localdate(at))
    sheet.columns = dict(columns)
    sheet.save(update_fields=["columns"])


@action()
def replace_list(
    *,
    rows: Sequence[ApplicationRow],
    as_of: date,
    headings: str,
    columns: Mapping[str, int],
    left_out: int,
    by: Person,
    at: datetime,
) -> ApplicationList:
    """Put these rows in place of the list, whole or not at all. Raises ``NotReady`` for an empty list or a day that cannot be."""
    today = timezone.localdate(at)
    require_homes(by, today)
    if not rows:
        raise NotReady([Problem("No row could be used, so the list stays as it was.")])
    if not today - OLDEST <= as_of <= today:
        raise NotReady([Problem("The list is of a day in the last three months.", "as_of")])
    HousingApplication.objects.all().delete()
    HousingApplication.objects.bulk_create([application_of(row) for row in rows], batch_size=500)
    brought = {"brought_in_at": at, "brought_in_by": by, "number": len(rows), "left_out": left_out}
    row = ApplicationList.objects.create(as_of=as_of, headings=headings, columns=dict(columns), **brought)
    ApplicationSheet.objects.filter(sent_by=by).delete()
    facts = {"number": len(rows), "left_out": left_out, "as_of": as_of.isoformat()}
    record(by=by, verb=Verb.BRING_IN_APPLICATIONS, clause=KEPT, subject=row, facts=facts, at=at)
    return row


def forget_sheets(now: datetime) -> None:
    """Throw away files that nobody took up within a day."""
    ApplicationSheet.objects.filter(sent_at__lt=now - SHEETS_STAY).delete()
