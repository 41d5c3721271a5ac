"""Holding lines, events and rehearsals. Nothing here lifts a stop: posts go again only when a person says so."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.posts.models import Post
from steamie.content.publishing.models import Stop
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act
from steamie.rules.triage import judge

from .models import Crisis, CrisisEntry, HoldingLine, RehearsedMessage
from .scenarios import scenarios
from .verbs import Verb

Row = TypeVar("Row", bound=models.Model)
KEEPS = "publishing.stopped_at_once"


@action()
def propose_line(*, title: str, words: str, by: Person, at: datetime | None = None) -> HoldingLine:
    """Write a line that somebody else approves."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    row = HoldingLine.objects.create(title=title.strip(), words=words.strip(), by=by, at=moment)
    record(by=by, verb=Verb.PROPOSE_A_LINE, clause=Citation(KEEPS), subject=row, at=moment)
    return row


@action(none="it was approved already")
def approve_line(*, row: HoldingLine, by: Person, at: datetime | None = None) -> HoldingLine:
    """Let a line be said at once. Whoever wrote it does not approve it."""
    require(by, Act.APPROVE)
    moment = at or timezone.now()
    row = _locked(row)
    if row.approved_at or row.ended_at:
        return row
    if row.by_id == by.pk:
        raise ValidationError("You wrote this line: somebody else approves it.")
    row.approved_by, row.approved_at = by, moment
    row.save(update_fields=["approved_by", "approved_at"])
    record(by=by, verb=Verb.APPROVE_A_LINE, clause=Citation(KEEPS), subject=row, at=moment)
    return row


@action(none="it was ended already")
def end_line(*, row: HoldingLine, by: Person, at: datetime | None = None) -> HoldingLine:
    """Take a line out of use; what was said with it stays."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    row = _locked(row)
    if row.ended_at is None:
        row.ended_at = moment
        row.save(update_fields=["ended_at"])
        record(by=by, verb=Verb.END_A_LINE, clause=Citation(KEEPS), subject=row, at=moment)
    return row


@action()
def begin(*, title: str, by: Person, at: datetime | None = None) -> Crisis:
    """Open the one thread of an event. When posts are stopped already, it says since when."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    stop = Stop.objects.in_force().order_by("at").last()
    row = Crisis.objects.create(title=title.strip(), began_at=moment, by=by, stopped_at=stop.at if stop else None)
    record(by=by, verb=Verb.BEGIN_A_CRISIS, clause=Citation(KEEPS), subject=row, facts={"stopped": bool(stop)}, at=moment)
    return row


@action()
def rehearse(*, scenario: str, by: Person, on: Channel | None = None, at: datetime | None = None) -> Crisis:
    """Begin to play a scenario: here alone, or ``on`` a stand-in, whose messages come into the inbox. ``KeyError`` for none."""
    require(by, Act.WITHDRAW)
    moment, chosen = at or timezone.now(), scenarios()[scenario]
    row = Crisis.objects.create(title=chosen.title, scenario=scenario, began_at=moment, by=by, played_on=on)
    RehearsedMessage.objects.bulk_create(
        RehearsedMessage(
            crisis=row,
            comes_at=moment + line.after,
            words=line.text,
            dangerous=line.danger,
            urgent=judge(line.text).urgent,
        )
        for line in chosen.messages
    )
    record(by=by, verb=Verb.BEGIN_A_REHEARSAL, clause=Citation(KEEPS), subject=row, facts={"scenario": scenario}, at=moment)
    return row


@action(none="it was practised already, or the rehearsal is over")
def practise_stop(*, row: Crisis, by: Person, at: datetime | None = None) -> Crisis:
    """Practise stopping all posts, in a rehearsal. No post is held by it."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    row = _locked(row)
    if row.is_rehearsal and row.stopped_at is None and row.ended_at is None:
        row.stopped_at = moment
        row.save(update_fields=["stopped_at"])
        record(
            by=by,
            verb=Verb.PRACTISE_A_STOP,
            clause=Citation(KEEPS),
            subject=row,
            facts={"seconds": round((moment - row.began_at).total_seconds())},
            at=moment,
        )
    return row


@action(none="it was answered already, or the rehearsal is over")
def answer(*, row: RehearsedMessage, words: str, by: Person, at: datetime | None = None) -> RehearsedMessage:
    """Answer a rehearsed message once; nothing is sent."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    over = Crisis.objects.select_for_update(no_key=True).get(pk=row.crisis_id).ended_at is not None
    row = _locked(row)
    if over or row.answered_at or row.comes_at > moment:
        return row
    row.answer, row.answered_by, row.answered_at = words.strip(), by, moment
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    record(
        by=by, verb=Verb.ANSWER_IN_A_REHEARSAL, clause=Citation(KEEPS), subject=row, facts={"rehearsal": row.crisis_id}, at=moment
    )
    return row


@action()
def write(
    *,
    row: Crisis,
    words: str,
    minutes: int,
    pounds: int,
    by: Person,
    line: HoldingLine | None = None,
    post: Post | None = None,
    at: datetime | None = None,
) -> CrisisEntry:
    """Write into the thread what was done or said, the minutes it took and the pounds it cost. An ended event takes no more."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    row = _locked(row)
    if row.ended_at:
        raise ValidationError("This event is closed. Open a new one if it has begun again.")
    entry = CrisisEntry.objects.create(
        crisis=row, words=words.strip(), line=line, post=post, minutes=minutes, pounds=pounds, by=by, at=moment
    )
    line_number = line.pk if line else None
    record(
        by=by,
        verb=Verb.WRITE_IN_A_CRISIS,
        clause=Citation(KEEPS),
        subject=row,
        facts={"minutes": minutes, "pounds": pounds, "line": line_number},
        at=moment,
    )
    return entry


@action(none="it was ended already")
def end(*, row: Crisis, learned: str, by: Person, at: datetime | None = None) -> Crisis:
    """Close the thread with what was learned. Posts stay stopped until somebody lets them go."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    row = _locked(row)
    if row.ended_at is None:
        row.ended_at, row.ended_by, row.learned = moment, by, learned.strip()
        row.save(update_fields=["ended_at", "ended_by", "learned"])
        record(by=by, verb=Verb.END_A_CRISIS, clause=Citation(KEEPS), subject=row, at=moment)
    return row


def _locked(row: Row) -> Row:
    again: Row = type(row)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    return again
