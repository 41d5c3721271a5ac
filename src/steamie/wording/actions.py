"""Editing what the wording check looks for (S-66, S-67, S-68)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.wording.models import AllowedDetail, SensitiveWindow, WordList

from .verbs import Verb

AVOIDED = {"offensive": "offensive", "confrontational": "confrontational", "topic": "confrontational", "shown": "confidential"}


@action()
def edit_list(*, kind: str, words: str, by: Person, at: datetime | None = None) -> WordList:
    """Change one of the word lists: one word or phrase a line."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    lines = sorted({line.strip().casefold() for line in words.splitlines() if line.strip()})
    row, _ = WordList.objects.update_or_create(
        kind=kind, defaults={"words": "\n".join(lines), "edited_at": moment, "edited_by": by}
    )
    record(
        by=by,
        verb=Verb.EDIT_THE_WORD_LIST,
        clause=Citation("checks.avoid", AVOIDED[kind]),
        subject=row,
        facts={"words": len(lines)},
        at=moment,
    )
    return row


@action()
def allow_detail(*, words: str, by: Person, at: datetime | None = None) -> AllowedDetail:
    """Let a public number, mailbox or address stand in every post from now on."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    row, _ = AllowedDetail.objects.get_or_create(words=words.strip(), defaults={"allowed_by": by, "allowed_at": moment})
    record(by=by, verb=Verb.ALLOW_A_DETAIL, clause=Citation("checks.avoid", "confidential"), subject=row, at=moment)
    return row


@action()
def take_back_detail(*, detail: AllowedDetail, by: Person, at: datetime | None = None) -> None:
    """Ask about a detail again wherever it stands."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    record(by=by, verb=Verb.TAKE_BACK_A_DETAIL, clause=Citation("checks.avoid", "confidential"), subject=detail, at=moment)
    detail.delete()


@action()
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
    record(
        by=by,
        verb=Verb.OPEN_A_SENSITIVE_WINDOW,
        clause=Citation("checks.avoid", "confrontational"),
        subject=row,
        reason=reason,
        facts=facts,
        at=moment,
    )
    return row


@action()
def remove_window(*, window: SensitiveWindow, by: Person, at: datetime | None = None) -> None:
    """Take a window away; the minute book keeps that it was there."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    record(
        by=by,
        verb=Verb.REMOVE_A_SENSITIVE_WINDOW,
        clause=Citation("checks.avoid", "confrontational"),
        subject=window,
        reason=window.title,
        at=moment,
    )
    window.delete()
