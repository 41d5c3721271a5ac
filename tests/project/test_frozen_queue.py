"""A queue that takes the question and never answers keeps nobody waiting: not the clock, not the doctor."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from steamie.diary.models import Round
from steamie.project import examination, health
from steamie.project.engines import patience
from steamie.project.engines.patience import Asker, NotAnswering


@pytest.fixture
def frozen(settings: Any) -> Iterator[threading.Event]:
    settings.ENGINE = "steamie.project.engines.on_huey"
    thawed = threading.Event()
    yield thawed
    thawed.set()


def test_a_frozen_queue_is_given_up_and_asked_again_once_it_answers(frozen: threading.Event) -> None:
    asker = Asker()
    with pytest.raises(NotAnswering, match="did not answer"):
        asker.ask(frozen.wait, seconds=0.05)
    began = time.process_time()
    with pytest.raises(NotAnswering, match="still not answering"):
        asker.ask(frozen.wait, seconds=60)
    assert time.process_time() - began < 5
    frozen.set()
    for _ in range(100):
        try:
            assert asker.ask(lambda: 7, seconds=10) == 7
            break
        except NotAnswering:
            time.sleep(0.05)
    else:
        pytest.fail("it never answered again")
    with pytest.raises(ZeroDivisionError):
        asker.ask(lambda: 1 / 0)


@pytest.mark.django_db
def test_the_doctor_says_that_a_frozen_queue_does_not_answer(frozen: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = Asker()
    monkeypatch.setattr(examination, "ask", lambda question: asker.ask(question, seconds=0.05))
    monkeypatch.setattr(examination.engines, "chosen", lambda: SimpleNamespace(waiting=frozen.wait))

    finding = examination._queue()

    assert not finding.well
    assert "not answering" in finding.state


@pytest.mark.django_db
def test_the_doctor_tells_of_workers_on_other_machines() -> None:
    now = timezone.now()
    for name, minutes in (("near", 1), ("far", 30), ("taken-away", 60 * 30)):
        Round.objects.create(name=f"{health.WORKER_ON}{name}", last_at=now - timedelta(minutes=minutes))
    health.note_machine(now)
    health.note_machine(now)

    findings = {finding.what: finding.well for finding in examination._other_machines(now)}

    assert findings["Worker on near"]
    assert not findings["Worker on far"]
    assert "Worker on taken-away" not in findings
    assert len(findings) == 3


def test_without_a_queue_the_question_is_asked_at_once() -> None:
    assert patience.ask(threading.get_ident) == threading.get_ident()
