"""What a person does about a letter. Each is in the record by the letter's number; addresses and words are not."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.letters import returns
from steamie.letters.models import Letter, LetterState
from steamie.letters.outbox import keep, pass_to
from steamie.letters.tasks import send_letters
from steamie.letters.verbs import Verb
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act

TEST_WORDS = (
    "This letter was written to try the desk's mail server.\n\n"
    "If you can read it, letters arrive. You do not need to answer it, and you can throw it away.\n"
)


@action()
def try_again(*, letter: Letter, by: Person, now: datetime | None = None) -> Letter:
    """Send a letter that rests once more, under the same number. Raises ``ValidationError`` when its words are gone."""
    require(by, Act.MANAGE_PEOPLE)
    moment, row = now or timezone.now(), _locked(letter)
    if not row.waits_for_a_person:
        raise ValidationError("This letter does not wait for anyone any more.")
    if not row.content:
        raise ValidationError("The words of this letter were thrown away when the mail server took it. Write a new one.")
    row.since, row.failed, row.unanswered = moment, 0, 0
    pass_to(row, LetterState.KEPT, at=moment, by=by, next_at=moment)
    record(by=by, verb=Verb.SEND_AGAIN, clause=Citation("suggestions.from"), subject=row, at=moment)
    transaction.on_commit(send_letters.enqueue, robust=True)
    return row


@action()
def set_aside(*, letter: Letter, reason: str, by: Person, now: datetime | None = None) -> Letter:
    """Let a letter that rests be: nobody needs it any more, or it was told otherwise."""
    require(by, Act.MANAGE_PEOPLE)
    moment, row = now or timezone.now(), _locked(letter)
    if not row.waits_for_a_person:
        raise ValidationError("This letter does not wait for anyone any more.")
    pass_to(row, LetterState.SET_ASIDE, at=moment, by=by, why=reason)
    record(by=by, verb=Verb.SET_A_LETTER_ASIDE, clause=Citation("suggestions.from"), subject=row, at=moment)
    return row


@action(none="there is none to set aside")
def set_all_aside(*, reason: str, by: Person, now: datetime | None = None) -> int:
    """Let every letter be that was written while no mail server was set up; how many."""
    require(by, Act.MANAGE_PEOPLE)
    moment = now or timezone.now()
    rows = list(Letter.objects.not_set_up().select_for_update(no_key=True))
    for row in rows:
        pass_to(row, LetterState.SET_ASIDE, at=moment, by=by, why=reason)
    if rows:
        facts = {"letters": len(rows)}
        record(
            by=by,
            verb=Verb.SET_LETTERS_ASIDE,
            clause=Citation("suggestions.from"),
            subject=Letter._meta.label_lower,
            facts=facts,
            at=moment,
        )
    return len(rows)


@action(machines=True)
def record_bounce(*, letter: Letter, reason: str, by: Actor, now: datetime | None = None) -> Letter:
    """Write down that a letter the mail server had taken came back."""
    if isinstance(by, Person):
        require(by, Act.MANAGE_PEOPLE)
    moment, row = now or timezone.now(), _locked(letter)
    if row.state != LetterState.ACCEPTED:
        raise ValidationError("Only a letter that the mail server took can come back.")
    pass_to(row, LetterState.BOUNCED, at=moment, by=by, why=reason)
    record(by=by, verb=Verb.SEE_A_LETTER_BACK, clause=Citation("suggestions.from"), subject=row, at=moment)
    return row


def take_report(*, content: bytes, by: Actor, now: datetime | None = None) -> list[Letter]:
    """Write down which letters came back, by the report a mail server sent us: the letters. Raises ``returns.NotAReport``.

    A person may hand over a report that names no letter; the only one that was taken for that address is meant. Whatever
    comes by itself must name the letter: anybody can write to our letter box.
    """
    if isinstance(by, Person):
        require(by, Act.MANAGE_PEOPLE)
    reports = [report for report in returns.read(content) if report.is_final]
    pairs = [(report, letter) for report in reports if (letter := _reported(report, by))]
    return [record_bounce(letter=letter, reason=report.why, by=by, now=now) for report, letter in pairs]


def _reported(report: returns.DeliveryReport, by: Actor) -> Letter | None:
    letters = Letter.objects.filter(state=LetterState.ACCEPTED)
    if report.message_id:
        return letters.filter(message_id=report.message_id).first()
    to_them = list(letters.filter(to__iexact=report.recipient)[:2])
    return to_them[0] if len(to_them) == 1 and isinstance(by, Person) else None


@action(machines=True)
def show(*, letter: Letter, by: Actor, now: datetime | None = None) -> str:
    """The words of a letter that surely did not arrive, to be handed over otherwise. Looking is in the record: it may let in."""
    if isinstance(by, Person):
        require(by, Act.MANAGE_PEOPLE)
    row = _locked(letter)
    if not row.can_be_shown:
        raise ValidationError("Only the words of a letter that did not arrive are shown.")
    record(by=by, verb=Verb.SHOW_A_LETTER, clause=Citation("access.granted_to"), subject=row, at=now or timezone.now())
    return row.words


@action(machines=True)
def send_test(*, address: str, by: Actor, now: datetime | None = None) -> Letter:
    """Put a test letter in the outbox."""
    if isinstance(by, Person):
        require(by, Act.MANAGE_PEOPLE)
    (letter,) = keep(EmailMessage("A test letter from the desk", TEST_WORDS, to=[address]), now=now)
    record(by=by, verb=Verb.TRY_THE_MAIL_SERVER, clause=Citation("suggestions.from"), subject=letter, at=now or timezone.now())
    transaction.on_commit(send_letters.enqueue, robust=True)
    return letter


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(no_key=True).get(pk=letter.pk)
