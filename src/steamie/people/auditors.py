"""Who is auditor, for letters about the record."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.rules.permissions import Office

from .models import Grant


def addresses_of_auditors(now: datetime) -> list[str]:
    """The addresses of whoever holds the auditor's office on that day, each once."""
    grants = Grant.objects.in_force(timezone.localdate(now)).filter(office=Office.AUDITOR, person__is_active=True)
    return sorted(set(grants.values_list("person__email", flat=True)))
