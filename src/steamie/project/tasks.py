"""The project's own tasks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from steamie.evidence import anchors
from steamie.people.models import Grant
from steamie.rules.permissions import Office

from . import health, rounds


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
    """Drop what Huey remembers of finished tasks; rows of ours say what happened. Sessions that ended go as well."""
    from django.contrib.sessions.models import Session  # noqa: PLC0415 -- only here, once a day

    Session.objects.filter(expire_date__lt=timezone.now() - timedelta(days=1)).delete()
    if "Huey" in settings.TASKS["default"]["BACKEND"]:
        from huey.contrib.djhuey import HUEY  # noqa: PLC0415 -- another engine may be in use

        HUEY.storage.flush_results()


@task()
def anchor_the_record(now: datetime) -> None:
    """Keep the head of the record outside the database, and mail it to whoever is auditor today (S-32)."""
    auditors = Grant.objects.in_force(timezone.localdate(now)).filter(office=Office.AUDITOR, person__is_active=True)
    anchors.anchor(now, to=sorted(set(auditors.values_list("person__email", flat=True))))
