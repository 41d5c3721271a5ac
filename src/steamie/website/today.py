"""What the website asks of people."""

from __future__ import annotations

from django.urls import reverse

from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import PageFeedback, ServicePage
from .models.catalogue import ServiceQuerySet
from .models.feedback import PageFeedbackQuerySet


def _waiting(viewer: Viewer) -> PageFeedbackQuerySet:
    return PageFeedback.objects.waiting()


@asks(Act.EDIT_WEBSITE, Urgency.ANSWER, when=_waiting)
def feedback_waits(viewer: Viewer) -> Task:
    """Words that people left on our pages."""
    rows = _waiting(viewer)
    number, oldest = rows.count(), rows.order_by("at")[0]
    return Task(
        title=f"{capitalised(spelt(number, 'comment'))} on our pages to deal with",
        why=f"The oldest is about {oldest.path}.",
        action="Read it" if number == 1 else "Read them",
        address=reverse("website_desk:feedback"),
        minutes=2 * min(number, 10),
        mark=Mark("info", "talk", "Feedback"),
    )


def _to_read_again(viewer: Viewer) -> ServiceQuerySet:
    return ServicePage.objects.to_read_again(viewer.today)


@asks(Act.EDIT_WEBSITE, Urgency.PLAN, when=_to_read_again)
def services_to_read_again(viewer: Viewer) -> Task:
    """Service pages past the day they were to be read again: the reader sees a warning on each."""
    rows = _to_read_again(viewer)
    number, first = rows.count(), rows[0]
    return Task(
        title=f"{capitalised(spelt(number, 'service page'))} to read again",
        why=f"“{first.title}” was due on {first.review_by:%-d %B}.",
        action="Read it" if number == 1 else "Read them",
        address=f"{reverse('website_desk:site')}#services",
        minutes=5 * min(number, 6),
        mark=Mark("warn", "flag", "Review"),
    )
