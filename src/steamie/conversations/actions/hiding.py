"""Hiding a comment under a published rule, showing it again, the second person's look, and keeping somebody out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from steamie.casework.timing import due
from steamie.channels.contract import ChannelError
from steamie.channels.opening import open_channel
from steamie.channels.registry import UnknownKind
from steamie.conversations.clauses import HIDDEN
from steamie.conversations.effects import note_effect
from steamie.conversations.models import Ban, Hide, HouseRule, Message
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.people.sealing import CannotUnseal
from steamie.people.two_persons import require_second_person
from steamie.rules.characteristics import PROTECTED
from steamie.rules.clocks import ClockRule, Unit
from steamie.rules.conversations import HIDE_REVIEW_DAYS
from steamie.rules.permissions import Act

REVIEW = ClockRule(HIDE_REVIEW_DAYS, Unit.WORKING_DAYS)


@action()
def hide(*, message: Message, rule: HouseRule | None, broken_by: str, by: Person, at: datetime | None = None) -> Hide:
    """Hide a comment: the words that break a published rule, and the rule. Raises ``NotReady`` without both.

    The reason is on record before the channel is asked; ``carry_out`` asks it.
    """
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    problems = _problems(message, rule, broken_by)
    if problems or rule is None:
        raise NotReady(problems)
    row = Hide.objects.create(
        message=message, rule=rule, broken_by=broken_by.strip(), at=moment, by=by, review_due=due(REVIEW, moment).at
    )
    facts = {"message": message.pk, "rule": rule.pk, "words": message.digest}
    record(by=by, verb=Verb.HIDE_COMMENT, clause=HIDDEN, subject=message.conversation, facts=facts, at=moment)
    return row


def _problems(message: Message, rule: HouseRule | None, broken_by: str) -> list[Problem]:
    if message.by_us or message.removed_at:
        return [Problem("There is nothing of theirs to hide.")]
    if message.hides.standing().exists():
        return [Problem("It is hidden already.")]
    if missing := _not_offered(message, "hide"):
        return [missing]
    problems = []
    if rule is None or not rule.published_at or rule.withdrawn_at:
        problems.append(Problem("Which published rule does it break? Without one it stays where it is.", "rule"))
    quoted = " ".join(broken_by.split()).casefold()
    if not quoted or quoted not in " ".join(message.words.split()).casefold():
        problems.append(Problem("Copy the words of the comment that break the rule, as they stand.", "broken_by"))
    return problems


def _not_offered(message: Message, verb: str) -> Problem | None:
    """That the channel does not do this at all, and what can be done there; None where it may."""
    channel = message.conversation.channel
    kind = channel.installed if channel and message.conversation.reachable else None
    if kind is None or getattr(kind.can, verb):
        return None
    word = {"hide": "hides no comment", "ban": "keeps nobody out"}[verb]
    return Problem(f"{kind.label} {word} for us. Report it there, or mute whoever wrote it in the app.")


def carry_out(row: Hide, now: datetime) -> Hide:
    """Ask the channel to hide it, or to show it again. Asking twice is harmless; what went wrong is kept and asked again."""
    channel, wants_hidden = row.message.conversation.channel, row.undone_at is None
    if channel is None or not row.message.conversation.reachable:
        row.problem = (
            "It came here by hand or by e-mail. Hide it on the channel itself."
            if wants_hidden
            else "Show it on the channel itself."
        )
        row.save(update_fields=["problem"])
        return row
    try:
        kind = open_channel(channel)
        (kind.hide if wants_hidden else kind.unhide)(row.message.remote_id)
    except (ChannelError, UnknownKind, CannotUnseal) as problem:
        row.problem = str(problem)[:300]
        note_effect(channel, "hide", worked=False, words=str(problem), at=now)
    else:
        row.problem = ""
        row.done_at, row.shown_at = (now, None) if wants_hidden else (row.done_at, now)
        Message.objects.filter(pk=row.message_id).update(hidden=wants_hidden)
        note_effect(channel, "hide", worked=True, words="It worked.", at=now)
    row.save(update_fields=["problem", "done_at", "shown_at"])
    return row


@action()
def undo_hide(*, row: Hide, because: str, by: Person, at: datetime | None = None) -> Hide:
    """Show it again. Whoever hid it may, and anybody else who may hide."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    _undone(row, because, by, moment)
    record(by=by, verb=Verb.UNDO_HIDE, clause=HIDDEN, subject=row.message.conversation, facts={"hide": row.pk}, at=moment)
    return row


