"""A question that is put together once: each time it is asked it gives the rows as they are, also to another thread."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steamie.evidence.kept_rows import KeptQuestions, KeptRows
from steamie.people.models import Person
from steamie.rules.permissions import Office
from tests.conftest import make_person

pytestmark = pytest.mark.django_db
ANYBODY = -(2**40)


def test_rows_are_read_anew_with_what_is_put_in_and_what_belongs_to_them() -> None:
    first, second = make_person(Office.OFFICER), make_person(Office.TEAM)
    kept = KeptRows(Person.objects.filter(pk=ANYBODY).prefetch_related("grants"))
    for person, office in ((first, Office.OFFICER), (second, Office.TEAM), (first, Office.OFFICER)):
        [row] = kept.ask({ANYBODY: person.pk})
        assert (row, [grant.office for grant in row.grants.all()]) == (person, [office])
    Person.objects.filter(pk=second.pk).update(name="Another name")
    assert [row.name for row in kept.ask({ANYBODY: second.pk})] == ["Another name"]
    assert kept.ask() == []


def test_a_question_is_put_together_once_and_forgotten_when_there_are_too_many() -> None:
    put_together: list[int] = []

    def rows() -> object:
        put_together.append(1)
        return Person.objects.values("pk")

    questions = KeptQuestions(most=2)
    for key in ("a", "a", "b", "a", "c", "a"):
        with CaptureQueriesContext(connection) as queries:
            questions.about(key, rows).ask()  # type: ignore[arg-type]
        assert len(queries) == 1
    assert len(put_together) == 4
