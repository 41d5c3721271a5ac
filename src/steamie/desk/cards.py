"""What stands beside the to-do list on the first page: shares, what goes out next, connections, new suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from steamie.content.calendar.quarter_posts import QuarterPosts, quarter_posts
from steamie.content.posts.models import Post
from steamie.content.posts.outcomes import with_outcome
from steamie.content.suggestions.models import Suggestion
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.rules import share_words
from steamie.rules.balance import Balance
from steamie.rules.counting import capitalised, spelt
from steamie.rules.quarters import quarter_of
from steamie.rules.shares import Share, targets
from steamie.rules.standing import State
from steamie.strategy.lines import ONLY_WHERE_THERE_ARE, ORDER
from steamie.strategy.models import ClauseStanding


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the bar: where it starts and how wide it is, in the bar's 300 units."""

    code: str  # of its share
    label: str
    look: str  # of its share: the place among them
    start: float
    width: float
    share: int
    count: int


@dataclass(frozen=True, slots=True)
class Meter:
    """The shares this quarter: what was sent, what is to come, and what would put it right."""

    quarter: QuarterPosts
    segments: tuple[Segment, ...]
    marks: tuple[float, ...]  # where one share should end and the next begin, in the bar's units

    @property
    def heading(self) -> str:
        """What the shares are called together."""
        return share_words.heading(self.quarter.shares)

    @property
    def limits(self) -> str:
        """What each share may be, in a sentence."""
        return share_words.all_limits(self.quarter.shares)

    @property
    def read_aloud(self) -> str:
        """The limits beside the bar's own percentages."""
        shares = self.quarter.shares
        return share_words.within_each(shares[0]) if share_words.even(shares) else self.limits

    @property
    def lately(self) -> str:
        """The percentages of the last ninety days."""
        percents = self.quarter.lately.percents
        return ", ".join(f"{percents[share.code]:.0f}% {share.label.lower()}" for share in self.quarter.shares)

    @property
    def to_come(self) -> int:
        """Posts planned for the rest of the quarter, and places still open."""
        return sum(self.quarter.to_come.values())

    @property
    def ahead(self) -> str:
        """What would put it right; or that the plan does."""
        sent, ahead = self.quarter.balance, self.quarter.forecast
        if sent.enough and not sent.within and ahead.balance.within:
            return f"As planned, it is in balance by {self.quarter.span.last.day} {self.quarter.span.last:%B}."
        return ahead.needs.sentence


def meter(now: datetime) -> Meter | None:
    """As the calendar and the board count it; None when the strategy asks for no shares."""
    today = timezone.localdate(now)
    quarter = quarter_posts(quarter_of(today), today=today)
    return Meter(quarter, _segments(quarter.balance), _marks(quarter.shares)) if quarter.shares else None


def _segments(standing: Balance) -> tuple[Segment, ...]:
    parts, start = [], 0.0
    for place, share in enumerate(standing.shares, 1):
        percent, count = standing.percents[share.code], standing.counts[share.code]
        width = 3 * percent
        drawn = round(start, 1), round(max(width - 2, 0), 1)
        parts.append(Segment(share.code, share.label, str(place), *drawn, round(percent), count))
        start += width
    return tuple(parts)


def _marks(shares: tuple[Share, ...]) -> tuple[float, ...]:
    """Where the shares would meet if each were what it should be."""
    ends = accumulate(300 * part for part in targets(shares).values())
    return tuple(round(float(end), 1) for end in ends)[:-1]


def next_out(now: datetime) -> list[Post]:
    """The next five posts, each with ``is_approved`` and ``is_asked``: approved as it is, or waiting to be."""
    this = {"pk": OuterRef("pk")}
    approved, asked = Post.objects.approved().filter(**this), Post.objects.awaiting_approval().filter(**this)
    posts = Post.objects.going_after(now).annotate(is_approved=Exists(approved), is_asked=Exists(asked))
    return list(posts[:5])


def own_suggestions(person: Person) -> list[Suggestion]:
    """What this person suggested, with the answers and what became public."""
    return list(with_outcome(Suggestion.objects.filter(person=person).select_related("answer")).order_by("-received_at")[:10])


def tally() -> list[tuple[State, int]]:
    """How many clauses stand so, the worst first."""
    counted = dict(ClauseStanding.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return [(state, counted[state]) for state in (*ORDER, *ONLY_WHERE_THERE_ARE) if state in counted]


def recorded() -> int:
    """How many events the record holds: the number of the last, since none can be taken away."""
    return Event.objects.order_by("-number").values_list("number", flat=True).first() or 0


REVIEWED = ("review.stated", "review.every", "review.first")  # the clauses that time a review, the plainest first


def overdue_review() -> ClauseStanding | None:
    """The clause whose review is overdue, with its figure; None when none is."""
    late = ClauseStanding.objects.filter(capability__in=REVIEWED, state=State.BREACHED, figure__endswith="overdue")
    return min(late, key=lambda row: REVIEWED.index(row.capability), default=None)


def heading(number: int) -> str:
    """The first line of the page: a fact."""
    if number == 0:
        return "Nothing needs you now"
    return f"{capitalised(spelt(number, 'thing'))} need{'' if number != 1 else 's'} you"


def suggestions_heading(number: int) -> str:
    """The heading of the suggestions card: a fact."""
    return capitalised(spelt(number, "new suggestion"))


def standing_heading(counted: list[tuple[State, int]]) -> str:
    """For those who watch: how many clauses are off track."""
    off = dict(counted).get(State.BREACHED, 0)
    return f"{capitalised(spelt(off, 'clause'))} {'is' if off == 1 else 'are'} off track" if off else "No clause is off track"


def own_heading(mine: list[Suggestion]) -> str:
    """For those who suggest: what became of it."""
    open_ones = sum(getattr(suggestion, "answer", None) is None for suggestion in mine)
    if open_ones:
        return f"We are looking at {spelt(open_ones, 'suggestion')} of yours"
    return "You have had every answer" if mine else "What should our neighbours know?"
