"""Asking a survey: from one day to another, and what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, Actor
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.surveys.clauses import KEPT
from steamie.surveys.models import Survey, SurveyWave
from steamie.surveys.tally import as_data, count
from steamie.surveys.verbs import Verb


@dataclass(frozen=True, slots=True)
class WavePlan:
    """When a survey is asked, and of how many. ``weights``: how many there are of each answer to ``weight_by``."""

    title: str
    opens_on: date
    closes_on: date
    asked: int
    weight_by: str = ""
    weights: Mapping[str, int] = field(default_factory=dict)


@action()
def open_wave(*, survey: Survey, plan: WavePlan, by: Person, at: datetime | None = None) -> SurveyWave:
    """Ask a survey. Raises ``NotReady`` when a wave of it is open, or the days or numbers cannot be."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    problems = list(_problems(survey, plan))
    if problems:
        raise NotReady(problems)
    wave = SurveyWave.objects.create(
        survey=survey,
        title=plan.title,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        asked=plan.asked,
        weight_by=plan.weight_by,
        weights=dict(plan.weights),
        opened_by=by,
    )
    facts = {"asked": plan.asked, "until": plan.closes_on.isoformat(), "weighted by": plan.weight_by}
    record(by=by, verb=Verb.OPEN_A_WAVE, clause=KEPT, subject=wave, facts=facts, at=moment)
    return wave


def _problems(survey: Survey, plan: WavePlan) -> list[Problem]:
    problems = []
    if plan.closes_on < plan.opens_on:
        problems.append(Problem("It cannot close before it opens.", "closes_on"))
    if survey.waves.filter(closed_at__isnull=True).exists():
        problems.append(Problem("This survey is being asked already. Close that first."))
    if not survey.questions.exists():
        problems.append(Problem("It has no questions yet."))
    if plan.weight_by:
        question = survey.questions.filter(code=plan.weight_by, segment=True).first()
        if question is None or set(plan.weights) != set(question.labels):
            problems.append(Problem("Say for every answer to that question how many people there are.", "weights"))
    return problems


@action(machines=True)
def close_wave(*, wave: SurveyWave, by: Actor, at: datetime | None = None) -> SurveyWave:
    """Take no more answers, and keep what it came to. Raises ``NotReady`` when answers wait for a look, or it has closed."""
    moment = at or timezone.now()
    if isinstance(by, Person):
        require(by, Act.PLAN, on=timezone.localdate(moment))
    row = SurveyWave.objects.select_for_update(no_key=True).get(pk=wave.pk)
    if row.closed_at:
        raise NotReady([Problem("It has closed already.")])
    if row.answers.exclude(held_because="").exists():
        raise NotReady([Problem("Look first at the answers that wait: do they count?")])
    tally = count(row.answers.counted().values_list("mode", "choices", "words"), list(row.survey.questions.all()))
    row.closed_at, row.tally = moment, as_data(tally)
    row.save(update_fields=["closed_at", "tally"])
    facts = {"answers": tally.answers, "asked": row.asked, "modes": tally.modes}
    record(by=by, verb=Verb.CLOSE_A_WAVE, clause=KEPT, subject=row, facts=facts, at=moment)
    return row


@action(machines=True, none="there are none to throw away")
def forget_answers(*, wave: SurveyWave, by: Actor = CLOCK, at: datetime | None = None) -> int:
    """Throw away the single answers of a wave that has closed; its counts stay. How many there were."""
    if isinstance(by, Person):
        require(by, Act.ERASE)
    if wave.closed_at is None:
        raise NotReady([Problem("It is still open.")])
    number, _ = wave.answers.all().delete()
    if number:
        record(by=by, verb=Verb.FORGET_ANSWERS, clause=KEPT, subject=wave, facts={"answers": number}, at=at or timezone.now())
    return number
