"""The project's own tasks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from steamie.evidence import anchors
from steamie.people.models import Grant
from steamie.rules.permissions import Office

from . import engines, health, rounds


@task()
def beat() -> None:
    """The worker's heartbeat: it came through the queue, so the queue works too."""
    health.beat("worker")


@task()
def go_round(name: str) -> None:
    """One of the clock's duties."""
    rounds.go(name)


@task()
def forget_results() -> None:
    """Drop what the engine remembers of finished tasks; rows of ours say what happened. Sessions that ended go as well."""
    from django.contrib.sessions.models import Session  # noqa: PLC0415 -- only here, once a day

    Session.objects.filter(expire_date__lt=timezone.now() - timedelta(days=1)).delete()
    engines.chosen().forget()


@task()
def anchor_the_record(now: datetime) -> None:
    """Keep the head of the record outside the database, and mail it to whoever is auditor today (S-32)."""
    auditors = Grant.objects.in_force(timezone.localdate(now)).filter(office=Office.AUDITOR, person__is_active=True)
    anchors.anchor(now, to=sorted(set(auditors.values_list("person__email", flat=True))))
