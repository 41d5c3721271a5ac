"""Receiving suggestions, and answering each one with a reason (S-59)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from steamie.content.suggestions import letters
from steamie.content.suggestions.models import (
    Suggestion,
    SuggestionAnswer,
    SuggestionHold,
    SuggestionLink,
    SuggestionOutcome,
    SuggestionWay,
)
from steamie.content.suggestions.secrets import new_reference
from steamie.content.suggestions.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.files.models import Picture
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed, require
from steamie.rules.guessing import guess_share
from steamie.rules.permissions import Act
from steamie.rules.shares import in_force
from steamie.strategy import reading


class AlreadyAnswered(Exception):
    """Someone has given the answer already."""


@dataclass(frozen=True, slots=True)
class SuggestionInput:
    """A suggestion as it was sent, before it is on the record."""

    text: str
    group: str
    title: str = ""
    share: str = ""
    wanted_on: date | None = None
    link: str = ""
    picture: Picture | None = None
    alt: str = ""
    credit: str = ""
    email: str = ""


def suggest(
    *,
    by: Actor,
    details: SuggestionInput,
    came_by: SuggestionLink | None = None,
    way: SuggestionWay = SuggestionWay.ACCOUNT,
    submission: str | None = None,
    hold: str = "",
    at: datetime | None = None,
) -> Suggestion:
    """Put a suggestion on the record and thank its sender. The same ``submission`` twice gives the same suggestion.

    ``by`` is a person, or a visitor: on the website, or with a link that still holds.
    ``hold``: why it is kept back for a person to look at.
    """
    moment = at or timezone.now()
    _may_suggest(by, came_by, way, moment)
    if before := submission and Suggestion.objects.filter(submission=submission).first():
        return before
    try:
        return _written(by, details, {"came_by": came_by, "way": way, "submission": submission or None}, hold, moment)
    except IntegrityError:  # the same form arrived twice at once; the other one won
        return Suggestion.objects.get(submission=submission)


def _may_suggest(by: Actor, came_by: SuggestionLink | None, way: SuggestionWay, moment: datetime) -> None:
    if isinstance(by, Person):
        require(by, Act.SUGGEST, on=timezone.localdate(moment))
    elif way != SuggestionWay.SITE and (came_by is None or not came_by.live(moment)):
        raise NotAllowed("This link no longer opens the form.")


@action(unasked="suggest asks, or looks at the link")
def _written(by: Actor, details: SuggestionInput, origin: dict[str, Any], hold: str, moment: datetime) -> Suggestion:
    suggestion = Suggestion(reference=_free_reference(), received_at=moment, **origin)
    for name in ("text", "group", "wanted_on", "link", "picture", "alt", "credit", "email"):
        setattr(suggestion, name, getattr(details, name))
    suggestion.title = details.title or headline(details.text)
    suggestion.share = details.share or guess_share(details.text, reading.shares()).share or ""
    _say_who(suggestion, by)
    suggestion.save()
    if hold:
        SuggestionHold.objects.create(suggestion=suggestion, reason=hold, at=moment)
    facts = {"group": details.group, "way": suggestion.way, "held": bool(hold)}
    record(by=by, verb=Verb.SUGGEST, clause=Citation("suggestions.from"), subject=suggestion, reason=hold, facts=facts, at=moment)
    letters.thank(suggestion)
    return suggestion


def _say_who(suggestion: Suggestion, by: Actor) -> None:
    if not isinstance(by, Person):
        return
    if suggestion.way == SuggestionWay.ACCOUNT:
        suggestion.person = by
    else:
        suggestion.taken_by = by


def _free_reference() -> str:
    while Suggestion.objects.filter(reference=(reference := new_reference())).exists():
        pass
    return reference


def headline(text: str) -> str:
    """The first line or sentence, short enough for a list."""
    first = text.strip().splitlines()[0].strip()
    sentence, stop, _ = first.partition(". ")
    return _shortened(sentence + stop.strip() if stop else first)


def _shortened(text: str, length: int = 120) -> str:
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[40:] else cut) + "…"


@action()
def answer(
    *, suggestion: Suggestion, outcome: str, reason: str, by: Person, share: str = "", at: datetime | None = None
) -> SuggestionAnswer:
    """Say what becomes of it, and why; the sender is told. Only "kept for later" can be answered again.

    ``share`` sets right the guess of the share it counts as; a code that the strategy does not ask for changes nothing.
    """
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    _check_answer(outcome, reason)
    suggestion = Suggestion.objects.select_for_update(no_key=True).get(pk=suggestion.pk)
    before = SuggestionAnswer.objects.filter(suggestion=suggestion).first()
    if before and before.outcome != SuggestionOutcome.LATER:
        raise AlreadyAnswered(f"This was answered on {timezone.localtime(before.at):%-d %B}: {before.get_outcome_display()}.")
    if share and share != suggestion.share and in_force(share, reading.shares()):
        suggestion.share = share
        suggestion.save(update_fields=["share"])
    reply = before or SuggestionAnswer(suggestion=suggestion)
    reply.outcome, reply.reason, reply.by, reply.at = outcome, reason.strip(), by, moment
    reply.save()
    record(
        by=by, verb=Verb.ANSWER, clause=Citation("suggestions.from"), subject=suggestion, facts={"outcome": outcome}, at=moment
    )
    letters.tell_outcome(suggestion, by=by)
    return reply


def _check_answer(outcome: str, reason: str) -> None:
    if outcome not in SuggestionOutcome:
        raise ValidationError({"outcome": "Say whether we will use it, keep it for later, or not use it."})
    if not reason.strip():
        raise ValidationError({"reason": "Give the reason. The sender reads it."})


@action(none="it is in the queue already")
def release(*, suggestion: Suggestion, by: Person, at: datetime | None = None) -> None:
    """A person has looked at a suggestion that was held back: it joins the queue."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if SuggestionHold.objects.filter(suggestion=suggestion, released_at=None).update(released_at=moment, released_by=by):
        record(by=by, verb=Verb.RELEASE_SUGGESTION, clause=Citation("suggestions.from"), subject=suggestion, at=moment)


@action(none="it is left out already")
def leave_out(*, suggestion: Suggestion, by: Person, at: datetime | None = None) -> None:
    """A person has looked at a suggestion that was held back, and takes it for a machine's. It stays, and can still be let in."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if SuggestionHold.objects.filter(suggestion=suggestion, released_at=None, left_at=None).update(left_at=moment, left_by=by):
        record(by=by, verb=Verb.LEAVE_SUGGESTION_OUT, clause=Citation("suggestions.from"), subject=suggestion, at=moment)


@action(none="there is none to forget", machines=True)
def forget_addresses(*, by: Actor, before: datetime, at: datetime | None = None) -> int:
    """Take the e-mail addresses off suggestions answered before a moment (90 days back, by our promise). Returns how many."""
    gone = Suggestion.objects.filter(answer__at__lt=before).exclude(email="").update(email="")
    if gone:
        record(
            by=by,
            verb=Verb.FORGET_ADDRESSES,
            clause=Citation("policy.acknowledged", "data_protection"),
            subject="suggestions.suggestion",
            facts={"count": gone},
            at=at,
        )
    return gone
