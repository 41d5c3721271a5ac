"""What rooms above put in the inbox beside the cases: each brings an ``inbox.py`` that enters its source here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce

from steamie.evidence.registers import discover
from steamie.people.models import Person
from steamie.rules.cases import Rank

NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # where something without a clock stands in the order
PLACE = ("rank", "due", "received_at", "pk", "source")  # what a row's place is told by, in the inbox's order


class InboxRow(Protocol):
    """One row of the inbox, as its template shows it."""

    @property
    def template(self) -> str:
        """What shows it."""

    @property
    def rank(self) -> int:
        """A ``Rank``."""

    @property
    def address(self) -> str:
        """Its own page."""

    @property
    def may_tick(self) -> bool:
        """Whether it can be read in a bunch."""


class InboxSource:
    """What a room puts in the inbox."""

    code: str  # what its ticks are called in the form

    def counts(self, person: Person) -> Mapping[str, int]:
        """How many this person sees in each of the inbox's views, in one query; nothing when they see none."""
        return {}

    def places(self, person: Person, view: str) -> QuerySet[Any] | None:
        """What stands in a view, as ``placed`` gives it; None when this person sees none."""
        return None

    def rows(self, person: Person, keys: Collection[int], now: datetime) -> Mapping[int, InboxRow]:
        """The rows of these keys."""
        return {}

    def pages(self, person: Person) -> Sequence[tuple[str, str]]:
        """Pages of the room's own that belong to the inbox, for this person: each its name and its address."""
        return ()

    def read(self, person: Person, keys: Sequence[str]) -> int:
        """End what was ticked and needs no reply; how many there were."""
        return 0


_sources: list[InboxSource] = []


def enter(source: InboxSource) -> InboxSource:
    """Enter a source."""
    _sources.append(source)
    return source


def sources() -> Sequence[InboxSource]:
    """Every source, in the order of the rooms."""
    discover("inbox")
    return tuple(_sources)


def placed(rows: QuerySet[Any], source: str) -> QuerySet[Any]:
    """Where rows with ``rank``, ``next_due`` and ``received_at`` stand; several of these are one list by ``in_one``."""
    due = Coalesce(F("next_due"), Value(NEVER))
    placed_rows: QuerySet[Any] = rows.order_by().annotate(due=due, source=Value(source, output_field=CharField()))
    return placed_rows.values_list(*PLACE)


def in_one(places: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    """People first, then the law, then time, whichever room they come from."""
    first, *others = places
    return first.union(*others, all=True).order_by(*PLACE[:4]) if others else first.order_by(*PLACE[:4])


def headings(rows: Sequence[InboxRow]) -> list[tuple[Rank, list[InboxRow]]]:
    """The rows under the headings of the inbox."""
    return [(rank, part) for rank in Rank if (part := [row for row in rows if row.rank == rank])]
