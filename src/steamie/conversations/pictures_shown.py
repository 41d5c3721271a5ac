"""The pictures of a quarter's posts, for somebody to look at; and whether anybody has."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from steamie.content.posts.models import Publication
from steamie.files.models import Picture
from steamie.rules.quarters import Span, preceding, quarter_of

from .models import PictureLook


def last_quarter(now: datetime) -> Span:
    """The newest quarter that is over."""
    return preceding(quarter_of(timezone.localdate(now)))


def pictures_of(span: Span) -> QuerySet[Picture]:
    """Every picture that was seen with a post of a quarter, once."""
    first = timezone.make_aware(datetime.combine(span.first, time.min))
    last = timezone.make_aware(datetime.combine(span.last, time.max))
    sent = Publication.objects.filter(published_at__gte=first, published_at__lte=last).values("post")
    return Picture.objects.filter(uses__post__in=sent).distinct().order_by("pk")


def looked_at(first: date) -> PictureLook | None:
    """The look at a quarter; None while nobody has looked."""
    return PictureLook.objects.filter(quarter=first).first()


def to_look_at(now: datetime) -> bool:
    """Whether last quarter's posts had pictures, and nobody has looked at who they show."""
    span = last_quarter(now)
    return looked_at(span.first) is None and pictures_of(span).exists()
