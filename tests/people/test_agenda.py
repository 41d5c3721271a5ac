"""What Today asks: kept as one question for the hour, so it may hold nothing that changes within it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steamie.evidence.registers import discover
from steamie.people.asking import TaskKind, Viewer, registered
from steamie.people.models import Person
from steamie.rules.permissions import Office
from tests.conftest import make_person

pytestmark = pytest.mark.django_db
MORNING, NIGHT = datetime(2026, 11, 24, 0, 0, 1, tzinfo=UTC), datetime(2026, 11, 24, 23, 59, 58, tzinfo=UTC)


def question(kind: TaskKind, viewer: Viewer) -> Any:
    """The question of one kind, as the database is asked it."""
    return Person.objects.order_by().values(asked=kind.asked(viewer)).query.sql_with_params()


@pytest.mark.parametrize("office", Office)
def test_a_question_is_the_same_all_day_and_is_put_together_without_reading(strategy: object, office: Office) -> None:
    person = make_person(office)
    discover("today")
    kinds = [kind for kind in registered() if kind.act is None or Viewer(person, MORNING).may(kind.act)]
    before = {kind.name: question(kind, Viewer(person, MORNING)) for kind in kinds}  # also reads the offices of the day, once
    with CaptureQueriesContext(connection) as queries:
        after = {kind.name: question(kind, Viewer(person, NIGHT)) for kind in kinds}
    assert [name for name in before if before[name] != after[name]] == []
    # Our own lists are read with every request, and what they say is asked anew each hour.
    assert [each["sql"] for each in queries if "particulars_" not in each["sql"]] == []
