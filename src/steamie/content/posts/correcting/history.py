"""Corrections as the page of a post tells them: what it says now, what it said before, and how far each channel has followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import Amendment, Change, Correction, Publication

from .changes import is_moment, marked, moment


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """One thing that was changed, in words."""

    what: str
    before: str
    after: Sequence[tuple[str, bool]]  # in pieces, each with whether it is new


@dataclass(frozen=True, slots=True)
class Corrected:
    """One approved correction."""

    correction: Correction
    changes: Sequence[ChangeInWords]
    amendments: Sequence[Amendment]

    @property
    def at(self) -> datetime | None:
        """When the first channel showed it; None while none does."""
        return min((row.corrected_at for row in self.amendments if row.corrected_at), default=None)


def in_words(change: Change) -> ChangeInWords:
    """A change in words; the moments of an event as they are read off the wall."""
    what = str(change.channel) if change.channel else change.get_part_display()
    before, after = (_value_in_words(change.part, written) for written in (change.before, change.after))
    return ChangeInWords(what, before, marked(before, after))


def to_tell(changes: Sequence[Change], amended: Iterable[tuple[Publication, str, str]]) -> list[ChangeInWords]:
    """What changes, in words: on each channel from the words it shows, whatever the post said meanwhile."""
    amended = list(amended)
    channels = {publication.channel_id for publication, *_ in amended}
    beside = [in_words(row) for row in changes if row.channel_id not in channels]
    return beside + [
        ChangeInWords(str(publication.channel), before, marked(before, after))
        for publication, before, after in amended
        if before != after
    ]


def approved(read: Sequence[Correction], changes: Mapping[int, Sequence[Change]]) -> list[Corrected]:
    """Every correction that was approved, latest first, of those read ``with_amendments()``. ``changes``: by their numbers."""
    rows = [row for row in read if row.approved_at]
    return [Corrected(row, to_tell(changes.get(row.pk, ()), _amended(row)), list(row.amendments.all())) for row in reversed(rows)]


def _amended(correction: Correction) -> Iterable[tuple[Publication, str, str]]:
    return ((row.publication, row.before, row.words) for row in correction.amendments.all())


def waiting(read: Sequence[Correction]) -> Correction | None:
    """The correction that waits for approval, if there is one."""
    open_ones = (row for row in read if not hasattr(row, "drop") and not row.approved_at)
    return next(open_ones, None)


def _value_in_words(part: str, written: str) -> str:
    if not is_moment(part) or not written:
        return written
    local = timezone.localtime(moment(written))
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"
