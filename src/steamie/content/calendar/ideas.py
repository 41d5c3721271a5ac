"""What could fill the open places of a quarter: suggestions, posts that can be used again, and days worth a post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from steamie.content.plan.models import Occasion, Slot
from steamie.content.plan.occasions import counts_as, falling
from steamie.content.posts.models import Post
from steamie.content.suggestions.models import Suggestion
from steamie.rules import proposal
from steamie.rules.guessing import guess_day
from steamie.rules.proposal import Candidate, OpenSlot, Placement, Proposal
from steamie.rules.quarters import Span
from steamie.rules.relative_days import needed_now
from steamie.rules.shares import Share, in_force
from steamie.rules.wall_clock import midnight
from steamie.strategy import reading

DATED_WINDOW = 7  # days before its day that a dated suggestion may still go out
OCCASION_WINDOW = 3
REST = timedelta(days=30)  # before a post that can be used again is offered for the next quarter
ENOUGH = 100  # candidates of one sort looked at


@dataclass(frozen=True, slots=True)
class Marked:
    """A day worth a post, with the words that stand on that day in the calendar."""

    pk: int
    title: str
    share: str


@dataclass(frozen=True, slots=True)
class Ideas:
    """The proposal for a quarter, and the rows its candidates came from."""

    proposal: Proposal
    sources: Mapping[str, Suggestion | Post | Occasion]
    days: Sequence[tuple[date, Marked]]  # every occasion of the quarter that no post is named after

    @property
    def by_slot(self) -> dict[int, Placement]:
        """Each placement by the number of its place."""
        return {int(placement.slot.key): placement for placement in self.proposal.placements}


def propose(
    span: Span,
    gaps: Sequence[Slot],
    placed: Mapping[str, int],
    shares: Sequence[Share],
    *,
    today: date,
    titles: Iterable[str],
) -> Ideas:
    """What the rules would put in the gaps that are still to come. Three queries. ``titles``: posts already there."""
    occasions, already = list(Occasion.objects.all()), [title.casefold() for title in titles]
    days = falling(occasions, span)
    fresh = [(day, row) for day, row in days if row.title.casefold() not in already]
    marked = [(day, Marked(row.pk, row.called, counts_as(row, shares))) for day, row in fresh]
    slots = [OpenSlot(str(gap.pk), gap.day, in_force(gap.share, shares) or None) for gap in gaps if gap.day >= today]
    if not slots:
        return Ideas(proposal.propose([], [], placed, shares), {}, marked)
    sources = _sources(span, days, already)
    candidates = _candidates(sources, occasions, shares, today, span)
    return Ideas(proposal.propose(slots, candidates, placed, shares), sources, marked)


def dated(span: Span, *, today: date, titles: Iterable[str]) -> list[Candidate]:
    """What must go out by a day of this quarter: suggestions with a date, and days worth a post."""
    occasions = list(Occasion.objects.all())
    sources = _sources(span, falling(occasions, span), [title.casefold() for title in titles])
    candidates = _candidates(sources, occasions, reading.shares(), today, span)
    return [candidate for candidate in candidates if candidate.day and candidate.day in span]


def _sources(
    span: Span, days: Iterable[tuple[date, Occasion]], already: Sequence[str]
) -> dict[str, Suggestion | Post | Occasion]:
    """Everything that could be placed, less what is in the quarter already (``already``, casefolded)."""
    suggested = _suggestions()
    again = {key: row for key, row in _evergreen(span).items() if row.title.casefold() not in already}
    asked = [*already, *(row.title.casefold() for row in suggested.values())]
    to_keep = {f"occasion:{row.pk}:{day}": row for day, row in days if not any(row.title.casefold() in title for title in asked)}
    return {**suggested, **again, **to_keep}


def _suggestions() -> dict[str, Suggestion]:
    waiting = Q(answer__isnull=True) | Q(answer__outcome="later")
    rows = Suggestion.objects.received().filter(waiting, posts__isnull=True).order_by("received_at")[:ENOUGH]
    return {f"suggestion:{row.pk}": row for row in rows}


def _evergreen(span: Span) -> dict[str, Post]:
    """Posts that can be used again, in their newest words, unless they went out in the month before or are planned."""
    lately = Post.objects.live().filter(title__iexact=OuterRef("title"), due_at__gte=midnight(span.first - REST))
    rows = Post.objects.live().filter(~Exists(lately), evergreen=True, due_at__isnull=False).order_by("due_at")
    newest = {row.title.casefold(): row for row in rows.filter(publications__published_at__isnull=False).distinct()[:ENOUGH]}
    return {f"post:{row.pk}": row for row in newest.values()}


def _candidates(
    sources: Mapping[str, Suggestion | Post | Occasion],
    occasions: Iterable[Occasion],
    shares: Sequence[Share],
    today: date,
    span: Span,
) -> list[Candidate]:
    """What the quarter could hold: what has its day in another is not of this one, and is offered there."""
    named = {row.title: row for row in occasions}
    candidates = (_candidate(key, row, shares, today, span, named) for key, row in sources.items())
    return [one for one in candidates if _is_of(one, span, today)]


def _is_of(candidate: Candidate, span: Span, today: date) -> bool:
    if candidate.needed_now:
        return today in span
    return not candidate.day or (candidate.day >= span.first and _earliest(candidate.day, candidate) <= span.last)


def _earliest(day: date, candidate: Candidate) -> date:
    return day - timedelta(days=candidate.window_days)


def _candidate(
    key: str,
    row: Suggestion | Post | Occasion,
    shares: Sequence[Share],
    today: date,
    span: Span,
    named: Mapping[str, Occasion],
) -> Candidate:
    if isinstance(row, Occasion):
        day = date.fromisoformat(key.rpartition(":")[2])
        return Candidate(key, row.called, counts_as(row, shares) or None, day, OCCASION_WINDOW, moves=row.moves)
    share = in_force(row.share, shares) or None
    if isinstance(row, Post):
        candidate = Candidate(key, row.title, share, evergreen=True, age_days=(today - timezone.localdate(row.due_at)).days)
        return _guessed(candidate, row.title, named, on=max(today, span.first), today=today, again=True)
    received = timezone.localdate(row.received_at)
    candidate = Candidate(key, row.title, share, age_days=max((today - received).days, 0), answers=True)
    if row.wanted_on:
        return replace(candidate, day=row.wanted_on, window_days=DATED_WINDOW)
    if words := needed_now(f"{row.title}\n{row.text}"):
        return replace(candidate, needed_now=True, because=words)
    return _guessed(candidate, f"{row.title}\n{row.text}", named, on=received, today=today)


def _guessed(
    candidate: Candidate, words: str, named: Mapping[str, Occasion], *, on: date, today: date, again: bool = False
) -> Candidate:
    """With the day its words speak of, so that a carol concert is not proposed for February."""
    guess = guess_day(words, on=on, named={title: row.on for title, row in named.items()}, again=again)
    if guess is None:
        return candidate
    moves = guess.words in named and named[guess.words].moves
    over = guess.day < today
    return replace(candidate, day=guess.day, window_days=guess.window_days, because=guess.words, moves=moves, over=over)
