"""What this room reads with a post for its page: notes, whom a colleague may ask, and what its reader typed and did not save."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Self

from django.db.models import CharField, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.evidence.json_rows import JsonRows, moment
from steamie.evidence.kept_rows import KeptQuestions
from steamie.people.asking import Viewer
from steamie.people.models import Grant, Person
from steamie.rules.permissions import MATRIX, Act, Extent

from . import unsaved
from .models import Change, Post, PostNote, Unsaved
from .panels import asked_of_a_post, reads

ANY_POST = -(2**40)  # stands in the kept question for the post that is asked for
READERS = 12  # people at work at once whose question is kept
_questions = KeptQuestions(READERS)
WRITERS = tuple(office for office, acts in MATRIX.items() if acts.get(Act.DRAFT) is Extent.YES)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as the page shows it: who wrote it, and whom it asks, by name."""

    by: str
    at: datetime | None
    words: str
    asks: str | None
    asks_key: int | None
    is_answered: bool

    @classmethod
    def of_row(cls, row: dict[str, Any]) -> Self:
        """One row of ``notes_read``."""
        at, answered = moment(row["at"]), bool(row["answered_at"])
        return cls(row["by"], at, row["words"], row["asks"], row["asks_key"], answered)


@reads("notes_read")
def _notes(_: Viewer) -> JsonRows:
    rows = PostNote.objects.filter(post=OuterRef("pk")).order_by("at", "pk")
    named = {"by": F("by__name"), "asks": F("asks__name"), "asks_key": F("asks")}
    return JsonRows(rows, at=F("at"), words=F("words"), answered_at=F("answered_at"), **named)


@reads("changes_read")
def _changes(_: Viewer) -> JsonRows:
    rows = Change.objects.filter(correction__post=OuterRef("pk")).order_by("pk")
    named = {"channel": F("channel"), "channel_name": F("channel__name")}
    return JsonRows(rows, correction=F("correction"), part=F("part"), before=F("before"), after=F("after"), **named)


@reads("colleagues")
def _colleagues(viewer: Viewer) -> JsonRows:
    """Whoever may change any post today, but for its reader."""
    grants = Grant.objects.filter(office__in=WRITERS, ended_at__isnull=True)
    rows = Person.objects.filter(is_active=True, pk__in=grants.values("person")).exclude(pk=viewer.person.pk)
    return JsonRows(rows.order_by("name"), pk=F("pk"), name=F("name"))


@reads("typed_rows")
def _typed(viewer: Viewer) -> JsonRows:
    form = Concat(Value(f"{unsaved.POST}-"), Cast(OuterRef("pk"), CharField()))
    oldest = timezone.make_aware(datetime.combine(viewer.today, time.min)) - unsaved.KEPT_FOR
    rows = Unsaved.objects.filter(person=viewer.person.pk, form=form, at__gte=oldest)
    return JsonRows(rows, fields=F("fields"), at=F("at"))


def changes_of(post: Post) -> dict[int, list[Change]]:
    """What each correction of a post changes, by the correction's number, of a post read for its page."""
    changes: dict[int, list[Change]] = {}
    for row in post.__dict__["changes_read"]:
        channel = Channel(pk=row["channel"], name=row["channel_name"]) if row["channel"] else None
        change = Change(part=row["part"], before=row["before"], after=row["after"], channel=channel)
        changes.setdefault(row["correction"], []).append(change)
    return changes


def typed_of(row: dict[str, Any]) -> Unsaved:
    """What was typed, from a row of ``typed_rows``: SQLite has the fields as text within it."""
    fields = json.loads(row["fields"]) if isinstance(row["fields"], str) else row["fields"]
    return Unsaved(fields=fields, at=moment(row["at"]) or timezone.now())


def whole_post(viewer: Viewer, pk: int) -> Post | None:
    """The post with everything its page shows; None where there is none. The question is put together once a day and reader."""

    def put_together() -> QuerySet[Post]:
        return Post.objects.whole(viewer.person).annotate(**asked_of_a_post(viewer)).filter(pk=ANY_POST).order_by()

    if not 0 < pk < 2**63:  # no number that a database has
        return None
    rows = _questions.about((viewer.person.pk, viewer.today), put_together).ask({ANY_POST: pk})
    return rows[0] if rows else None
