"""What this room needs before the desk runs for real: a strategy in force, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.people.setting_up import Progress, SetupLine, SetupOrder, setup_lines

from .models import Association, Edition


@setup_lines(SetupOrder.STRATEGY)
def strategy(now: datetime) -> Iterator[SetupLine]:
    """An edition is in force."""
    done = Edition.objects.exists()
    progress, state = (Progress.DONE, "In force") if done else (Progress.TO_DO, "To do")
    yield SetupLine("strategy", "The strategy", progress, state, address=reverse("strategy:board"), basic=True)


@setup_lines(SetupOrder.ASSOCIATION)
def association(now: datetime) -> Iterator[SetupLine]:
    """The desk knows who the landlord is."""
    landlord = Association.objects.first()
    progress, state = (Progress.DONE, landlord.short_name or landlord.name) if landlord else (Progress.TO_DO, "To do")
    yield SetupLine("association", "The Association", progress, state, address=reverse("strategy:board"), basic=True)