def _undone(row: Hide, because: str, by: Person, moment: datetime) -> None:
    if row.undone_at:
        raise NotReady([Problem("It is shown again already.")])
    row.undone_at, row.undone_by, row.undone_because = moment, by, because.strip()[:300]
    row.save(update_fields=["undone_at", "undone_by", "undone_because"])


@action()
def review(*, row: Hide, stays: bool, by: Person, because: str = "", at: datetime | None = None) -> Hide:
    """The second person's look: it stays hidden, or it is shown again. It cannot be whoever hid it."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if row.reviewed_at or row.undone_at:
        raise NotReady([Problem("It was looked at already.")])
    second = require_second_person(
        act=Act.ANSWER_COMMENTS, by=by, asked_by=row.by, subject=row, title="A comment was hidden", now=moment
    )
    row.reviewed_at, row.reviewed_by = moment, by
    row.save(update_fields=["reviewed_at", "reviewed_by"])
    if not stays:
        _undone(row, because or "The second person did not agree.", by, moment)
    facts = {"stays": stays} | second
    record(by=by, verb=Verb.REVIEW_HIDE, clause=HIDDEN, subject=row, facts=facts, at=moment)
    return row


@action()
def tick_characteristics(*, row: Hide, named: Sequence[str], by: Person, at: datetime | None = None) -> Hide:
    """Say which protected characteristics a hidden comment named; none is an answer too. A person says, never software."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if set(named) - set(PROTECTED):
        raise NotReady([Problem("Tick what it named.", "named")])
    row.characteristics = sorted(named)
    row.save(update_fields=["characteristics"])
    record(by=by, verb=Verb.TICK_CHARACTERISTICS, clause=HIDDEN, subject=row, facts={"how_many": len(named)}, at=moment)
    return row


@action()
def ask_ban(*, message: Message, reason: str, by: Person, at: datetime | None = None) -> Ban:
    """Ask that whoever wrote this is kept out. Nothing happens until a second person agrees."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if missing := _not_offered(message, "ban"):
        raise NotReady([missing])
    if not message.author_id:
        raise NotReady([Problem("The channel does not say who wrote it, so nobody can be kept out.")])
    if not reason.strip():
        raise NotReady([Problem("Say why.", "reason")])
    if message.bans.filter(confirmed_at=None, refused_at=None).exists():
        raise NotReady([Problem("Somebody asked for it already.")])
    row = Ban.objects.create(message=message, reason=reason.strip()[:500], asked_at=moment, asked_by=by)
    record(by=by, verb=Verb.ASK_BAN, clause=HIDDEN, subject=message.conversation, facts={"ban": row.pk}, at=moment)
    return row


@action()
def decide_ban(*, row: Ban, agrees: bool, by: Person, at: datetime | None = None) -> Ban:
    """The second person's answer. ``carry_out_ban`` then asks the channel."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if row.confirmed_at or row.refused_at:
        raise NotReady([Problem("It was decided already.")])
    second = require_second_person(
        act=Act.ANSWER_COMMENTS, by=by, asked_by=row.asked_by, subject=row, title="Somebody is kept out", now=moment
    )
    row.confirmed_at, row.refused_at = (moment, None) if agrees else (None, moment)
    row.confirmed_by = by
    row.save(update_fields=["confirmed_at", "refused_at", "confirmed_by"])
    verb = Verb.CONFIRM_BAN if agrees else Verb.REFUSE_BAN
    record(by=by, verb=verb, clause=HIDDEN, subject=row.message.conversation, facts=second, at=moment)
    return row


def carry_out_ban(row: Ban, now: datetime) -> Ban:
    """Ask the channel to keep them out. Asking twice is harmless."""
    channel = row.message.conversation.channel
    if channel is None or not row.confirmed_at:
        return row
    try:
        open_channel(channel).ban(row.message.author_id)
        row.done_at, row.problem = now, ""
    except (ChannelError, UnknownKind, CannotUnseal) as problem:
        row.problem = str(problem)[:300]
    row.save(update_fields=["done_at", "problem"])
    return row
