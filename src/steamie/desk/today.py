"""What stands beside the to-do list on the first page: thirds, what goes out next, connections, new suggestions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from steamie.content.models import Publication, Suggestion
from steamie.content.models.publications import Step
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.rules.quarters import Span, quarter_of
from steamie.rules.standing import State
from steamie.rules.thirds import Balance, Needs, Third, balance, needed
from steamie.strategy.models import ClauseStanding

NUMBERS = ["Nothing", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the thirds bar: where it starts and how wide it is, in the bar's 300 units."""

    third: Third
    start: float
    width: float
    share: int
    count: int


@dataclass(frozen=True, slots=True)
class Meter:
    """The rule of thirds this quarter: what was sent, and what would put it right."""

    span: Span
    balance: Balance
    needs: Needs
    segments: tuple[Segment, ...]


def meter(now: datetime) -> Meter:
    """Posts sent since the quarter began; a post on two channels counts once."""
    span = quarter_of(timezone.localdate(now))
    sent = Publication.objects.filter(step=Step.PUBLISHED, published_at__date__gte=span.first, published_at__date__lte=span.last)
    counts = Counter(Third(third) for _, third in sent.values_list("post_id", "post__third").distinct())
    standing = balance(counts)
    return Meter(span, standing, needed(counts, by=span.last), _segments(standing))


def _segments(standing: Balance) -> tuple[Segment, ...]:
    parts, start = [], 0.0
    for third in Third:
        width = 3 * standing.shares[third]
        parts.append(
            Segment(third, round(start, 1), round(max(width - 2, 0), 1), round(standing.shares[third]), standing.counts[third])
        )
        start += width
    return tuple(parts)


def own_suggestions(person: Person) -> list[Suggestion]:
    """What this person suggested, with the answers."""
    return list(Suggestion.objects.filter(person=person).select_related("answer").order_by("-received_at")[:10])


def tally() -> list[tuple[State, int]]:
    """How many clauses stand so, the worst first."""
    counted = dict(ClauseStanding.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return [
        (state, counted[state]) for state in (State.BREACHED, State.AT_RISK, State.MET, State.NOT_MEASURED) if state in counted
    ]


def recorded() -> int:
    """How many events the record holds: the number of the last, since none can be taken away."""
    return Event.objects.order_by("-number").values_list("number", flat=True).first() or 0


def overdue_review() -> ClauseStanding | None:
    """The clause that says the review is overdue, when it is (S-02)."""
    return ClauseStanding.objects.filter(clause="S-02", state=State.BREACHED, figure__endswith="overdue").first()


def heading(number: int) -> str:
    """The first line of the page: a fact."""
    if number == 0:
        return "Nothing needs you now"
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} thing{'s need' if number != 1 else ' needs'} you"


def suggestions_heading(number: int) -> str:
    """The heading of the suggestions card: a fact."""
    if number == 0:
        return "No new suggestions"
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} new suggestion{'s' if number != 1 else ''}"
