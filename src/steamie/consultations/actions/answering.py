"""Answering a consultation: once a household, which may change its answer until the last day; others apart, without a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from steamie.consultations.clauses import ON_THEIR_DATES
from steamie.consultations.models import AnswerPart, Consultation, ConsultationAnswer
from steamie.consultations.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import VISITOR, Actor
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.portal.models import Tenancy
from steamie.rules.permissions import Act


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What somebody answered: choices and words by the number of the question, and the sheet they came by.

    ``doubt``: why a person should look before it counts, where no household speaks; empty when there is none.
    """

    choices: Mapping[int, str]
    words: Mapping[int, str]
    submission: str
    doubt: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered at all."""
        return not any(self.choices.values()) and not any(words.strip() for words in self.words.values())


def answer(
    *, consultation: Consultation, sheet: AnswerSheet, tenancy: Tenancy | None, by: Actor = VISITOR, at: datetime | None = None
) -> ConsultationAnswer:
    """Take an answer. Raises ``NotReady`` outside of its days, when it is empty, and without a household where one is asked for.

    The same sheet twice is one answer; another one of the same household takes the place of the first.
    """
    moment = at or timezone.now()
    if isinstance(by, Person):
        require(by, Act.EDIT_WEBSITE, on=timezone.localdate(moment))
    _must_be_taken(consultation, sheet, tenancy, moment)
    try:
        return _answered(consultation, sheet, tenancy, by, moment)
    except IntegrityError:  # two of one household pressed at once, or one pressed twice
        return _answered(consultation, sheet, tenancy, by, moment)


def _must_be_taken(consultation: Consultation, sheet: AnswerSheet, tenancy: Tenancy | None, moment: datetime) -> None:
    day = timezone.localdate(moment)
    if not consultation.is_open(day):
        when = "has closed" if consultation.is_closed(day) else "is not open yet"
        raise NotReady([Problem(f"This consultation {when}. Your answer was not taken. You can send it to us as a message.")])
    if sheet.is_empty:
        raise NotReady([Problem("Answer one question at least.")])
    if tenancy is None and not consultation.takes_unnamed:
        raise NotReady([Problem("Only households of ours are asked. Sign in to your account, or answer on paper.")])


@action(unasked="answer asks people of the desk; whoever is asked may answer", none="the same sheet was sent before")
def _answered(
    consultation: Consultation, sheet: AnswerSheet, tenancy: Tenancy | None, by: Actor, moment: datetime
) -> ConsultationAnswer:
    if before := ConsultationAnswer.objects.filter(submission=sheet.submission).first():
        return before
    row, new = _row(consultation, sheet, tenancy, by, moment)
    row.parts.all().delete()
    AnswerPart.objects.bulk_create(
        AnswerPart(
            answer=row,
            question=question,
            choice=sheet.choices.get(question.pk, ""),
            words=sheet.words.get(question.pk, "").strip(),
        )
        for question in consultation.questions.all()
        if sheet.choices.get(question.pk) or sheet.words.get(question.pk, "").strip()
    )
    verb = Verb.ANSWER_A_CONSULTATION if new else Verb.CHANGE_AN_ANSWER
    facts = {"answer": row.pk, "household": tenancy is not None, "paper": row.on_paper, "held": not row.counts}
    record(by=by, verb=verb, clause=ON_THEIR_DATES, subject=consultation, facts=facts, at=moment)
    return row


def _row(
    consultation: Consultation, sheet: AnswerSheet, tenancy: Tenancy | None, by: Actor, moment: datetime
) -> tuple[ConsultationAnswer, bool]:
    fresh = {"submission": sheet.submission, "on_paper": isinstance(by, Person), "at": moment}
    with transaction.atomic():
        if tenancy is None:
            held = {"doubt": sheet.doubt, "counts": not sheet.doubt}
            return ConsultationAnswer.objects.create(consultation=consultation, **fresh, **held), True
        row, new = ConsultationAnswer.objects.get_or_create(consultation=consultation, tenancy=tenancy, defaults=fresh)
    if not new:
        row.submission, row.changed_at = sheet.submission, moment
        row.save(update_fields=["submission", "changed_at"])
    return row, new


@action(none="nothing was held back any more")
def settle_held(*, consultation: Consultation, up_to: int, counts: bool, by: Person, at: datetime | None = None) -> int:
    """Count the answers that were held back, or leave them out, as far as somebody saw them; how many there were.

    ``up_to``: the number of the last that was on the page. None is deleted: what was left out stays as it came.
    """
    moment = at or timezone.now()
    require(by, Act.EDIT_WEBSITE, on=timezone.localdate(moment))
    held = consultation.answers.to_look_at().filter(pk__lte=up_to)
    number = held.update(counts=counts, looked_at=moment, looked_by=by)
    if number:
        facts = {"answers": number, "counted": counts}
        record(by=by, verb=Verb.LOOK_AT_HELD_ANSWERS, clause=ON_THEIR_DATES, subject=consultation, facts=facts, at=moment)
    return number
