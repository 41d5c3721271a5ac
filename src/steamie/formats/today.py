"""What formats ask of people."""

from __future__ import annotations

from django.urls import reverse

from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.permissions import Act

from .models import SuppliedFormat
from .models.renditions import SuppliedFormatQuerySet


def _older(viewer: Viewer) -> SuppliedFormatQuerySet:
    return SuppliedFormat.objects.older().order_by("older_since", "pk")


@asks(Act.EDIT_WEBSITE, Urgency.PLAN, when=_older)
def formats_older_than_their_pages(viewer: Viewer) -> Task:
    """A page was changed, and a format that people made of it was not."""
    first = _older(viewer)[0]
    return Task(
        title="A format is older than its page",
        why=f"{first.get_format_display()}: the words of {first.path} have changed since it was made.",
        action="Look at it",
        address=reverse("formats_desk:formats"),
        minutes=10,
        mark=Mark("warn", "eye", "Format"),
    )
