"""Deciding what becomes of a letter. It only looks: what was decided is done elsewhere, in one transaction.

The rules are asked in order, and the first that has an answer is followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from steamie.casework.models import Case, TrailEntry
from steamie.casework.models.mail import Became, Doubt
from steamie.casework.models.trail import EntryKind
from steamie.letters import returns
from steamie.letters.mime.heads import ADDRESS
from steamie.letters.mime.letters import ReadLetter
from steamie.letters.mime.machines import Machine
from steamie.letters.models import IncomingLetter, Letter
from steamie.rules.phone_references import understood

REFERENCE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{3}[ –-]?[A-Za-z0-9]{3}(?![A-Za-z0-9])")
SOON = timedelta(days=1)  # the same words without a number within this are the same letter
OURS = (EntryKind.WENT_OUT, EntryKind.STEP)  # entries whose numbers only who got our letter knows


@dataclass(frozen=True, slots=True)
class Arrival:
    """A letter that came, and what it says; nothing where it could not be read."""

    letter: IncomingLetter
    mail: ReadLetter
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """What is to become of a letter."""

    became: Became
    why: str = ""
    doubt: Doubt | None = None
    case: Case | None = None
    does: Callable[[Arrival, datetime], None] | None = None  # what a room above does with it, in the same transaction


Rule = Callable[[Arrival], LetterPlan | None]
OF_OTHER_ROOMS: list[Rule] = []


def sorts_mail(rule: Rule) -> Rule:
    """Decorates a rule of a room above, which knows letters that are nobody's to answer by e-mail."""
    OF_OTHER_ROOMS.append(rule)
    return rule


def plan(arrival: Arrival) -> LetterPlan:
    """What becomes of this letter."""
    answers = (rule(arrival) for rule in RULES)
    return next((answer for answer in answers if answer), LetterPlan(Became.OPENED))


def _held(doubt: Doubt, why: str, case: Case | None = None) -> LetterPlan:
    return LetterPlan(Became.HELD, why, doubt, case)


def _unreadable(arrival: Arrival) -> LetterPlan | None:
    return _held(Doubt.UNREADABLE, arrival.problem) if arrival.problem else None


def _repeated(arrival: Arrival) -> LetterPlan | None:
    """It came by two ways, or the mailbox was rebuilt."""
    letter = arrival.letter
    earlier = IncomingLetter.objects.filter(pk__lt=letter.pk)
    if not letter.message_id:
        same = earlier.filter(message_id="", digest=letter.digest, received_at__gte=letter.received_at - SOON)
        return LetterPlan(Became.REPEATED, "The same letter had come before.") if same.exists() else None
    same = earlier.filter(message_id=letter.message_id)
    if same.filter(digest=letter.digest).exists():
        return LetterPlan(Became.REPEATED, "The same letter had come before.")
    return _held(Doubt.SPAM, "Another letter came under the same number.") if same.exists() else None


def _our_own(arrival: Arrival) -> LetterPlan | None:
    """A letter of ours that came round to us, or one that claims to be."""
    if Letter.objects.filter(message_id=arrival.letter.message_id).exclude(message_id="").exists():
        return LetterPlan(Became.MACHINE, "It is a copy of a letter of ours.")
    ours = {arrival.letter.mailbox.address.lower(), *(one.lower() for one in ADDRESS.findall(settings.DEFAULT_FROM_EMAIL))}
    if arrival.mail.head.sender.lower() in ours:
        return _held(Doubt.SPAM, "It claims to come from our own address.")
    return None


def _report(arrival: Arrival) -> LetterPlan | None:
    """What a mail server says about a letter of ours, or that somebody opened one."""
    if arrival.mail.machine is Machine.RECEIPT:
        return LetterPlan(Became.MACHINE, "It says that somebody opened a letter of ours.")
    if arrival.mail.machine is not Machine.DELIVERY:
        return None
    try:
        reports = returns.read(bytes(arrival.letter.content))
    except returns.NotAReport:
        return _held(Doubt.MACHINE, "A mail server wrote it, perhaps about a letter that came back.")
    if any(report.is_final for report in reports):
        return LetterPlan(Became.RETURNED)
    return LetterPlan(Became.MACHINE, "It says that a letter of ours is late, or arrived.")


