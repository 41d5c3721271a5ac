"""Writing a survey: its questions, until it is asked for the first time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.text import slugify

from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.surveys.bank import QuestionDraft, ready
from steamie.surveys.clauses import KEPT
from steamie.surveys.models import QuestionKind, Survey, SurveyQuestion
from steamie.surveys.verbs import Verb


@action()
def make_survey(*, title: str, intro: str, codes: Sequence[str], by: Person, at: datetime | None = None) -> Survey:
    """Write a survey with these questions of the bank."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    survey = Survey.objects.create(title=title, slug=free_slug(title), intro=intro, made_by=by, made_at=moment)
    for place, code in enumerate(codes, 1):
        append_question(survey, ready(code), place)
    record(by=by, verb=Verb.MAKE_A_SURVEY, clause=KEPT, subject=survey, facts={"questions": list(codes)}, at=moment)
    return survey


@action()
def add_question(*, survey: Survey, draft: QuestionDraft, by: Person, at: datetime | None = None) -> SurveyQuestion:
    """Add a question of one's own at the end. Raises ``NotReady`` once the survey was asked."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    _not_asked_yet(survey)
    problems = problems_of(draft)
    if survey.questions.filter(code=draft.code).exists():
        problems.insert(0, Problem("This survey asks that already.", "words"))
    if problems:
        raise NotReady(problems)
    last = survey.questions.order_by("-place").values_list("place", flat=True).first() or 0
    question = append_question(survey, draft, last + 1)
    record(by=by, verb=Verb.ADD_A_QUESTION, clause=KEPT, subject=survey, facts={"question": question.code}, at=moment)
    return question


@action()
def remove_question(*, question: SurveyQuestion, by: Person, at: datetime | None = None) -> None:
    """Take a question out. Raises ``NotReady`` once the survey was asked, or while another question needs its answers."""
    moment, survey = at or timezone.now(), question.survey
    require(by, Act.PLAN, on=timezone.localdate(moment))
    _not_asked_yet(survey)
    if survey.questions.filter(needs_code=question.code).exists():
        raise NotReady([Problem("Another question is asked only after this one. Take that one out first.")])
    code = question.code
    question.delete()
    record(by=by, verb=Verb.REMOVE_A_QUESTION, clause=KEPT, subject=survey, facts={"question": code}, at=moment)


def append_question(survey: Survey, draft: QuestionDraft, place: int) -> SurveyQuestion:
    """Add the row. A condition on a question that the survey does not ask is dropped: everybody is asked then."""
    code, wanted = draft.needs
    asked = code and survey.questions.filter(code=code).exists()
    return SurveyQuestion.objects.create(
        survey=survey,
        place=place,
        code=draft.code,
        words=draft.words,
        kind=draft.kind,
        options=[list(option) for option in draft.options],
        digital=draft.digital,
        segment=draft.segment,
        needs_code=code if asked else "",
        needs_options=list(wanted) if asked else [],
    )


def _not_asked_yet(survey: Survey) -> None:
    if survey.waves.exists():
        raise NotReady([Problem("It was asked already, so its questions stay as they are. Write another survey.")])


def problems_of(draft: QuestionDraft) -> list[Problem]:
    """Why a question cannot be asked so."""
    problems = []
    if draft.kind != QuestionKind.WORDS and len(draft.options) < 2:
        problems.append(Problem("Write at least two answers, one on each line.", "options"))
    if len({label.casefold() for _, label in draft.options}) != len(draft.options):
        problems.append(Problem("Two of the answers are the same.", "options"))
    return problems


def free_slug(title: str) -> str:
    """What a new survey is called in addresses."""
    wanted = slugify(title)[:50] or "survey"
    taken = set(Survey.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(one for one in (wanted, *(f"{wanted}-{number}" for number in range(2, 1000))) if one not in taken)
