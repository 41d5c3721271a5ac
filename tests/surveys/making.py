"""A survey about getting online, asked of 850 homes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from steamie.people.models import Person
from steamie.surveys.actions.answering import Sheet, enter
from steamie.surveys.actions.waves import WavePlan, open_wave
from steamie.surveys.actions.writing import make_survey
from steamie.surveys.models import SurveyMode, SurveyWave

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday
CODES = ("home_internet", "device", "repair_online", "would_help", "age")


def ask(
    by: Person, *, codes: Sequence[str] = CODES, title: str = "Getting online", at: datetime = NOW, **plan: Any
) -> SurveyWave:
    """A wave that opened three weeks ago."""
    survey = make_survey(title=title, intro="", codes=codes, by=by, at=at)
    fields = {"title": "2026", "opens_on": date(2026, 11, 2), "closes_on": date(2026, 11, 30), "asked": 850} | plan
    return open_wave(survey=survey, plan=WavePlan(**fields), by=by, at=at)


def answer(wave: SurveyWave, by: Person, number: int, *, mode: SurveyMode = SurveyMode.PAPER, **choices: str) -> None:
    """So many people answered the same."""
    for _ in range(number):
        enter(wave=wave, sheet=Sheet(mode, {code: [one] for code, one in choices.items()}), by=by, at=NOW)
