"""Answers: sent by residents, or entered by staff from paper, the telephone, an event or a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import VISITOR
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.surveys.clauses import KEPT
from steamie.surveys.models import SurveyAnswers, SurveyMode, SurveyWave
from steamie.surveys.verbs import Verb


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person answered. ``number``: as it stands on the paper; empty when there is none."""

    mode: SurveyMode
    choices: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    number: str = ""


@action(unasked="anyone may answer", none="the same sheet came twice, and counts once")
def answer_online(
    *, wave: SurveyWave, sheet: Sheet, submission: str, hold: str = "", at: datetime | None = None
) -> SurveyAnswers:
    """Take what somebody sent. The same sheet twice is one answer. Raises ``NotReady`` when the wave is not open."""
    moment = at or timezone.now()
    if before := SurveyAnswers.objects.filter(submission=submission).first():
        return before
    if not wave.takes_answers(timezone.localdate(moment)):
        raise NotReady([Problem("This survey is closed, so your answers were not counted. You can still call us.")])
    row = _row(wave, sheet, moment, submission=submission, held_because=hold)
    record(by=VISITOR, verb=Verb.ANSWER_A_SURVEY, clause=KEPT, subject=wave, facts={"held": bool(hold)}, at=moment)
    return row


@action()
def enter(*, wave: SurveyWave, sheet: Sheet, by: Person, at: datetime | None = None) -> SurveyAnswers:
    """Enter what somebody answered otherwise. Raises ``NotReady`` for a number that was entered before, or a closed wave."""
    moment = at or timezone.now()
    require(by, Act.LOG_CASE, on=timezone.localdate(moment))
    _still_open(wave)
    if sheet.number and wave.answers.filter(number=sheet.number).exists():
        raise NotReady([Problem(f"Number {sheet.number} was entered already.", "number")])
    row = _row(wave, sheet, moment, entered_by=by)
    record(by=by, verb=Verb.ENTER_AN_ANSWER, clause=KEPT, subject=wave, facts={"mode": sheet.mode}, at=moment)
    return row


@action(none="every number was entered before")
def bring_in(*, wave: SurveyWave, sheets: Sequence[Sheet], by: Person, at: datetime | None = None) -> int:
    """Enter the answers of a sheet; numbers that were entered before are passed over. How many were new."""
    moment = at or timezone.now()
    require(by, Act.LOG_CASE, on=timezone.localdate(moment))
    _still_open(wave)
    before = set(wave.answers.exclude(number="").values_list("number", flat=True))
    fresh = [sheet for sheet in sheets if sheet.number not in before]
    for sheet in fresh:
        _row(wave, sheet, moment, entered_by=by)
    if fresh:
        facts = {"answers": len(fresh), "passed over": len(sheets) - len(fresh)}
        record(by=by, verb=Verb.BRING_IN_ANSWERS, clause=KEPT, subject=wave, facts=facts, at=moment)
    return len(fresh)


@action()
def decide(*, answers: SurveyAnswers, counts: bool, by: Person, at: datetime | None = None) -> None:
    """Say whether an answer that was held back counts. One that does not is thrown away."""
    moment, wave = at or timezone.now(), answers.wave
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if not answers.held_because:
        raise NotReady([Problem("Somebody has decided about it already.")])
    if counts:
        answers.held_because = ""
        answers.save(update_fields=["held_because"])
    else:
        answers.delete()
    record(by=by, verb=Verb.COUNT_AN_ANSWER, clause=KEPT, subject=wave, facts={"counts": counts}, at=moment)


def _still_open(wave: SurveyWave) -> None:
    if wave.closed_at:
        raise NotReady([Problem("This wave has closed, and what it came to is kept. Nothing can be added.")])


def _row(wave: SurveyWave, sheet: Sheet, moment: datetime, **more: object) -> SurveyAnswers:
    return SurveyAnswers.objects.create(
        wave=wave,
        mode=sheet.mode,
        number=sheet.number,
        day=timezone.localdate(moment),
        choices=sheet.choices,
        words=sheet.words,
        **more,
    )
