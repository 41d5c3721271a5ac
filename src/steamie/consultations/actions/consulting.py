"""Writing a consultation, opening it, and saying what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.text import slugify

from steamie.consultations.clauses import ON_THEIR_DATES
from steamie.consultations.models import Consultation, ConsultationQuestion
from steamie.consultations.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.rules.question_lists import read_questions


@dataclass(frozen=True, slots=True)
class ConsultationPlan:
    """What is asked, of whom, and between which days. ``questions``: as ``rules.question_lists`` reads them."""

    title: str
    about: str
    questions: str
    opens_on: date
    closes_on: date
    asked: str


@action()
def draft(*, plan: ConsultationPlan, by: Person, at: datetime | None = None) -> Consultation:
    """Write a consultation; nobody sees it yet. Raises ``NotReady``, naming what is wrong."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    if plan.closes_on < plan.opens_on:
        raise NotReady([Problem("It closes before it opens.", "closes_on")])
    try:
        questions = read_questions(plan.questions)
    except ValueError as problem:
        raise NotReady([Problem(str(problem), "questions")]) from None
    names = ("title", "about", "opens_on", "closes_on", "asked")
    values = {name: getattr(plan, name) for name in names}
    row = Consultation.objects.create(slug=free_slug(Consultation, plan.title), made_by=by, made_at=moment, **values)
    ConsultationQuestion.objects.bulk_create(
        ConsultationQuestion(consultation=row, position=number, words=one.words, choices=list(one.choices))
        for number, one in enumerate(questions)
    )
    facts = {"questions": len(questions), "asked": plan.asked}
    record(by=by, verb=Verb.DRAFT_A_CONSULTATION, clause=ON_THEIR_DATES, subject=row, facts=facts, at=moment)
    return row


def free_slug(model: type, title: str) -> str:
    """An address for a page of this title that no other has."""
    plain = slugify(title)[:70].strip("-") or "page"
    slug, number = plain, 2
    while model.objects.filter(slug=slug).exists():  # type: ignore[attr-defined]  # every model has its rows
        slug, number = f"{plain}-{number}", number + 1
    return slug


@action()
def publish(*, consultation: Consultation, by: Person, at: datetime | None = None) -> Consultation:
    """Announce it. Who is asked, its days and its questions stand on its page from now, and do not change again."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    row = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    if row.published_at:
        raise NotReady([Problem("It was published already.")])
    if row.closes_on < timezone.localdate(moment):
        raise NotReady([Problem("Its last day is over. Write it anew with other days.")])
    row.published_at = moment
    row.save(update_fields=["published_at"])
    days = {"opens": row.opens_on.isoformat(), "closes": row.closes_on.isoformat()}
    record(by=by, verb=Verb.PUBLISH_A_CONSULTATION, clause=ON_THEIR_DATES, subject=row, facts=days, at=moment)
    return row


@action()
def decide(*, consultation: Consultation, words: str, by: Person, at: datetime | None = None) -> Consultation:
    """Tell everybody what was decided. Raises ``NotReady`` while answers are taken still, and without words."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    row = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    if row.published_at is None or not row.is_closed(timezone.localdate(moment)):
        raise NotReady([Problem("Answers are taken still. Wait until it has closed.", "words")])
    if not words.strip():
        raise NotReady([Problem("Write what was decided, and what the answers had to do with it.", "words")])
    row.decided, row.decided_at = words.strip(), moment
    row.save(update_fields=["decided", "decided_at"])
    record(by=by, verb=Verb.SAY_WHAT_WAS_DECIDED, clause=ON_THEIR_DATES, subject=row, at=moment)
    return row
