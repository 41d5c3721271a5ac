"""Connecting Google Analytics, ending that, and reading its figures once a day; the last three days are read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from steamie.channels.contract import ChannelError, on_this_machine
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, Actor
from steamie.evidence.in_force import Citation
from steamie.monitoring.google.client import METRICS, GoogleReport, NotRead, read_report
from steamie.monitoring.measures import DAYS_READ, STAND_IN
from steamie.monitoring.models import AnalyticsAccount, AnalyticsReading, Gap
from steamie.monitoring.verbs import Verb
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.people.sealing import CannotUnseal, reseal, seal, unseal
from steamie.rules.permissions import Act

from .permission import may_collect

ASKED_BY = Citation("analytics.fresh")
SOURCE = "Google Analytics"
SETTLES = timedelta(days=2)  # Google goes on counting a day for so long: with the newest, three days are read again
LARGEST_KEY = 10_000  # characters


def in_use() -> AnalyticsAccount | None:
    """The property that is read; None where none is connected."""
    return AnalyticsAccount.objects.filter(ended_at__isnull=True).first()


@action()
def connect_analytics(*, number: str, key: str, by: Person, now: datetime | None = None) -> AnalyticsAccount:
    """Seal the key and read this property from now on, in place of the one before. Raises ``NotReady``."""
    moment = now or timezone.now()
    require(by, Act.CONNECT)
    number = number.strip().removeprefix("properties/")
    problems = [*_number_problems(number), *_key_problems(key)]
    if problems:
        raise NotReady(problems)
    AnalyticsAccount.objects.filter(ended_at__isnull=True).update(ended_at=moment, sealed="")
    account = AnalyticsAccount.objects.create(number=number, sealed=seal({"key": key}), connected_at=moment, connected_by=by)
    record(by=by, verb=Verb.CONNECT_ANALYTICS, clause=ASKED_BY, subject=account, facts={"property": number}, at=moment)
    return account


def _number_problems(number: str) -> Iterator[Problem]:
    if number.upper().startswith(("G-", "UA-", "GTM-")):
        yield Problem("That is the number of a tag. The number of the property has digits only.", "number")
    elif not (number.isascii() and number.isdecimal() and len(number) <= 20):
        yield Problem("Write the number of the property: digits only.", "number")


def _key_problems(key: str) -> Iterator[Problem]:
    try:
        fields = json.loads(key) if len(key) <= LARGEST_KEY else None
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        yield Problem("That is not a key file of Google. It begins with { and ends with }.", "key")
    elif fields.get("type") != "service_account" or not fields.get("client_email") or not fields.get("private_key"):
        yield Problem("That key is not of a service account. Make one for a service account, as JSON.", "key")


@action(none="none was connected")
def end_analytics(*, by: Person, now: datetime | None = None) -> AnalyticsAccount | None:
    """Read Google Analytics no more, and forget the key. The figures stay."""
    moment = now or timezone.now()
    require(by, Act.CONNECT)
    account = in_use()
    if account:
        account.ended_at, account.sealed = moment, ""
        account.save(update_fields=["ended_at", "sealed"])
        record(by=by, verb=Verb.END_ANALYTICS, clause=ASKED_BY, subject=account, at=moment)
    return account


def seal_keys_again() -> int:
    """Seal every key again under the newest key of the house."""
    accounts = list(AnalyticsAccount.objects.exclude(sealed=""))
    for account in accounts:
        account.sealed = reseal(account.sealed)
        account.save(update_fields=["sealed"])
    return len(accounts)


def read_analytics(*, now: datetime | None = None, by: Actor = CLOCK) -> AnalyticsAccount | None:
    """Read up to yesterday; no transaction is open while Google answers. None where nothing is connected."""
    may_collect(by)
    moment, account = now or timezone.now(), in_use()
    if account is None:
        return None
    first, last = _days(timezone.localdate(moment))
    try:
        key = unseal(account.sealed)
        reports = [_asked(key, account.number, first, last, social=social) for social in (False, True)]
    except NotRead as problem:
        return _keep(account, [], f"{problem} {problem.remedy}".strip(), by, moment)
    except (CannotUnseal, ChannelError) as problem:
        return _keep(account, [], str(problem), by, moment)
    rows = [*_rows(reports[0], first, last, moment, social=False), *_rows(reports[1], first, last, moment, social=True)]
    return _keep(account, rows, "", by, moment)


def _asked(key: dict[str, str], number: str, first: date, last: date, *, social: bool) -> GoogleReport:
    return read_report(key, number, first, last, social=social, url=settings.ANALYTICS_URL, demonstration=settings.DEMONSTRATION)


def _days(today: date) -> tuple[date, date]:
    """From three days before the newest that was read, or ninety days back, up to yesterday."""
    newest = AnalyticsReading.objects.filter(source__startswith=SOURCE, day__lt=today).aggregate(day=Max("day"))["day"]
    earliest = today - timedelta(days=DAYS_READ)
    return max(earliest, newest - SETTLES) if newest else earliest, today - timedelta(days=1)


def _rows(report: GoogleReport, first: date, last: date, moment: datetime, *, social: bool) -> Iterator[AnalyticsReading]:
    """One row for each day and metric. A day that Google leaves out was withheld, or nobody who agreed came."""
    source = f"{SOURCE}, {STAND_IN}" if on_this_machine(settings.ANALYTICS_URL) else SOURCE
    gap = Gap.WITHHELD if report.withheld else Gap.EMPTY
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for metric in ("sessions",) if social else METRICS:
            value = report.days.get(day, {}).get(metric)
            about = {"day": day, "metric": metric, "social": social, "source": source, "taken_at": moment}
            yield AnalyticsReading(value=value, gap="" if value is not None else gap, **about)


@action(unasked="read_analytics asks before it reads")
def _keep(account: AnalyticsAccount, rows: list[AnalyticsReading], problem: str, by: Actor, now: datetime) -> AnalyticsAccount:
    keep_figures(rows)
    account.asked_at, account.problem = now, problem[:300]
    account.save(update_fields=["asked_at", "problem"])
    facts = {"given": sum(row.value is not None for row in rows), "missing": sum(row.value is None for row in rows)}
    record(by=by, verb=Verb.READ_ANALYTICS, clause=ASKED_BY, subject=account, reason=problem, facts=facts, at=now)
    return account


def keep_figures(rows: list[AnalyticsReading]) -> tuple[int, int]:
    """Add these; where a day has one already the later value takes its place, and a value never gives way to a gap.

    Answers how many are new or changed, and how many were the same before.
    """
    if not rows:
        return 0, 0
    days = {row.day for row in rows}
    existing = {(row.day, row.metric, row.social): row for row in AnalyticsReading.objects.filter(day__in=days)}
    new, changed, same = [], [], 0
    for row in rows:
        before = existing.get((row.day, row.metric, row.social))
        if before is None:
            new.append(row)
        elif before.value == row.value or row.value is None:
            same += 1
        else:
            before.value, before.gap, before.source, before.taken_at = row.value, "", row.source, row.taken_at
            changed.append(before)
    AnalyticsReading.objects.bulk_create(new, batch_size=200)
    AnalyticsReading.objects.bulk_update(changed, ["value", "gap", "source", "taken_at"], batch_size=100)
    return len(new) + len(changed), same
