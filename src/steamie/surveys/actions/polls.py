"""Putting a question to a group, and a member's answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import NamedActor
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.surveys.bank import QuestionDraft
from steamie.surveys.clauses import KEPT
from steamie.surveys.models import QuestionKind, Survey, SurveyAnswers, SurveyMode, SurveyWave
from steamie.surveys.polls import GROUPS, groups_of, mark_of, members
from steamie.surveys.verbs import Verb

from .writing import append_question, free_slug, problems_of

CODE = "poll"  # of its one question


@action()
def open_poll(
    *, question: str, options: Sequence[tuple[str, str]], group: str, closes_on: date, by: Person, at: datetime | None = None
) -> SurveyWave:
    """Put one question to a group until a day. Raises ``NotReady`` when it cannot be asked so."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    today, draft = timezone.localdate(moment), QuestionDraft(CODE, question, QuestionKind.ONE, tuple(options))
    problems = problems_of(draft)
    if group not in GROUPS or not (asked := members(group, today)):
        problems.append(Problem("Nobody of that group has an account, so nobody could answer.", "group"))
    if closes_on < today:
        problems.append(Problem("That day has passed. Choose today or later.", "closes_on"))
    if problems:
        raise NotReady(problems)
    survey = Survey.objects.create(
        title=question[:120], slug=free_slug(f"poll {question}"), made_by=by, made_at=moment, group=group
    )
    append_question(survey, draft, 1)
    wave = SurveyWave.objects.create(
        survey=survey, title=f"{today:%B %Y}", opens_on=today, closes_on=closes_on, asked=asked, opened_by=by
    )
    facts = {"asked": asked, "until": closes_on.isoformat(), "group": group}
    record(by=by, verb=Verb.OPEN_A_POLL, clause=KEPT, subject=wave, facts=facts, at=moment)
    return wave


@action()
def vote(*, wave: SurveyWave, option: str, by: Person, at: datetime | None = None) -> SurveyAnswers:
    """A member's answer. The record says that one of the group answered, never who. Raises ``NotReady`` if it cannot count."""
    moment = at or timezone.now()
    today = timezone.localdate(moment)
    require(by, Act.SUGGEST, on=today)
    group = wave.survey.group
    if group not in groups_of(by, today):
        raise NotReady([Problem("Only the members of the group that is asked can answer.")])
    if not wave.takes_answers(today):
        raise NotReady([Problem("This poll is closed, so your answer was not counted.")])
    if option not in wave.survey.questions.get(code=CODE).labels:
        raise NotReady([Problem("Choose one of the answers.", "option")])
    mark = mark_of(wave, by)
    if SurveyAnswers.objects.filter(submission=mark).exists():
        raise NotReady([Problem("You have answered this already. It counts once.")])
    row = SurveyAnswers.objects.create(wave=wave, mode=SurveyMode.ONLINE, day=today, submission=mark, choices={CODE: [option]})
    member = NamedActor(group, GROUPS[group])
    record(by=member, verb=Verb.ANSWER_A_POLL, clause=KEPT, subject=wave, at=moment)
    return row
