"""What translations ask of people."""

from __future__ import annotations

from django.urls import reverse

from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.permissions import Act
from steamie.rules.written_languages import languages

from . import sources
from .models import Translation, TranslationQuerySet


def _to_approve(viewer: Viewer) -> TranslationQuerySet:
    """Given to a checker, and expected by today; not what the viewer brought in."""
    waiting = Translation.objects.waiting().filter(being_checked_since__isnull=False, ready_on__lte=viewer.today)
    return waiting.exclude(brought_in_by=viewer.person)


@asks(Act.APPROVE, Urgency.SECOND_PERSON, when=_to_approve)
def translations_to_approve(viewer: Viewer) -> Task:
    """A translation was to be checked by now."""
    first = _to_approve(viewer)[0]
    text = sources.one(first.kind, first.key)
    return Task(
        title="A translation was to be checked by now",
        why=f"“{text.title if text else 'A page that is gone'}” in {languages()[first.language].name}.",
        action="Look at it",
        address=reverse("translations_desk:translation", args=[f"{first.kind}-{first.key}", first.language]),
        minutes=10,
        mark=Mark("info", "globe", "Translation"),
    )
