"""Where something can be wrong in a home, what it can be, and how long it may take to put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from steamie.casework.clauses import IN_TIME
from steamie.particulars.register import Particular, register
from steamie.particulars.shape import ListSection, RowColumn, RowEntry
from steamie.rules.clocks import ClockRule, SetBy, Unit
from steamie.rules.regimes.damp import AWARE, Regime, regime_on
from steamie.rules.working_days import Counting

from .damp_data import damp_data
from .icons import ICONS
from .right_to_repair import qualifying_item, scheme

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """A room, or a place shared with neighbours. ``past``: it is offered no longer."""

    code: str
    label: str
    icon: str
    shared: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class RepairProblem:
    """Something that can be wrong in some places.

    ``law``: an item of the Right to Repair scheme, whose time is the law's. ``ours``: working days of our own. Without either a
    person says the time after reading.
    """

    code: str
    label: str
    icon: str
    places: tuple[str, ...]
    law: str = ""
    ours: int = 0
    damp: bool = False
    urgent: bool = False
    past: bool = False

    @property
    def item(self) -> str:
        """The item of the scheme it falls under here; empty for none."""
        return self.law if self.law and qualifying_item(self.law) else ""

    @property
    def rule(self) -> ClockRule | None:
        """How long it may take; None where a person says it."""
        if self.ours:
            return ClockRule(self.ours, Unit.WORKING_DAYS, SetBy.US, Counting.DAY_AFTER, "our own time")
        item = qualifying_item(self.law) if self.law else None
        return item.rule if item else None

    def promises(self, day: date) -> list[tuple[str, str]]:
        """Every duty that the law of the day sets for it, with the moment from which its days count; none for most problems."""
        regime = _regime(day) if self.damp else None
        duties = regime.duties if regime else ()
        begin = {duty.code: f"From the day we {duty.label}." for duty in duties} | {AWARE: "Counted from tomorrow."}
        return [(f"We {duty.label} within {duty.rule.words}", begin[duty.counts_from]) for duty in duties]

    def promise(self, day: date) -> str:
        """How long it takes when it is told on a day, and who says so, beside the choice."""
        if self.damp and (look := damp_rule(day)):
            return f"We look in {look.words}, by law"
        if self.rule is None:
            return "We tell you when we read it"
        return f"{self.rule.words}{', by law' if self.rule.set_by is SetBy.LAW else ''}"


@dataclass(frozen=True, slots=True)
class RepairList:
    """The whole list: every place and every problem by its code, in the order of the page."""

    places: Mapping[str, Place]
    problems: Mapping[str, RepairProblem]


def _read(table: dict[str, Any]) -> RepairList:
    rows = [RepairProblem(**row | {"places": tuple(row["places"])}) for row in table["problems"]]
    return RepairList({row["code"]: Place(**row) for row in table["places"]}, {row.code: row for row in rows})


def _wrong(read: RepairList) -> Iterator[str]:
    offered = {place.code for place in read.places.values() if not place.past}
    reached = {place for problem in read.problems.values() if not problem.past for place in problem.places}
    yield from (f"Nothing can be reported for “{read.places[code].label}”." for code in sorted(offered - reached))
    if not any(place in offered for place in reached):
        yield "Something must stay that can be reported."


def _places_now() -> Iterable[tuple[str, str]]:
    return [(place.code, place.label) for place in places().values() if not place.past]


def _items() -> Iterable[tuple[str, str]]:
    return [(code, rows[-1].label) for code, rows in scheme().items.items()]


_LABEL = RowColumn("label", "What it is called", most=60)
_ICON = RowColumn("icon", "Picture", RowEntry.ONE_OF, choices=lambda: ICONS, listed=False)
_PROBLEM = (
    _LABEL,
    RowColumn("places", "Where it can be", RowEntry.SOME_OF, choices=_places_now, listed=False),
    RowColumn("law", "Its time by law", RowEntry.ONE_OF, "The Right to Repair scheme.", needed=False, choices=_items),
    RowColumn(
        "ours", "Our own time, in working days", RowEntry.NUMBER, "Empty: the law’s, or we say it after reading.", False, most=260
    ),
    RowColumn("damp", "It is damp or mould: the law’s duties begin", RowEntry.TICK),
    RowColumn("urgent", "Somebody may come to harm: it stands first", RowEntry.TICK),
    _ICON,
)
REPAIRS = register(
    Particular(
        code="repairs",
        label="What can be reported as a repair",
        about="Rooms, problems, and how long each may take.",
        capability=IN_TIME,
        shipped=files(__package__) / "problems.toml",
        read=_read,
        sections=(
            ListSection("problems", "What can be wrong", _PROBLEM),
            ListSection("places", "Where", (_LABEL, RowColumn("shared", "Shared with neighbours", RowEntry.TICK), _ICON)),
        ),
        problems=_wrong,
    )
)


def places() -> Mapping[str, Place]:
    """Every place by its code, in the order of the page; those offered no longer too."""
    return REPAIRS.current().places


def offered_places() -> list[Place]:
    """The places that a resident can choose."""
    return [place for place in places().values() if not place.past]


def problems() -> Mapping[str, RepairProblem]:
    """Every problem by its code, in the order of the page; those offered no longer too."""
    return REPAIRS.current().problems


def problems_in(place: str) -> list[RepairProblem]:
    """What a resident can say is wrong in one place."""
    return [problem for problem in problems().values() if place in problem.places and not problem.past]


def damp_rule(day: date) -> ClockRule | None:
    """The first duty of the damp regime in force: to look."""
    regime = _regime(day)
    return next((duty.rule for duty in regime.started_by(AWARE)), None) if regime else None


def _regime(day: date) -> Regime | None:
    return regime_on(day, damp_data().nation)
