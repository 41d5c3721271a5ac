"""Figures of complaints as the ombudsman and the regulator ask for them: by quarter and by year, counted from the rows.

What the ombudsman asks: how many came, by the stage at which each began; of each stage how many were answered in full within
the procedure's own time, in how many working days on average, and with which outcome; a second stage from the start and one
that followed a first apart. Longer that was agreed is not in time: it is shown beside. What the regulator asks, for a year to
31 March: how many came, were carried over and were answered in full, and in how many working days. Trials of the form,
machines' work, what was told twice and what turned out to be no complaint are not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from steamie.casework.models.cases import Outcome
from steamie.rules.quarters import Span, preceding, quarter_of

from .models import Complaint, ComplaintLearning, ComplaintStage
from .models.complaints import ComplaintQuerySet
from .models.learning import ComplaintLearningQuerySet
from .models.stages import OUTCOMES, ComplaintStageQuerySet
from .procedure import regime_in_force

YEAR_BEGINS = (4, 1)  # month and day of a social landlord's year
RULES = (
    "In time: answered in full within the procedure’s own working days. Longer that was agreed is counted beside.",
    "Working days: the day it came, or the next working day, is day 1. Days of mediation do not count.",
    "Not counted: trials of the form, machines’ work, what was told twice, and what turned out to be no complaint.",
)


def share(part: int, whole: int) -> str:
    """``86%``; a dash where there is nothing to take a share of."""
    return f"{100 * part / whole:.0f}%" if whole else "–"


def average(days: Sequence[int]) -> float | None:
    """The mean, to one place; None of nothing."""
    return round(sum(days) / len(days), 1) if days else None


@dataclass(frozen=True, slots=True)
class StageFigures:
    """What was answered at one stage in a time."""

    label: str
    stages: Sequence[ComplaintStage]

    @property
    def closed(self) -> int:
        """Answered in full."""
        return len(self.stages)

    @property
    def in_time(self) -> int:
        """Within the procedure's own time."""
        return sum(stage.in_set_time is True for stage in self.stages)

    @property
    def in_agreed_time(self) -> int:
        """Later than that, but by the day that was agreed."""
        late = [stage for stage in self.stages if stage.in_set_time is False and stage.clock and stage.closed_at]
        return sum(stage.closed_at <= stage.clock.due_at for stage in late if stage.clock and stage.closed_at)

    @property
    def in_time_share(self) -> str:
        """Of all that were answered."""
        return share(self.in_time, self.closed)

    @property
    def days(self) -> float | None:
        """Working days to an answer, on average."""
        return average([stage.days_taken or 0 for stage in self.stages])

    @property
    def outcomes(self) -> list[tuple[str, int, str]]:
        """Each outcome with how many ended so and their share."""
        counted = [(label, sum(stage.outcome == code for stage in self.stages)) for code, label in OUTCOMES]
        return [(label, number, share(number, self.closed)) for label, number in counted]


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One line of the regulator's yearly return."""

    label: str
    received: int
    carried: int
    answered: int
    days: float | None

    @property
    def whole(self) -> int:
        """Received and carried over."""
        return self.received + self.carried

    @property
    def answered_share(self) -> str:
        """Of all that were received or carried over."""
        return share(self.answered, self.whole)


@dataclass(frozen=True, slots=True)
class ComplaintFigures:
    """Everything of a time, both its days included."""

    span: Span
    received_first: int
    received_direct: int
    went_on: int  # to the next stage
    withdrawn: int
    stages: list[StageFigures]
    lines: list[ReturnLine]

    @property
    def received(self) -> int:
        """However it began."""
        return self.received_first + self.received_direct


def bounds(span: Span) -> tuple[datetime, datetime]:
    """The first moment of a time, and the first after it."""
    first, after = (datetime.combine(day, time.min) for day in (span.first, span.last + timedelta(days=1)))
    return timezone.make_aware(first), timezone.make_aware(after)


def came_in(span: Span) -> ComplaintQuerySet:
    """Complaints that are counted and came in a time."""
    since, until = bounds(span)
    return Complaint.objects.counted().filter(received_at__gte=since, received_at__lt=until)


def answered_in(span: Span) -> ComplaintStageQuerySet:
    """Stages that were answered in a time, of complaints that are counted."""
    return ComplaintStage.objects.of_counted().closed_between(*bounds(span)).select_related("clock", "complaint__case")


