"""The clock keeps the head of the record outside the database, and the auditor gets a letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from steamie.content.posts.verbs import Verb
from steamie.evidence import anchoring, anchors
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.letters.models import Letter, LetterState
from steamie.people.models import Person
from steamie.project import examination, rounds, tasks, witnesses
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


@pytest.mark.clause("S-32")
def test_an_anchor_is_due_every_hour() -> None:
    assert [duty.every for duty in rounds.duties() if duty.name == "anchor"] == [timedelta(hours=1)]


@pytest.mark.clause("S-32")
@pytest.mark.django_db
def test_every_approval_asks_for_an_anchor_once_it_is_written(
    officer: Person,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(anchoring, "_ask", [tasks.anchor_at_once.enqueue])
    with django_capture_on_commit_callbacks(execute=True):
        record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")
    assert anchors.read() == []

    with django_capture_on_commit_callbacks(execute=True) as asked:
        approvals = [record(by=officer, verb=Verb.APPROVE, clause="S-60", subject=f"posts.post:{n}") for n in (1, 2)]

    assert len(asked) == 1
    assert anchors.last().digest == approvals[-1].digest
    assert mail.outbox == []


@pytest.mark.django_db
def test_the_auditor_hears_within_the_hour_of_what_a_person_did_and_otherwise_daily(officer: Person) -> None:
    now = timezone.now()
    assert witnesses.letter_is_due(now)
    event = record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")
    letter = Letter.objects.create(
        subject=f"{anchors.SUBJECT} {event.number}, 1 November 2026", to="auditor@example.org", state=LetterState.KEPT,
        private=False, bulk=False, kept_at=now, changed_at=now, since=now, message_id="1", sender="desk@example.org",
    )  # fmt: skip
    record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")

    assert not witnesses.letter_is_due(now + timedelta(hours=23))
    assert witnesses.letter_is_due(now + timedelta(hours=25))
    assert witnesses.vouched_by_letter() == 0, "a letter that waits vouches for nothing"
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.ACCEPTED)
    assert witnesses.vouched_by_letter() == event.number
    record(by=officer, verb=Verb.APPROVE, clause="S-60", subject="posts.post:1")
    assert witnesses.letter_is_due(now + timedelta(hours=1))


@pytest.mark.django_db
def test_the_doctor_says_where_nothing_outside_vouches_for_the_record(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.MAIL_SERVER = tmp_path, None
    assert not examination._anchors(timezone.now()).well
    settings.ANCHORS_FOLDER = str(tmp_path)
    assert examination._anchors(timezone.now()).well
