"""Keeping a finding with a reason, and editing what the check looks for (S-66, S-67, S-68)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from steamie.content.models import Occasion, Override, Post, SensitiveWindow, WordList
from steamie.content.refusals import NotReady, Problem
from steamie.evidence.actions import record
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act
from steamie.rules.wording import Finding

CLAUSES = {"offensive": "S-66", "confrontational": "S-67", "topic": "S-67", "shown": "S-68"}


@transaction.atomic
def override(*, post: Post, finding: Finding, reason: str, by: Person, at: datetime | None = None) -> Override:
    """Keep words the check asked about, for a written reason. It holds for these words of this post only."""
    moment = at or timezone.now()
    require(by, Act.DRAFT, own=post.author_id == by.pk, on=timezone.localdate(moment))
    if not reason.strip():
        raise NotReady([Problem("Say why the words stay.", "reason")])
    told = {"rule": finding.rule, "kind": finding.kind, "words": finding.words[:300], "reason": reason.strip()}
    kept = Override.objects.create(post=post, by=by, at=moment, **told)
    facts = {"rule": finding.rule}
    record(by=by, verb="keep a finding", clause=finding.clause, subject=post, reason=reason.strip(), facts=facts, at=moment)
    return kept


@transaction.atomic
def edit_list(*, kind: str, words: str, by: Person, at: datetime | None = None) -> WordList:
    """Change one of the word lists: one word or phrase a line."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    lines = sorted({line.strip().casefold() for line in words.splitlines() if line.strip()})
    row, _ = WordList.objects.update_or_create(
        kind=kind, defaults={"words": "\n".join(lines), "edited_at": moment, "edited_by": by}
    )
    record(by=by, verb="edit the word list", clause=CLAUSES[kind], subject=row, facts={"words": len(lines)}, at=moment)
    return row


@transaction.atomic
def open_window(
    *, title: str, first: date, last: date, reason: str, by: Person, words: str = "", at: datetime | None = None
) -> SensitiveWindow:
    """Set dates on which certain subjects need a second thought."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if last < first:
        raise NotReady([Problem("The last day is before the first.", "last")])
    row = SensitiveWindow.objects.create(title=title, first=first, last=last, words=words, reason=reason)
    facts = {"first": first.isoformat(), "last": last.isoformat()}
    record(by=by, verb="open a sensitive window", clause="S-67", subject=row, reason=reason, facts=facts, at=moment)
    return row


@transaction.atomic
def remove_window(*, window: SensitiveWindow, by: Person, at: datetime | None = None) -> None:
    """Take a window away; the minute book keeps that it was there."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    record(by=by, verb="remove a sensitive window", clause="S-67", subject=window, reason=window.title, at=moment)
    window.delete()


@transaction.atomic
def add_occasion(
    *, title: str, month: int, day: int, third: str = "", by: Person, body: str = "", at: datetime | None = None
) -> Occasion:
    """Keep a day of the year that is worth a post (S-27)."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    try:
        date(2023, month, day)  # a day that comes every year
    except ValueError:
        raise NotReady([Problem("There is no such day every year.", "day")]) from None
    if Occasion.objects.filter(title__iexact=title).exists():
        raise NotReady([Problem("That day is on the list already.", "title")])
    row = Occasion.objects.create(title=title, month=month, day=day, third=third, body=body)
    record(by=by, verb="add a day", clause="S-27", subject=row, facts={"month": month, "day": day}, at=moment)
    return row


@transaction.atomic
def remove_occasion(*, occasion: Occasion, by: Person, at: datetime | None = None) -> None:
    """Take a day off the list; the minute book keeps that it was there."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    record(by=by, verb="remove a day", clause="S-27", subject=occasion, reason=occasion.title, at=moment)
    occasion.delete()