def _known_elsewhere(arrival: Arrival) -> LetterPlan | None:
    """What another room knows, such as a channel's letter about a comment."""
    answers = (rule(arrival) for rule in OF_OTHER_ROOMS)
    return next((answer for answer in answers if answer), None)


def _automatic(arrival: Arrival) -> LetterPlan | None:
    """What nobody typed. An automatic answer to a letter of ours is noted in its case, and moves nothing."""
    machine, case = arrival.mail.machine, _followed(arrival)
    if machine in (Machine.ANSWER, Machine.PERHAPS_ANSWER) and case:
        return LetterPlan(Became.MACHINE, "An automatic answer to a letter of ours.", case=case)
    if machine is Machine.ANSWER:
        return LetterPlan(Became.MACHINE, "An automatic answer.")
    if machine is Machine.NONE or case:
        return None
    why = {
        Machine.PERHAPS_ANSWER: "It looks like an automatic answer.",
        Machine.LIST: "It was sent to many at once.",
        Machine.OTHER: "A machine sent it; nobody reads answers there.",
    }
    return _held(Doubt.MACHINE, why.get(machine, ""))


def _suspected(arrival: Arrival) -> LetterPlan | None:
    return _held(Doubt.SPAM, arrival.mail.suspicion) if arrival.mail.suspicion else None


def _senders(arrival: Arrival) -> LetterPlan | None:
    head = arrival.mail.head
    if head.senders > 1:
        return _held(Doubt.SPAM, "It names more than one sender.")
    return None if head.sender else _held(Doubt.SPAM, "It names no sender who can be written to.")


def _empty(arrival: Arrival) -> LetterPlan | None:
    if arrival.mail.encrypted:
        return _held(Doubt.UNREADABLE, "It is encrypted, and the desk has no key.")
    if arrival.mail.is_empty:
        return _held(Doubt.UNREADABLE, "There is nothing in it: no subject, no words, nothing attached.")
    return None


def _thread(arrival: Arrival) -> LetterPlan | None:
    """An answer to a letter of ours belongs to its case, whoever writes it: only who has our letter knows its number.

    One that follows a letter of theirs must come from their address too.
    """
    if case := _followed(arrival):
        return LetterPlan(Became.ADDED, case=case)
    theirs = TrailEntry.objects.filter(kind=EntryKind.CAME_IN, message_id__in=arrival.mail.head.follows)
    entry = theirs.select_related("case__party").order_by("-pk").first()
    return _if_theirs(arrival, entry.case, "It follows a letter that another address sent.") if entry else None


def _followed(arrival: Arrival) -> Case | None:
    """The case of the letter of ours that this one answers."""
    numbers = arrival.mail.head.follows
    entries = TrailEntry.objects.filter(kind__in=OURS, message_id__in=numbers).select_related("case")
    return min(entries, key=lambda entry: numbers.index(entry.message_id)).case if entries else None


def _reference(arrival: Arrival) -> LetterPlan | None:
    """A reference in the subject counts only from the address that the case has: anybody may have overheard one."""
    written = {understood(one) for one in REFERENCE.findall(arrival.mail.head.subject)} - {""}
    cases = list(Case.objects.filter(reference__in=written).select_related("party")[:2])
    if len(cases) > 1:
        return _held(Doubt.THEIRS, "Its subject names more than one case.")
    return _if_theirs(arrival, cases[0], "It names a case, and comes from another address than that case has.") if cases else None


def _if_theirs(arrival: Arrival, case: Case, otherwise: str) -> LetterPlan:
    own = bool(case.party.email) and case.party.email.lower() == arrival.mail.head.sender.lower()
    return LetterPlan(Became.ADDED, case=case) if own else _held(Doubt.THEIRS, otherwise, case)


RULES: tuple[Rule, ...] = (
    _unreadable,
    _repeated,
    _our_own,
    _report,
    _known_elsewhere,
    _automatic,
    _suspected,
    _senders,
    _empty,
    _thread,
    _reference,
)
