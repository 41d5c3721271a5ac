"""The clock keeps the head of the record outside the database, and the auditor gets a letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core import mail

from steamie.evidence import anchors
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.people.models import Person
from steamie.project import rounds
from tests.evidence.tampering import Tried


@pytest.mark.django_db
@pytest.mark.clause("S-32")
def test_the_head_is_kept_and_mailed_to_the_auditor(settings, tmp_path: Path, auditor: Person, officer: Person) -> None:
    settings.DATA = tmp_path
    event = record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")
    rounds.go("anchor")
    rounds.go("anchor")
    assert anchors.last().digest == event.digest
    assert [letter.to for letter in mail.outbox] == [[auditor.email]]


@pytest.mark.django_db
def test_a_review_is_not_escalated_before_set_up() -> None:
    rounds.go("overdue review")
    assert mail.outbox == []
