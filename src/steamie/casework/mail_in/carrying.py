"""Doing what was decided about a letter: opening a case for it, or putting it into one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from steamie.casework.actions.ending import reopen
from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.actions.trail import hear_more, step
from steamie.casework.models import Case, TrailEntry
from steamie.casework.models.mail import OPENS
from steamie.evidence.actors import VISITOR
from steamie.letters.mime.heads import LetterHead
from steamie.rules.cases import Way

from .attached import Attached, kept
from .plans import Arrival

WORDLESS = "(The letter has no words.)"
UNREAD = "(The letter could not be read here. It is kept as it came.)"
AGAIN = "They wrote again by e-mail after it had ended."  # a thank-you costs one press; what nobody sees costs them


def opened(arrival: Arrival, attached: Attached, now: datetime) -> TrailEntry:
    """A case of its own; the entry with their words."""
    letter, head = arrival.letter, arrival.mail.head
    report = Report(
        kind=OPENS,
        way=Way.EMAIL,
        words=_words(arrival),
        summary=letter.subject,
        whose=Whose(letter.sender_name, letter.sender, reach_by=_elsewhere(head)),
        received_at=letter.received_at,
        submission=f"mail:{letter.pk}",
        message_id=letter.message_id,
        pictures=kept(attached),
    )
    case = open_case(report=report, by=VISITOR, at=now)
    _remark(case, arrival, attached, now)
    return case.trail.earliest("pk")


def added(case: Case, arrival: Arrival, attached: Attached, now: datetime) -> TrailEntry:
    """More of the same matter. A case that has ended is opened again: nobody would see it otherwise."""
    case = Case.objects.locked(case)
    if not case.is_open:
        reopen(case=case, reason=AGAIN, by=VISITOR, at=now)
    letter = arrival.letter
    entry = hear_more(
        case=case,
        words=_words(arrival),
        way=Way.EMAIL,
        by=VISITOR,
        message_id=letter.message_id,
        happened_at=letter.received_at,
        at=now,
    )
    case.pictures.add(*kept(attached))
    other = letter.sender.lower() != case.party.email.lower()
    _remark(case, arrival, attached, now, [f"It came from another address: {letter.sender}"] if other else [])
    return entry


def noted(case: Case, arrival: Arrival, now: datetime) -> TrailEntry:
    """An automatic answer, for staff: it is nobody's turn because of it."""
    return step(case=case, title="An automatic answer came", at=now, words=_words(arrival))


def _words(arrival: Arrival) -> str:
    return arrival.mail.words or (UNREAD if arrival.problem else WORDLESS)


def _elsewhere(head: LetterHead) -> str:
    """Where they ask for answers, when it is not the address they write from."""
    elsewhere = head.reply_to and head.reply_to.lower() != head.sender.lower()
    return f"E-mail to {head.reply_to}"[:120] if elsewhere else ""


def _remark(case: Case, arrival: Arrival, attached: Attached, now: datetime, more: Sequence[str] = ()) -> None:
    """Say in the trail what of the letter is not here, and what was guessed."""
    lines = [*more, *arrival.mail.doubts, *attached.not_kept]
    if lines:
        title = "About this letter" if not attached.not_kept else f"Not kept of what was attached: {len(attached.not_kept)}"
        step(case=case, title=title, at=now, words="\n".join(lines))
