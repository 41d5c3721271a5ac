"""A list of tenancies on its way in: sent, its columns matched, and taken a few at a time, so that nobody waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.portal.clauses import COUNTED_ONCE
from steamie.portal.models import Tenancy, TenancyList, Tenant
from steamie.portal.verbs import Verb
from steamie.rules.permissions import Act
from steamie.rules.tenancy_columns import LABELS, NEEDED
from steamie.rules.tenancy_lists import ListedPerson, RowDoubt, TenancyPlan, compare, read_rows
from steamie.services.handing.payload import compared

BATCH = 50  # tenancies written in one transaction
CELLS_STAY = timedelta(days=1)


@action()
def send_list(*, name: str, content: bytes, reading: Mapping[str, Any], by: Person, at: datetime | None = None) -> TenancyList:
    """Keep a list with its cells; nothing of it is taken yet."""
    require(by, Act.KEEP_TENANCIES)
    moment = at or timezone.now()
    row = TenancyList.objects.create(sent_by=by, sent_at=moment, name=name[:200], content=content, reading=dict(reading))
    record(by=by, verb=Verb.SEND_A_LIST, clause=COUNTED_ONCE, subject=row, facts={"rows": len(row.rows)}, at=moment)
    return row


@action()
def match_columns(
    *, upload: TenancyList, columns: Mapping[str, int], month_first: bool, complete: bool, by: Person, at: datetime | None = None
) -> TenancyList:
    """Say which column is which. Raises ``NotReady`` while one that is needed is missing, or one is named twice."""
    require(by, Act.KEEP_TENANCIES)
    row = _waiting(upload)
    missing = [LABELS[code] for code in NEEDED if code not in columns]
    if missing:
        raise NotReady([Problem(f"Say which column is this: {name}.") for name in missing])
    if len(set(columns.values())) < len(columns):
        raise NotReady([Problem("One of the columns is chosen twice.")])
    row.columns, row.month_first, row.complete = dict(columns), month_first, complete
    row.save(update_fields=["columns", "month_first", "complete"])
    record(by=by, verb=Verb.MATCH_A_LIST, clause=COUNTED_ONCE, subject=row, facts={"columns": sorted(columns)}, at=at)
    return row


@action()
def read_again(*, upload: TenancyList, reading: Mapping[str, Any], by: Person, at: datetime | None = None) -> None:
    """Keep the cells as they are when the letters are read in another way."""
    require(by, Act.KEEP_TENANCIES)
    row = _waiting(upload)
    row.reading, row.columns = dict(reading), {}
    row.save(update_fields=["reading", "columns"])
    record(by=by, verb=Verb.MATCH_A_LIST, clause=COUNTED_ONCE, subject=row, facts={"read as": reading["encoding"]}, at=at)


def look(upload: TenancyList, today: date) -> tuple[list[TenancyPlan], list[RowDoubt]]:
    """What taking the list does now, and what of it is in doubt. Nothing is written."""
    people, unreadable = read_rows(upload.rows, upload.columns, month_first=upload.month_first)
    plans, doubts = compare(people, Tenancy.objects.by_reference(), today=today, complete=upload.complete)
    return plans, [*unreadable, *doubts]


def take_list(*, upload: TenancyList, by: Person, at: datetime | None = None) -> int:
    """Take the whole list: how many tenancies it changed. Taken again after it was cut short, it goes on where it stopped."""
    require(by, Act.KEEP_TENANCIES)
    moment = at or timezone.now()
    today = timezone.localdate(moment)
    row = _waiting(upload)
    if not row.columns:
        raise NotReady([Problem("Match the columns first.")])
    plans, _ = look(row, today)
    for start in range(0, len(plans), BATCH):
        _take_part(upload=upload, plans=plans[start : start + BATCH], today=today, by=by, at=moment)
    _finish(upload=upload, changes=len(plans), by=by, at=moment)
    return len(plans)


@action()
def _take_part(*, upload: TenancyList, plans: Sequence[TenancyPlan], today: date, by: Person, at: datetime) -> None:
    require(by, Act.KEEP_TENANCIES)
    _write_tenancies(plans, today)
    _write_people(plans)
    record(by=by, verb=Verb.TAKE_PART_OF_A_LIST, clause=COUNTED_ONCE, subject=upload, facts={"tenancies": len(plans)}, at=at)


def _write_tenancies(plans: Sequence[TenancyPlan], today: date) -> None:
    new = [_tenancy(plan.reference, plan.joins) for plan in plans if plan.held is None]
    made = {row.reference: row for row in Tenancy.objects.bulk_create(new)}
    held = {row.pk: row for row in Tenancy.objects.filter(pk__in=[plan.held.pk for plan in plans if plan.held])}
    for plan in plans:
        if plan.held is None:
            continue
        row = held[plan.held.pk]
        if plan.corrected:
            row.address, row.postcode = plan.corrected.address, plan.corrected.postcode
            row.sought = compared(row.address, row.postcode)
        row.until = _last_day(plan)
    Tenancy.objects.bulk_update(held.values(), ["address", "postcode", "sought", "until"])
    joins = [(plan, person) for plan in plans for person in plan.joins]
    of = {plan.reference: made.get(plan.reference) or held[plan.held.pk if plan.held else 0] for plan in plans}
    Tenant.objects.bulk_create([_tenant(of[plan.reference], person) for plan, person in joins])


def _tenancy(reference: str, people: Sequence[ListedPerson]) -> Tenancy:
    home = people[0]
    begins = [person.since for person in people if person.since]
    return Tenancy(
        reference=reference,
        address=home.address,
        postcode=home.postcode,
        sought=compared(home.address, home.postcode),
        since=min(begins) if begins else None,
    )


def _tenant(tenancy: Tenancy, person: ListedPerson) -> Tenant:
    names = ("number", "name", "born", "email", "phone", "language", "since", "until")
    return Tenant(tenancy=tenancy, **{name: getattr(person, name) for name in names})


def _last_day(plan: TenancyPlan) -> date | None:
    """The last day of a tenancy that we hold: the list says it, or the last of its tenants leaves."""
    if plan.ends or plan.held is None:
        return plan.ends
    if plan.joins or plan.begins_again:
        return None
    leaving = {person.pk: day for person, day in plan.leaves}
    last_days = [leaving.get(person.pk, person.until) for person in plan.held.people]
    return max(day for day in last_days if day) if last_days and all(last_days) else None


def _write_people(plans: Sequence[TenancyPlan]) -> None:
    changed = {person.pk: row for plan in plans for person, row in plan.changed}
    leaving = {person.pk: day for plan in plans for person, day in plan.leaves}
    leaving |= {
        person.pk: plan.ends for plan in plans if plan.ends and plan.held for person in plan.held.people if not person.until
    }
    tenants = list(Tenant.objects.filter(pk__in=[*changed, *leaving]))
    for tenant in tenants:
        if row := changed.get(tenant.pk):
            _correct(tenant, row)
        tenant.until = leaving.get(tenant.pk, tenant.until)
    Tenant.objects.bulk_update(tenants, ["name", "number", "born", "email", "phone", "language", "since", "until"])


def _correct(tenant: Tenant, row: ListedPerson) -> None:
    """An empty cell takes nothing away; somebody on the list without a last day is back."""
    tenant.name, tenant.until = row.name, row.until
    for name in ("number", "born", "email", "phone", "language", "since"):
        if value := getattr(row, name):
            setattr(tenant, name, value)


@action()
def _finish(*, upload: TenancyList, changes: int, by: Person, at: datetime) -> None:
    require(by, Act.KEEP_TENANCIES)
    row = _waiting(upload)
    row.taken_at, row.changes, row.content, row.reading = at, changes, b"", {}
    row.save(update_fields=["taken_at", "changes", "content", "reading"])
    record(by=by, verb=Verb.FINISH_A_LIST, clause=COUNTED_ONCE, subject=row, facts={"tenancies": changes}, at=at)


@action(machines=True, none="there is none to forget")
def forget_cells(*, by: Actor, at: datetime) -> int:
    """Forget the cells of lists that were sent a day ago and never taken: how many."""
    rows = TenancyList.objects.filter(taken_at__isnull=True, sent_at__lt=at - CELLS_STAY).exclude(reading={})
    number = rows.update(content=b"", reading={})
    if number:
        record(by=by, verb=Verb.FORGET_LISTS, clause=COUNTED_ONCE, subject="lists", facts={"lists": number}, at=at)
    return number


def _waiting(upload: TenancyList) -> TenancyList:
    """The list as it is now. Raises ``NotReady`` when it was taken, or its cells are forgotten."""
    row = TenancyList.objects.get(pk=upload.pk)
    if row.taken_at:
        raise NotReady([Problem("This list was taken already.")])
    if not row.reading:
        raise NotReady([Problem("This list was sent more than a day ago, and its rows are forgotten. Send it again.")])
    return row
