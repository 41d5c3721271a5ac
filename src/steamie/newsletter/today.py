"""What news by e-mail asks of people."""

from __future__ import annotations

from django.urls import reverse

from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.permissions import Act

from .models import NewsLetter, NewsLetterQuerySet


def _waiting(viewer: Viewer) -> NewsLetterQuerySet:
    return NewsLetter.objects.waiting_for_a_yes()


@asks(Act.APPROVE, Urgency.WORDS_WAIT, when=_waiting)
def news_to_approve(viewer: Viewer) -> Task:
    """A letter of news that somebody wrote."""
    first = _waiting(viewer).order_by("written_at")[0]
    return Task(
        title=f"News by e-mail to approve: {first.subject}",
        why=f"For the list “{first.list.label}”. It goes out when you approve it.",
        action="Read it",
        address=reverse("newsletter_desk:letter", args=[first.pk]),
        minutes=5,
        mark=Mark("info", "mail", "News"),
    )
