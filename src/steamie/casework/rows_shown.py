"""Cases as the inbox and the lists show them: what, why, clock, from, who; and no more of each than the looker may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.people.models import Person
from steamie.rules.cases import Looker, Rank, Sight, Way, sight
from steamie.rules.clocks import SetBy
from steamie.rules.due_words import Pressure, due_words, pressure

from .models import Case, CaseClock
from .sight import teams_of

WHO_SET = {
    SetBy.LAW: "The law sets the time.",
    SetBy.PROCEDURE: "A procedure sets the time.",
    SetBy.US: "We set the time.",
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list."""

    case: Case
    title: str
    why: str
    sight: Sight
    due: str
    pressure: Pressure | None
    clock: CaseClock | None
    may_take: bool
    template: str = "casework/inbox_row.html"

    @property
    def rank(self) -> int:
        """Where it stands in the inbox."""
        return self.case.rank

    @property
    def address(self) -> str:
        """The case's own page."""
        return reverse("casework:case", args=[self.case.reference])

    @property
    def may_tick(self) -> bool:
        """Whether it can be dealt with in a bunch: a matter with a clock cannot."""
        return self.case.rank == Rank.NO_CLOCK and self.sight is Sight.WORDS


class Reader:
    """A person at a moment, who looks at many cases: their teams and offices are read once."""

    def __init__(self, person: Person, now: datetime) -> None:
        self.person, self.now = person, now
        self.day = timezone.localdate(now)
        self.teams = teams_of(person, self.day)
        self.offices = person.offices(self.day)

    def sight(self, case: Case) -> Sight:
        """How much they see of a case in a list; what was granted for one case shows on its own page."""
        looker = Looker(self.offices, case.team_id in self.teams, case.handler_id == self.person.pk)
        return sight(looker, masked=case.masked, came_as_comment=case.way == Way.COMMENT)

    def row(self, case: Case, clock: CaseClock | None) -> CaseRow:
        """One case as this person sees it."""
        seen = self.sight(case)
        return CaseRow(
            case=case,
            title=self._title(case, seen),
            why=self._why(case, seen, clock),
            sight=seen,
            due=due_words(clock.due_at, self.now) if clock else "No clock",
            pressure=pressure(clock.due_at, self.now) if clock else None,
            clock=clock,
            may_take=seen is Sight.WORDS and case.handler_id is None and case.is_open,
        )

    def rows(self, cases: Iterable[Case]) -> list[CaseRow]:
        """Many cases, their next clocks read in one query."""
        listed = list(cases)
        clocks: dict[int, CaseClock] = {}
        for clock in CaseClock.objects.running().filter(case__in=listed).order_by("-due_at"):
            clocks[clock.case_id] = clock
        return [self.row(case, clocks.get(case.pk)) for case in listed]

    def _title(self, case: Case, seen: Sight) -> str:
        if case.masked:
            return "Someone may not be safe at home"
        return case.summary if seen is Sight.WORDS else f"{case.sort.label} {case.reference}"

    def _why(self, case: Case, seen: Sight, clock: CaseClock | None) -> str:
        if case.masked:
            return f"Only {case.team.name} can read the words. Call; do not reply from the desk."
        if case.why_first and seen is Sight.WORDS:
            return case.why_first
        if clock is None:
            return "Nobody set a time for it."
        return f"{clock.label[:1].upper()}{clock.label[1:]}. {WHO_SET[SetBy(clock.set_by)]}"
