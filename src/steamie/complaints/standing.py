"""How a complaint stands at a moment: its stage, which of its days this is, and every day of it with what does not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, reduce
from itertools import groupby
from operator import or_

from django.db.models import Q
from django.utils import timezone

from steamie.casework.models import Case
from steamie.rules.regimes.complaints import (
    AnotherPerson,
    ComplaintRegime,
    RegimeStage,
    Signpost,
    StageOutcome,
    working_days_taken,
)
from steamie.rules.working_days import Counting, WorkingCalendar

from .data import OtherWay, complaint_data
from .models import Complaint, ComplaintStage
from .models.stages import OUTCOMES
from .writing import end_of_letter, signpost_of

FEW_DAYS = 10  # a stage this short shows each of its days; a longer one its weeks


@dataclass(frozen=True, slots=True)
class DayBox:
    """One box of the strip of days: what stands above, its number, what stands below, and how it looks."""

    above: str
    number: str
    below: str
    look: str  # a class of the stylesheet, or nothing


class ComplaintStanding:
    """A complaint as its page shows it."""

    def __init__(self, complaint: Complaint, now: datetime, stages: Iterable[ComplaintStage] | None = None) -> None:
        self.complaint, self.now = complaint, now
        self.today: date = timezone.localdate(now)
        self.stages: list[ComplaintStage] = list(stages if stages is not None else complaint.stages.whole())
        for stage in self.stages:
            stage.complaint = complaint

    @property
    def case(self) -> Case:
        """Its case."""
        return self.complaint.case

    @property
    def regime(self) -> ComplaintRegime:
        """Its procedure."""
        return self.complaint.procedure

    @cached_property
    def stage(self) -> ComplaintStage | None:
        """The stage that waits for its answer."""
        return next((stage for stage in reversed(self.stages) if stage.is_open), None)

    @property
    def last(self) -> ComplaintStage:
        """The newest stage, open or not."""
        return self.stages[-1]

    @property
    def following(self) -> RegimeStage | None:
        """The stage that may be begun now; None where none may."""
        following = self.regime.after(self.last.code)
        if self.complaint.other_way or (
            self.last.closed_at is None and not (self.stage and following and following.may_be_first)
        ):
            return None
        return following

    @property
    def heading(self) -> str:
        """``Complaint at stage 2: day 5 of 20``."""
        if self.complaint.other_way:
            return f"Not a complaint: {self.other_way.lower()}"
        if self.stage is None:
            return f"Complaint: {self.last.rule.label.lower()} {self.outcome_of(self.last)}"
        label = f"Complaint at {self.stage.rule.label.lower()}"
        if self.stage.suspended:
            return f"{label}: the clock stands still"
        if self.stage.clock is None:
            return f"{label}: to acknowledge"
        return f"{label}: day {self.day} of {self.stage.days_allowed}"

    @property
    def other_way(self) -> str:
        """What it turned out to be."""
        way = complaint_data().other_ways.get(self.complaint.other_way)
        return way.label if way else ""

    @property
    def other_ways(self) -> Sequence[OtherWay]:
        """What it could turn out to be, while no stage was answered."""
        if any(stage.closed_at for stage in self.stages) or not self.case.is_open:
            return ()
        return tuple(way for way in complaint_data().other_ways.values() if not way.past)

    def outcome_of(self, stage: ComplaintStage) -> str:
        """``partly upheld``, or that it was left."""
        return dict(OUTCOMES).get(stage.outcome, "ended without an answer").lower()

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """What the procedure lets a stage end with."""
        return [(code, label) for code, label in OUTCOMES if StageOutcome(code) in self.regime.outcomes]

    @property
    def service(self) -> str:
        """What it is about."""
        return complaint_data().services.get(self.complaint.service, "")

    @property
    def end_of_letter(self) -> str:
        """The last lines of the answer."""
        return end_of_letter(self.stage or self.last)

    @property
    def signpost(self) -> Signpost:
        """Who looks at it after us."""
        return signpost_of(self.complaint)

    @property
    def is_last_stage(self) -> bool:
        """Whether nothing of ours comes after."""
        return self.regime.after(self.last.code) is None

    @property
    def answered_before_by(self) -> str:
        """Who answered the stage before, where somebody else should look now; empty where it does not matter."""
        if self.stage is None or self.stage.rule.another_person is AnotherPerson.EITHER:
            return ""
        return next((earlier.closed_by.name for earlier in reversed(self.stages) if earlier.closed_by), "")

    @cached_property
    def day(self) -> int:
        """Which working day of its stage this is; the first day is at least 1."""
        stage = self.stage
        if stage is None or stage.clock is None:
            return 0
        first = timezone.localdate(stage.clock.since)
        return max(1, working_days_taken(first, self.today, self.regime.counting, self._calendar(stage, first)))

    def _calendar(self, stage: ComplaintStage, first: date) -> WorkingCalendar:
        return self.regime.calendar(range(first.year, first.year + 3), stage.not_counted(self.today))

    @cached_property
    def days(self) -> list[DayBox]:
        """The strip: each day of a short stage, each week of a long one."""
        stage = self.stage
        if stage is None or stage.clock is None or stage.suspended:
            return []
        marked = list(self._numbered(stage))
        if stage.days_allowed <= FEW_DAYS:
            return [self._box([each]) for each in marked]
        return [self._box(list(week)) for _, week in groupby(marked, key=self._group)]

    def _numbered(self, stage: ComplaintStage) -> Iterator[tuple[date, int]]:
        """Weekdays from day 1 to the due day, each with its number; 0 for one that does not count."""
        if stage.clock is None:
            return
        first, due = timezone.localdate(stage.clock.since), timezone.localdate(stage.clock.due_at)
        calendar = self._calendar(stage, first)
        day = first if self.regime.counting is Counting.DAY_OF_RECEIPT else first + timedelta(days=1)
        number = 0
        while day <= due:
            counts = calendar.is_working_day(day)
            number += counts
            if day.weekday() < 5:
                yield day, number if counts else 0
            day += timedelta(days=1)

    def _group(self, marked: tuple[date, int]) -> date | None:
        """The week of a day that counts; days that do not count go together, a weekend between them too."""
        day, number = marked
        return day - timedelta(days=day.weekday()) if number else None

    def _box(self, part: list[tuple[date, int]]) -> DayBox:
        (first, start), (last, end) = part[0], part[-1]
        joined = "–" if start else ", "
        above = f"{last.day} {last:%b}" if first == last else f"{first.day}{joined}{last.day} {last:%b}"
        if len(part) == 1 and self.stage and self.stage.days_allowed <= FEW_DAYS:
            above = f"{first:%a} {first.day}"
        if not start:
            return DayBox(above, "–", "closed", "st_is-off")
        number = str(start) if start == end else f"{start}–{end}"
        if last == self._due:
            return DayBox(above, number, "due", "st_is-due")
        if first <= self.today <= last:
            return DayBox(above, number, "today", "st_is-now")
        return DayBox(above, number, "done" if last < self.today else "", "")

    @property
    def _due(self) -> date | None:
        return timezone.localdate(self.stage.clock.due_at) if self.stage and self.stage.clock else None

    @cached_property
    def perhaps_twice(self) -> list[Case]:
        """Other complaints of the same person, as far as an e-mail address or a telephone tells."""
        party = self.case.party
        ways = [Q(**{f"case__party__{name}": value}) for name in ("email", "phone") if (value := getattr(party, name))]
        if not ways:
            return []
        same = Complaint.objects.exclude(pk=self.complaint.pk).filter(reduce(or_, ways)).select_related("case")
        return [row.case for row in same.order_by("-received_at", "-pk")[:3]]
