"""The project's own tasks."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from steamie.evidence import anchors, elsewhere
from steamie.people.auditors import addresses_of_auditors

from . import engines, forking, health, rounds, witnesses

log = logging.getLogger(__name__)


@task()
def beat() -> None:
    """The worker's heartbeat: it came through the queue, so the queue works too."""
    health.beat("worker")
    health.note_machine(timezone.now())


@task()
def go_round(name: str) -> None:
    """One of the clock's duties. What it took of memory is given back: the worker then rests for as long as nothing is due."""
    rounds.go(name)
    forking.give_back()


@task()
def forget_results() -> None:
    """Drop what the engine remembers of finished tasks; rows of ours say what happened. Sessions that ended go as well."""
    from django.contrib.sessions.models import Session  # noqa: PLC0415 -- only here, once a day

    Session.objects.filter(expire_date__lt=timezone.now() - timedelta(days=1)).delete()
    engines.chosen().forget()


@task()
def anchor_the_record(now: datetime | None = None) -> None:
    """Keep the head of the record outside the database and off the machine, and mail it to whoever is auditor today (S-32)."""
    moment = now or timezone.now()
    _anchor(moment, to=addresses_of_auditors(moment) if witnesses.letter_is_due(moment) else [])


@task()
def anchor_at_once() -> None:
    """As after an approval. The letter to the auditor follows within the hour."""
    _anchor(timezone.now(), to=[])


def _anchor(now: datetime, *, to: list[str]) -> None:
    try:
        anchors.anchor(now, to=to)
        elsewhere.push()
    except (anchors.Locked, elsewhere.NotPushed) as problem:
        log.warning("%s It is tried again within the hour.", problem)
