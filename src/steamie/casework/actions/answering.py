"""Answering by e-mail: the letter goes into the outbox, and how it stands is shown from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from steamie.casework.clauses import KEPT
from steamie.casework.models import Case, TrailEntry
from steamie.casework.models.trail import EntryKind
from steamie.casework.sight import require_words
from steamie.casework.timing import ANSWER, meet
from steamie.casework.verbs import Verb
from steamie.evidence.actions import record, reference
from steamie.letters.models import Mailbox
from steamie.letters.outbox import keep
from steamie.letters.tasks import send_letters
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way
from steamie.rules.delivery import ABOUT, ASKED_BY, PLACE

WRITTEN_BY_A_PERSON = {"Auto-Submitted": "no"}  # RFC 3834: a holiday notice may answer a person's letter


@dataclass(frozen=True, slots=True)
class Answer:
    """What we write back. ``settles``: it answers what they asked; otherwise it only holds the line."""

    words: str
    settles: bool = True


@action()
def send_email(*, case: Case, answer: Answer, by: Person, at: datetime | None = None) -> TrailEntry:
    """Put an answer in the outbox and in the trail. Raises ``NotReady`` where there is no address, or an e-mail could harm."""
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    _may_be_written_to(case, answer)
    row = _sent(case, answer.words, by, moment)
    if answer.settles:
        meet(case, duty=ANSWER, at=moment)
    case.their_turn_since = moment
    case.save(update_fields=["their_turn_since"])
    facts = {"entry": row.pk, "letter": row.letter_id, "settles": answer.settles}
    record(by=by, verb=Verb.ANSWER_IN_A_CASE, clause=KEPT, subject=case, facts=facts, at=moment)
    transaction.on_commit(send_letters.enqueue, robust=True)
    return row


def _may_be_written_to(case: Case, answer: Answer) -> None:
    if case.masked:
        raise NotReady([Problem("Somebody else may read their e-mail. Call them, in the way they said is safe.", "words")])
    if not case.party.email:
        raise NotReady([Problem("They gave no e-mail address. Call or write to them, and put that in the trail.", "words")])
    if not answer.words.strip():
        raise NotReady([Problem("Write your answer first.", "words")])


def _sent(case: Case, words: str, by: Person, moment: datetime) -> TrailEntry:
    return put_in_outbox(case, words, title="An e-mail", subject=f"About your {case.sort.label.lower()}", by=by, at=moment)


def put_in_outbox(case: Case, words: str, *, title: str, subject: str, by: Person | None, at: datetime) -> TrailEntry:
    """Put an e-mail about a case in the outbox and in its trail. Acts call it; it is no act of its own, and asks nothing."""
    message = EmailMessage(
        f"{subject} [{case.reference}]",
        f"{words.strip()}\n\n{by.name if by else case.team.name}\nYour reference: {case.reference}\n",
        to=[case.party.email],
        reply_to=_answers_go_to(case),
        headers=_threaded(case) | (WRITTEN_BY_A_PERSON | _concerning(case, by) if by else {}),
    )
    (letter,) = keep(message, now=at)
    return TrailEntry.objects.create(
        case=case,
        kind=EntryKind.WENT_OUT,
        way=Way.EMAIL.value,
        at=at,
        written_at=at,
        by=by,
        title=title,
        words=words,
        letter=letter,
        message_id=letter.message_id,
        for_them=True,
    )


def _answers_go_to(case: Case) -> list[str] | None:
    """The mailbox that is read, so that an answer comes back into the case; else the team's own address."""
    mailbox = Mailbox.objects.in_use()
    address = mailbox.address if mailbox else case.team.email
    return [address] if address else None


def _concerning(case: Case, by: Person) -> dict[str, str]:
    """Whoever wrote it hears of it when it comes back, with the case to put it right in."""
    return {ABOUT: reference(case), ASKED_BY: by.reference, PLACE: reverse("casework:case", args=[case.reference])}


def _threaded(case: Case) -> dict[str, str]:
    """The headers that put an answer under the last letter that came, after all that were written (RFC 5322)."""
    rows = [(kind, number) for kind, number in case.trail.order_by("at", "pk").values_list("kind", "message_id") if number]
    if not rows:
        return {}
    theirs = [number for kind, number in rows if kind == EntryKind.CAME_IN]
    last = theirs[-1] if theirs else rows[-1][1]
    earlier = [number for _, number in rows if number != last]
    return {"In-Reply-To": last, "References": " ".join([*earlier[-9:], last])}
