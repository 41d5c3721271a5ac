"""The demonstration's survey comes through the actions, twice, and both times it is closed; another is open."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from steamie.desk.demonstration.surveys import ask_all
from steamie.people.models import Person
from steamie.rules.permissions import Office
from steamie.rules.standing import State
from steamie.surveys.models import SurveyAnswers, SurveyWave
from steamie.surveys.results import result_of
from tests.conftest import make_person
from tests.strategy.papers import stands
from tests.surveys.making import NOW

pytestmark = pytest.mark.django_db


class Cast(dict[str, Person]):
    """Who plays whom."""

    @property
    def officer(self) -> Person:
        return self["officer"]


def test_two_waves_that_closed_with_nothing_left_to_look_at(strategy: object, officer: Person, colleague: Person) -> None:
    forum = {name: make_person(Office.FORUM, name) for name in ("forum", "forum.member")}
    desk: Any = SimpleNamespace(cast=Cast(officer=officer, team=colleague, **forum), now=NOW)
    ask_all(desk)
    still_open, *waves = SurveyWave.objects.of_everybody()
    assert still_open.closed_at is None
    assert [bool(wave.closed_at) for wave in waves] == [True, True]
    assert not SurveyAnswers.objects.exclude(held_because="").exists()
    result = result_of(waves[0])
    assert result.tally.answers == 268
    assert set(result.tally.modes) == {"online", "paper", "phone"}
    assert result.questions[0].lines[0].since
    assert stands("S-78", NOW).state is State.MET
