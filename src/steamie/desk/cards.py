"""What stands beside the to-do list on the first page: shares, what goes out next, connections, new suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.content.calendar.quarter_posts import QuarterPosts, quarter_posts
from steamie.content.plan.models import Quarter
from steamie.content.posts.models import Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.posts.outcomes import with_outcome
from steamie.content.suggestions.models import Suggestion, SuggestionLink
from steamie.evidence.models import Event
from steamie.people.models import Grant, Person, Policy
from steamie.rules import share_words
from steamie.rules.balance import Balance
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Office
from steamie.rules.quarters import quarter_of
from steamie.rules.shares import Share, targets
from steamie.rules.standing import State
from steamie.strategy import reading
from steamie.strategy.lines import ONLY_WHERE_THERE_ARE, ORDER
from steamie.strategy.models import ClauseStanding

# What a new desk needs, in a sensible order: title, why, address.
FIRST_STEPS = {
    "team": ("Invite your team", "Two colleagues can write and plan; only you approve.", "/desk/people/invitation/"),
    "connected": ("Connect your Facebook Page", "Until then approved posts go to your website only.", "/desk/channels/add/"),
    "policies": ("Record your four policies", "Everyone reads them before they write.", "/desk/people/policies/"),
    "links": (
        "Print a poster for suggestions",
        "Staff, committee and residents can suggest from their phones.",
        "/desk/suggestions/links/",
    ),
    "planned": ("Plan the quarter", "", "/desk/calendar/"),  # why: what the strategy asks of the whole
}


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing a new desk needs."""

    title: str
    why: str
    address: str
    done: bool


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

    known: QuarterPosts
    segments: tuple[Segment, ...]
    marks: tuple[float, ...]  # where one share should end and the next begin, in the bar's units

    @property
    def heading(self) -> str:
        """What the shares are called together."""
        return share_words.heading(self.known.shares)

    @property
    def limits(self) -> str:
        """What each share may be, in a sentence."""
        return share_words.all_limits(self.known.shares)

    @property
    def read_aloud(self) -> str:
        """The limits beside the bar's own percentages."""
        shares = self.known.shares
        return share_words.within_each(shares[0]) if share_words.even(shares) else self.limits

    @property
    def lately(self) -> str:
        """The percentages of the last ninety days."""
        percents = self.known.lately.percents
        return ", ".join(f"{percents[share.code]:.0f}% {share.label.lower()}" for share in self.known.shares)

    @property
    def to_come(self) -> int:
        """Posts planned for the rest of the quarter, and places still open."""
        return sum(self.known.to_come.values())

    @property
    def ahead(self) -> str:
        """What would put it right; or that the plan does."""
        sent, ahead = self.known.balance, self.known.forecast
        if sent.enough and not sent.within and ahead.balance.within:
            return f"As planned, it is in balance by {self.known.span.last.day} {self.known.span.last:%B}."
        return ahead.needs.sentence


def meter(now: datetime) -> Meter | None:
    """As the calendar and the board count it; None when the strategy asks for no shares."""
    today = timezone.localdate(now)
    known = quarter_posts(quarter_of(today), today=today)
    return Meter(known, _segments(known.balance), _marks(known.shares)) if known.shares else None


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
    """The next five posts, each with ``approved_now`` and ``asked_now``: approved as it is, or waiting to be."""
    this = {"pk": OuterRef("pk")}
    approved, asked = Post.objects.approved().filter(**this), Post.objects.awaiting_approval().filter(**this)
    posts = Post.objects.going_after(now).annotate(approved_now=Exists(approved), asked_now=Exists(asked))
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


def first_steps(now: datetime) -> list[FirstStep]:
    """What a new desk needs before its first post, and what of it is done; empty once a post is public."""
    asked = Person.objects.values(
        sent=Exists(Publication.objects.filter(step=Step.PUBLISHED)),
        planned=Exists(Quarter.objects.filter(last__gte=timezone.localdate(now), approval__isnull=False)),
        connected=Exists(Channel.objects.active().filter(kind__in=registry.elsewhere())),
        team=Exists(Grant.objects.open(timezone.localdate(now)).exclude(office=Office.OFFICER)),
        policies=Exists(Policy.objects.all()),
        links=Exists(SuggestionLink.objects.all()),
    )[:1]
    found = asked[0] if asked else {"sent": True}
    if found["sent"]:
        return []
    whole = share_words.promise(reading.shares())
    return [FirstStep(title, why or whole, address, found[name]) for name, (title, why, address) in FIRST_STEPS.items()]
