"""What people are written about suggestions they made on the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from steamie.evidence.models import Event
from steamie.people.notifying import NoticeTopic, WorkNotice, notifies, subject_of

from .models import Suggestion
from .verbs import Verb


@notifies(NoticeTopic.OWN_WORK, Verb.ANSWER)
def suggestion_answered(event: Event) -> Iterator[WorkNotice]:
    """Whoever made it with an account."""
    suggestion = subject_of(event, Suggestion)
    if suggestion is not None and suggestion.person is not None:
        words = f"Your suggestion {suggestion.reference} was answered"
        yield WorkNotice(suggestion.person, words, reverse("suggestions_desk:queue"))
