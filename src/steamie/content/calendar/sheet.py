"""Planned posts as rows of our own sheet, written so that no cell can start a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from defusedcsv import csv as defused
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.posts import choices, reading_fields
from steamie.content.posts.composition import of_post
from steamie.content.posts.definition import Declaration, FieldKind, declarations
from steamie.content.posts.models import Post
from steamie.diary import moments
from steamie.rules import share_words
from steamie.rules.shares import Share

from . import channel_columns

_FIRST = ("due_at", "due_wall")  # a calendar begins with the day
COLUMNS = [
    column
    for name, declaration in sorted(declarations().items(), key=lambda one: one[0] not in _FIRST)
    for column in declaration.columns
]
EXTRA = ("standing", "from")  # columns of our own export that are read by nobody
ALSO = {
    "third": "share",
    "date": "day",
    "headline": "title",
    "text": "words",
    "post": "words",
    "counts as": "share",
    "url": "link",
    "where": "place",
}
TAKEN = (*COLUMNS, *EXTRA, *ALSO)  # names that no column of a channel may have


def named(names: Iterable[str], shares: Sequence[Share]) -> list[str]:
    """Columns as a person reads them: the one for the share by what the strategy calls it, left out when it asks for none."""
    heading = "third" if share_words.noun(shares) == "third" else "share"
    return [heading if name == "share" else name for name in names if shares or name != "share"]


def write(posts: Iterable[Post]) -> str:
    """The sheet of these posts: what reading it again would make of them, less their pictures."""
    listed = list(posts)
    used = {text.channel_id: text.channel for post in listed for text in post.texts.all()}
    channels = used | {channel.pk: channel for channel in Channel.objects.active()}
    names = channel_columns.headings((channels[number] for number in sorted(channels)), taken=TAKEN)
    return _written([_cells(post, names) for post in listed], [*COLUMNS, *names.values(), *EXTRA])


def _cells(post: Post, names: Mapping[int, str]) -> dict[str, object]:
    """One post as cells by column."""
    composition = of_post(post)
    cells: dict[str, object] = {"standing": post.standing, "from": post.source}
    for name, declaration in declarations().items():
        if declaration.columns and name not in _FIRST:
            cells |= _cell(declaration, getattr(composition, name), names)
    return cells | _when(post)


def _cell(declaration: Declaration, value: Any, names: Mapping[int, str]) -> Mapping[str, object]:
    if declaration.kind is FieldKind.TEXTS:
        return channel_columns.texts_as_cells(value, names)
    if declaration.kind is FieldKind.FLAG:
        return {declaration.columns[0]: "yes" if value else ""}
    written = reading_fields.as_written(value) if declaration.kind is FieldKind.MOMENT else str(value)
    return {declaration.columns[0]: written}


def _when(post: Post) -> dict[str, object]:
    """When it is first to be seen; the day of its place while it has no time."""
    due = timezone.localtime(post.goes_at) if post.goes_at else None
    if due is None:
        return {"day": post.slot.day if post.slot else ""}
    which = moments.which(post.due_wall) if post.goes_at == post.due_at else ""
    return {"day": f"{due:%Y-%m-%d}", "time": f"{due:%H:%M}", "which": which}


def _written(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> str:
    out = io.StringIO()
    sheet = defused.writer(out)
    shares = choices.strategic().shares
    read = [name for name in columns if shares or name != "share"]
    sheet.writerow(named(read, shares))
    sheet.writerows([row.get(name, "") for name in read] for row in rows)
    return out.getvalue()


def example(today: date) -> str:
    """An empty sheet with two rows that show how to fill it, the second with other words for the first channel."""
    names = list(channel_columns.headings(Channel.objects.active(), taken=TAKEN).values())
    first, second = (f"{today + timedelta(days=number):%d/%m/%Y}" for number in (28, 30))
    words = {"words": "Write the post here."}
    counts_as = [share.label for share in choices.strategic().shares[:2]] or ["", ""]
    post = {"day": first, "time": "10:00", "title": "How we check your boiler", "share": counts_as[0], "kind": "information"}
    event = {"day": second, "time": "10:00", "title": "Lunch club at the hall", "share": counts_as[1], "kind": "event"}
    event |= {"credit": "Lunch club", "place": "The hall", "starts": f"{second} 12:00", "ends": f"{second} 14:00"}
    if names:
        event[names[0]] = f"Write here what goes to {names[0]} alone. Left empty, it takes the words for all."
    return _written([post | words, event | words], [*COLUMNS, *names])
