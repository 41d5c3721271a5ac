"""Who is asked to be trained about own profiles: whoever works for us or sits on the committee."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from steamie.people.models import Grant, Person
from steamie.rules.permissions import Office

OF_OURS = (Office.OFFICER, Office.TEAM, Office.STAFF, Office.COMMITTEE)  # staff or volunteers, in the paper's words


def asked() -> QuerySet[Person]:
    """Everyone active who holds such an office today, by name."""
    holding = Grant.objects.in_force(timezone.localdate()).filter(office__in=OF_OURS)
    return Person.objects.filter(is_active=True, pk__in=holding.values("person")).order_by("name", "pk")
