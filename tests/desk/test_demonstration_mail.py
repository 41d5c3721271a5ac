"""The demonstration's letters that came by e-mail are sorted by the rules for real ones, and answered."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from steamie.casework.models import Case, SortedLetter
from steamie.casework.models.mail import Became
from steamie.desk.demonstration import mail
from steamie.people.models import Person
from tests.casework.making import put_in

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Cast(dict[str, Person]):
    """People of the demonstration, by their part."""

    @property
    def officer(self) -> Person:
        """Who set the mailbox up."""
        return self["officer"]


@pytest.mark.django_db
def test_each_letter_is_sorted_answered_and_ended(
    officer: Person, colleague: Person, staff: Person, settings: Any, tmp_path: Any
) -> None:
    settings.DATA = settings.MEDIA_ROOT = tmp_path
    for person in (colleague, staff):
        put_in("housing", person)
    desk: Any = SimpleNamespace(cast=Cast({"officer": officer, "team": colleague, "staff.housing": staff}), now=NOW)
    mail.answer_all(desk)
    assert sorted(SortedLetter.objects.values_list("became", flat=True)) == [Became.ADDED, Became.OPENED, Became.OPENED]
    assert not Case.objects.open().exists()
    assert not any(case.clocks.running().exists() for case in Case.objects.all())
