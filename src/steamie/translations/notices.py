"""What people are written about translations: that theirs was approved, and is read by the public."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from steamie.evidence.models import Event
from steamie.people.notifying import NoticeTopic, WorkNotice, notifies, subject_of
from steamie.rules.written_languages import languages

from .models import Translation
from .verbs import Verb


@notifies(NoticeTopic.OWN_WORK, Verb.APPROVE_A_TRANSLATION)
def translation_approved(event: Event) -> Iterator[WorkNotice]:
    """Whoever brought it in."""
    row = subject_of(event, Translation)
    if row is not None:
        words = f"Your translation into {languages()[row.language].name} is approved"
        place = reverse("translations_desk:translation", args=[f"{row.kind}-{row.key}", row.language])
        yield WorkNotice(row.brought_in_by, words, place)
