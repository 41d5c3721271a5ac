"""What rooms tell the committee: the register that each room's ``report.py`` fills, and that the report reads.

A room that is not there leaves no gap. A section that fails is named as missing, and the others stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from .proportions import Shift, change_of_counts, proportion
from .quarters import Span, preceding
from .standing import Counted
from .wall_clock import days

FigureRows = Callable[[], Iterable[Counted]]
"""Lists the very rows that a figure counts, when somebody asks for them."""


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """The quarter that is told of, up to ``now`` when it is not over."""

    span: Span
    now: datetime

    @property
    def first(self) -> date:
        """Its first day."""
        return self.span.first

    @property
    def last(self) -> date:
        """Its last day."""
        return self.span.last

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When it begins, and when it has ended or what is told of ends."""
        begins, ends = days(self.first, self.last)
        return begins, max(begins, min(ends, self.now))

    def back(self, quarters: int) -> ReportPeriod:
        """So many quarters before."""
        span = self.span
        for _ in range(quarters):
            span = preceding(span)
        return ReportPeriod(span, self.now)

    @property
    def year_ago(self) -> ReportPeriod:
        """The same quarter of the year before."""
        return self.back(4)

    @property
    def short_name(self) -> str:
        """ "Jul–Sep 2026"."""
        return f"{self.first:%b}–{self.last:%b %Y}"


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """One number of the report. None: nobody gave it. ``of``: the whole it is a part of. ``link``: the page about it.

    ``rows``: what it counts, row by row; where that is left out, ``link`` shows it.
    ``comparable``: whether it may be set beside the year before; not where what is counted has changed, or is not a count.
    ``sampled``: whether the share would come out otherwise another time, so that it stands with its range.
    """

    label: str
    value: int | None
    link: str
    of: int | None = None
    before: int | None = None
    note: str = ""
    front: bool = False
    comparable: bool = True
    sampled: bool = False
    pounds: bool = False
    absent: str = "not given"  # what stands in place of None
    rows: FigureRows | None = None

    @property
    def text(self) -> str:
        """The number as it is read: "61 of 64"."""
        if self.value is None:
            return self.absent
        if self.of == 0:
            return "none"
        if self.pounds:
            return f"£{self.value:,}" if self.of is None else f"£{self.value:,} of £{self.of:,}"
        return f"{self.value:,}" if self.of is None else f"{self.value:,} of {self.of:,}"

    @property
    def before_text(self) -> str:
        """The number a year ago."""
        return self.absent if self.before is None else f"{self.before:,}"

    @property
    def words(self) -> str:
        """What may be said of it: its range where it is a share, its change where the range of that says so."""
        return " ".join(filter(None, (self._share(), self._change(), self.note)))

    def _share(self) -> str:
        if not self.of or self.value is None or self.value > self.of:
            return ""
        share = proportion(self.value, self.of)
        return f"{share.percent}%; the true rate is somewhere from {share.range_words}." if self.sampled else f"{share.percent}%."

    def _change(self) -> str:
        if not self.comparable or self.of is not None or self.value is None:
            return ""
        change = change_of_counts(self.value, self.before)
        return {
            Shift.MORE: f"More than the {self.before_text} of a year ago.",
            Shift.FEWER: f"Fewer than the {self.before_text} of a year ago.",
            Shift.LEVEL: "No clear change over the year.",
        }.get(change, "")


@dataclass(frozen=True, slots=True)
class ReportedChart:
    """A line of numbers, oldest first; None where there was none, and then the line breaks."""

    title: str
    points: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class ReportedSection:
    """What a room tells: sentences, numbers, charts, and what is missing."""

    heading: str
    lines: tuple[str, ...] = ()
    figures: tuple[ReportedFigure, ...] = ()
    charts: tuple[ReportedChart, ...] = ()
    missing: tuple[str, ...] = field(default=())


Teller = Callable[[ReportPeriod], ReportedSection | None]
_register: dict[str, tuple[int, Teller]] = {}


def tells_committee(code: str, *, order: int) -> Callable[[Teller], Teller]:
    """Register the decorated function as a section of the report. ``order``: lower stands first. None: nothing to tell."""

    def enter(teller: Teller) -> Teller:
        known = _register.setdefault(code, (order, teller))
        if known[1].__module__ != teller.__module__:
            raise ValueError(f"Two rooms tell the committee of {code!r}.")
        return teller

    return enter


def tellers() -> list[tuple[str, Teller]]:
    """Every section by its code, in the order of the report."""
    return [(code, teller) for code, (_, teller) in sorted(_register.items(), key=lambda entry: (entry[1][0], entry[0]))]