def figures(span: Span) -> ComplaintFigures:
    """The figures of a time."""
    first = regime_in_force().first.code
    direct = Exists(ComplaintStage.objects.filter(complaint=OuterRef("pk"), direct=True))
    answered = list(answered_in(span))
    since, until = bounds(span)
    came = came_in(span).aggregate(
        first=Count("pk", filter=~direct, distinct=True),
        direct=Count("pk", filter=direct, distinct=True),
        withdrawn=Count("pk", filter=_withdrawn(), distinct=True),
    )
    escalated = ComplaintStage.objects.of_counted().filter(direct=False, asked_at__gte=since, asked_at__lt=until)
    return ComplaintFigures(
        span=span,
        received_first=came["first"],
        received_direct=came["direct"],
        went_on=escalated.exclude(code=first).count(),
        withdrawn=came["withdrawn"],
        stages=[
            StageFigures("Stage 1", [stage for stage in answered if stage.code == first]),
            StageFigures("Stage 2, from the start", [stage for stage in answered if stage.code != first and stage.direct]),
            StageFigures("Stage 2, after stage 1", [stage for stage in answered if stage.code != first and not stage.direct]),
        ],
        lines=[_line("Stage 1", Q(code=first), span), _line("Stage 2", ~Q(code=first), span)],
    )


def _withdrawn() -> Q:
    return Q(case__endings__outcome=Outcome.WITHDRAWN, case__endings__reopened_at__isnull=True)


def _line(label: str, which: Q, span: Span) -> ReturnLine:
    """Received, carried over and answered in full; a stage that was left without an answer is none of these."""
    since, until = bounds(span)
    counted = ComplaintStage.objects.of_counted().filter(which)
    kept, answered = Q(left_at__isnull=True), Q(closed_at__gte=since, closed_at__lt=until)
    numbers = counted.aggregate(
        received=Count("pk", filter=kept & Q(asked_at__gte=since, asked_at__lt=until)),
        carried=Count("pk", filter=kept & (Q(closed_at__isnull=True) | Q(closed_at__gte=since)) & Q(asked_at__lt=since)),
        answered=Count("pk", filter=answered),
        days=Sum(Coalesce("days_taken", 0), filter=answered),
    )
    return ReturnLine(
        label=label,
        received=numbers["received"],
        carried=numbers["carried"],
        answered=numbers["answered"],
        days=round(numbers["days"] / numbers["answered"], 1) if numbers["answered"] else None,
    )


def learnt_in(span: Span) -> ComplaintLearningQuerySet:
    """What was learnt and published in a time."""
    since, until = bounds(span)
    return ComplaintLearning.objects.published().filter(published_at__gte=since, published_at__lt=until)


def year_of(day: date) -> Span:
    """The landlord's year that a day is in: 1 April to 31 March."""
    starts = date(day.year, *YEAR_BEGINS)
    first = starts if day >= starts else date(day.year - 1, *YEAR_BEGINS)
    return Span(first, date(first.year + 1, *YEAR_BEGINS) - timedelta(days=1))


def span_called(which: str, today: date) -> Span | None:
    """The time that an address names: ``quarter-2026-10-01`` or ``year-2026-04-01``, begun by today; None for any other."""
    kind, _, written = which.partition("-")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    of = {"quarter": quarter_of, "year": year_of}.get(kind)
    span = of(day) if of else None
    return span if span and span.first == day <= today else None


def address_part(span: Span) -> str:
    """What names a time in an address."""
    return f"{'year' if span.days > 100 else 'quarter'}-{span.first.isoformat()}"


def name_of(span: Span) -> str:
    """A time in words, whatever its length."""
    return span.name if span.days <= 100 else f"April {span.first.year} to March {span.last.year}"


def times_to_choose(today: date) -> list[Span]:
    """The quarters of the last year, and two years, the newest first."""
    quarters = [quarter_of(today)]
    for _ in range(4):
        quarters.append(preceding(quarters[-1]))
    return [*quarters, year_of(today), last_finished_year(today)]


def last_finished_quarter(today: date) -> Span:
    """The newest quarter that is over."""
    return preceding(quarter_of(today))


def last_finished_year(today: date) -> Span:
    """The newest year that is over."""
    return year_of(year_of(today).first - timedelta(days=1))


def is_over(span: Span, today: date) -> bool:
    """Whether a time has passed."""
    return span.last < today
