"""The demonstration's crisis and its training: played through the rooms' own acts, and nothing is left waiting."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
import time_machine

from steamie.crisis.models import Crisis, HoldingLine
from steamie.desk.demonstration import crises, profiles
from steamie.desk.demonstration.cast import gather
from steamie.profiles.models import ProfileReport
from steamie.rules.standing import State
from tests.strategy.papers import stands

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.usefixtures("strategy")
def test_lines_are_ready_the_rehearsal_is_over_and_reports_are_answered() -> None:
    with time_machine.travel(NOW, tick=False):
        desk = cast(Any, SimpleNamespace(now=NOW, cast=gather(now=NOW)))
        profiles.keep_all(desk)
        crises.keep_all(desk)

        assert HoldingLine.objects.approved().count() == 3
        event = Crisis.objects.get()
        assert (event.score.answered, event.score.missed) == (10, 0)
        assert not Crisis.objects.going_on().exists()
        assert not HoldingLine.objects.waiting().exists()
        assert not ProfileReport.objects.waiting().exists()
        assert stands("S-12", NOW).state is State.MET
        assert stands("S-64", NOW).state is State.MET
