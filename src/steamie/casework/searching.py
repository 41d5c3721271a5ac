"""Search over cases: by reference, and by words and people where the searcher may read them."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from steamie.people.models import Person
from steamie.rules.phone_references import understood

from .models import Case
from .models.cases import CaseQuerySet


def found_by(cases: CaseQuerySet, person: Person, words: str) -> CaseQuerySet:
    """The cases that a search finds. Words and people are looked for only where this person reads them, so that a search
    tells nobody what a case is about that they may not open."""
    if reference := understood(words):
        return cases.filter(reference=reference)
    readable = Case.objects.worded_for(person, timezone.localdate()).filter(_about(words)).values("pk")
    return cases.filter(pk__in=readable)


def _about(words: str) -> Q:
    """Every word must stand somewhere in the case, its people or its trail's titles."""
    wanted = Q()
    for word in words.split()[:6]:
        whose = Q(party__name__icontains=word) | Q(party__address__icontains=word) | Q(party__postcode__icontains=word)
        reached = Q(party__email__icontains=word) | Q(party__phone__icontains=word)
        wanted &= Q(summary__icontains=word) | Q(words__icontains=word) | whose | reached
    return wanted
