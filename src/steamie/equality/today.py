"""What equality asks of people: an impact assessment to look at again, on the day that was set for it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import ImpactAssessment


def _due(viewer: Viewer) -> QuerySet[ImpactAssessment]:
    """The newest assessment of each thing, where its day has come; the longest past first."""
    same = ImpactAssessment.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"))
    newer = same.filter(at__gt=OuterRef("at")) | same.filter(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    return ImpactAssessment.objects.filter(~Exists(newer), review_on__lte=viewer.today).order_by("review_on", "pk")


@asks(Act.PLAN, Urgency.PLAN, when=_due)
def assessments_to_look_at_again(viewer: Viewer) -> Task:
    """The assessment that is longest past its day; how many more there are is said."""
    first, *others = _due(viewer)[:MANY]
    many = f"{capitalised(spelt(len(others) + 1, 'impact assessment'))} are past their day"
    title = many if others else f"The impact assessment of “{first.title}” is past its day"
    return Task(
        title=title,
        why=f"“{first.title}” was to be looked at again on {first.review_on:%-d %B %Y}.",
        action="Look at it again" if not others else "Look at the first",
        address=_page(first),
        minutes=10 * (len(others) + 1),
        mark=Mark("warn", "flag", "Equality"),
    )


def _page(one: ImpactAssessment) -> str:
    return reverse("equality:assessment", args=[one.kind, one.key]) if one.key.isdigit() else reverse("equality:overview")
