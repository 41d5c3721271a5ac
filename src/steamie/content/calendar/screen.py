"""The calendar of a quarter, worked out before it is drawn: weeks, days, what is in each, and the shares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from steamie.content.calendar.grid import (
    GROUPS,
    CalendarDay,
    CalendarEntry,
    Dated,
    Week,
    bars,
    day_of,
    drawn_as,
    entry_of,
    gap_entry,
    of_another_quarter,
)
from steamie.content.calendar.ideas import Ideas, propose
from steamie.content.plan.models import Quarter, Slot
from steamie.content.posts.models import Post
from steamie.diary.models import working_calendar
from steamie.rules import balance, quarters, share_words
from steamie.rules.balance import Balance, Forecast
from steamie.rules.counting import some
from steamie.rules.proposal import Placement
from steamie.rules.quarters import QuarterShape, Span
from steamie.rules.standing import State
from steamie.rules.written_days import in_words, is_far_ahead
from steamie.strategy import reading


class Plan:
    """A quarter as one screen, for someone who plans, or only writes, or only reads. A fixed number of queries."""

    def __init__(self, span: Span, *, today: date, plans: bool = True, writes: bool = True) -> None:
        self.span, self.today, self.plans, self.writes = span, today, plans, writes
        self.mondays = quarters.weeks(span)
        first, last = self.mondays[0], self.mondays[-1] + timedelta(days=6)
        self.quarter = Quarter.objects.with_edition_in_force().filter(first=span.first).first()
        if self.quarter:  # which edition is in force was asked with it
            reading.note_in_force(self.quarter.in_force)  # type: ignore[attr-defined] # annotated
        self.shares = reading.shares()
        posts = Post.objects.in_days(first, last).with_standing().select_related("slot", "suggestion")
        self.dated = [Dated(post, day_of(post), post.standing) for post in posts]
        self.places = list(Slot.objects.filter(day__gte=span.first, day__lte=span.last).annotate(filled=F("post__pk")))
        self.open_places = [place for place in self.places if place.filled is None]
        calendar = working_calendar({first.year, last.year})
        self.holidays = {**calendar.closures, **calendar.statutory}

    @cached_property
    def ours(self) -> list[Dated]:
        """Those of the quarter itself, less the withdrawn. A week of two quarters counts for each only its own days."""
        return [row for row in self.dated if row.live and row.day in self.span]

    @property
    def live(self) -> list[Post]:
        """The same, as posts."""
        return [row.post for row in self.ours]

    @property
    def open_listed(self) -> list[tuple[Slot, Placement | None]]:
        """Open places in order of day, with the idea for each."""
        placed = self.ideas.by_slot
        return [(gap, placed.get(gap.pk)) for gap in self.open_places]

    @cached_property
    def counts(self) -> Counter[str]:
        """Posts by the code of their share, sent or planned."""
        return Counter(row.post.share for row in self.ours)

    @cached_property
    def ideas(self) -> Ideas:
        """What the rules would put in the gaps."""
        titles = [row.post.title for row in self.dated]
        return propose(self.span, self.open_places, self.counts, self.shares, today=self.today, titles=titles)

    @property
    def placements(self) -> int:
        """How many ideas are proposed."""
        return len(self.ideas.proposal.placements)

    @property
    def balance(self) -> Balance:
        """The shares with the ideas in."""
        return self.ideas.proposal.balance

    @cached_property
    def forecast(self) -> Forecast:
        """How the quarter ends if everything planned goes out: what was sent and dated, and the places still kept (S-75)."""
        sent = Counter(row.post.share for row in self.ours if row.seen)
        to_come = Counter(row.post.share for row in self.ours if not row.seen)
        to_come.update(gap.share for gap in self.open_places if gap.day >= self.today)
        return balance.forecast(sent, to_come, self.shares, by=self.span.last)

    @property
    def lede(self) -> str:
        """The shares in one line, with the ideas when there are any."""
        summary = self._shared if self.balance.total else f"{some(len(self.ours) + self.placements, 'post')}."
        return f"With the {self.placements} idea{'s'[: self.placements != 1]}: {summary}" if self.placements else summary

    @property
    def tally(self) -> str:
        """What was sent, what is to come, and what is still empty."""
        sent = sum(row.seen for row in self.ours)
        written, empty = len(self.ours) - sent, len(self.still_empty)
        if not (sent or written or empty):
            return "Nothing is planned yet."
        to_come = f"{written + empty} to come: {written} written, {empty} still empty." if empty else f"{written} to come."
        return f"{sent} sent. {to_come}"

    @property
    def ending(self) -> str:
        """How the quarter ends with its shares if everything planned goes out, in a sentence; empty without posts."""
        end = self.forecast.balance
        if not (end.total and self.shares):
            return ""
        if end.within or not end.enough:
            return f"If all go out: {share_words.each(self.shares)}." if end.within else ""
        return f"If all go out: {end.reason} {self.forecast.needs.sentence}"

    @cached_property
    def percents(self) -> list[tuple[str, str]]:
        """The code of each share, and its name with its part of the posts as planned."""
        end = self.forecast.balance
        return [(share.code, f"{share.label} {end.percents[share.code]:.0f}%") for share in self.shares] if end.total else []

    @property
    def meter(self) -> list[tuple[str, float, float]]:
        """The shares as planned, as one meter."""
        return bars(self.counts[share.code] + self._empty_by_share[share.code] for share in self.shares)

    @cached_property
    def _empty_by_share(self) -> Counter[str]:
        return Counter(place.share for place in self.still_empty)

    def number_of(self, group: str) -> int:
        """How many things of a filter are in the calendar: posts of its weeks, or places still open."""
        if group == "empty":
            return len(self.open_places)
        return sum(GROUPS.get(row.standing, "") == group for row in self.dated)

    @property
    def _shared(self) -> str:
        """The percentage of each share, and whether they are in range."""
        percents = ", ".join(f"{self.balance.percents[share.code]:.0f}% {share.after_percent}" for share in self.shares)
        return f"{percents} of {self.balance.total} posts. {'In range.' if self.balance.within else 'Out of balance.'}"

    @property
    def shape(self) -> QuarterShape:
        """Where the quarter is in its life (S-72)."""
        signed = self.quarter.signed if self.quarter else None
        closing = getattr(self.quarter, "closing", None)
        return quarters.standing(
            self.span,
            today=self.today,
            planned=len(self.ours) + len(self.open_places),
            approved=timezone.localdate(signed.at) if signed else None,
            closed=timezone.localdate(closing.at) if closing else None,
            empty=len(self.still_empty),
        )

    @property
    def still_empty(self) -> list[Slot]:
        """Places of today and later that hold no post."""
        return [place for place in self.open_places if place.day >= self.today]

    @property
    def far_ahead(self) -> str:
        """The first day of a quarter that begins more than a year ahead, in words: its year may be a slip. Empty for others."""
        return in_words(self.span.first) if is_far_ahead(self.span.first, self.today) else ""

    @property
    def state(self) -> State:
        """Where it stands with its shares: a plan approved in time is to be watched all the same when it ends out of balance."""
        drifts = self.forecast.balance.enough and not self.forecast.balance.within
        return State.AT_RISK if drifts and self.shape.state == State.MET else self.shape.state

    @cached_property
    def weeks(self) -> list[Week]:
        """The rows of the calendar."""
        entries = self._entries()
        counts: dict[date, Counter[str]] = defaultdict(Counter)
        for row in self.ours:
            counts[_monday(row.day)][row.post.share] += 1
        return [self._week(monday, entries, counts[monday]) for monday in self.mondays]

    def _week(self, monday: date, entries: Mapping[date, list[CalendarEntry]], by_share: Counter[str]) -> Week:
        days = [self._day(monday + timedelta(days=number), entries) for number in range(7)]
        now = monday <= self.today < monday + timedelta(days=7)
        look = " st_week--now" if now else ""
        look += " st_week--month" if monday.day <= 7 and monday != self.mondays[0] else ""
        counts = [(by_share[share.code], share.label.lower()) for share in self.shares]
        past = days[-1].day < self.today
        unsent = sum(not row.seen for row in self.ours if past and _monday(row.day) == monday)
        return Week(monday, look, now, past, days, counts, bars(number for number, _ in counts), unsent)

    def _day(self, day: date, entries: Mapping[date, list[CalendarEntry]]) -> CalendarDay:
        on_the_day, closed = entries.get(day, []), self.holidays.get(day, "")
        look = " st_day--we" if day.weekday() >= 5 else ""
        look += " st_day--off" if closed else ""
        look += "" if on_the_day or closed else " st_day--empty"
        look += "" if day in self.span else " st_day--out"
        look += " st_day--today" if day == self.today else ""
        writes = self.writes and day >= self.today and day in self.span and not closed and day.weekday() < 5
        add = f"{reverse('posts:new')}?day={day}" if writes else ""
        return CalendarDay(day, look, closed, on_the_day, add)

    def _entries(self) -> dict[date, list[CalendarEntry]]:
        by_day: dict[date, list[CalendarEntry]] = defaultdict(list)
        for row in self.dated:
            entry = entry_of(row, self.shares)
            by_day[row.day].append(entry if row.day in self.span else of_another_quarter(entry))
        placed = self.ideas.by_slot
        for gap in self.open_places:
            by_day[gap.day].append(
                self._idea(placed[gap.pk]) if gap.pk in placed else gap_entry(gap, self.shares, self._opens(gap))
            )
        self._add_occasions(by_day)
        return by_day

    def _opens(self, gap: Slot) -> str:
        """Where an open place leads: to writing for it, or once its day has passed to where it is moved or taken out."""
        if self.writes and gap.day >= self.today:
            return f"{reverse('posts:new')}?slot={gap.pk}"
        return reverse("calendar:place", args=[gap.pk]) if self.plans else ""

    def _idea(self, placement: Placement) -> CalendarEntry:
        look, share_name = drawn_as(placement.share or "", self.shares)
        address = f"{reverse('calendar:proposal', args=[self.span.first])}#place-{placement.slot.key}" if self.plans else ""
        return CalendarEntry(
            address, placement.candidate.title, f"{look} st_post--idea", f"{share_name}, idea", "idea", group="empty"
        )

    def _add_occasions(self, by_day: Mapping[date, list[CalendarEntry]]) -> None:
        there = {entry.title.casefold() for entries in by_day.values() for entry in entries}
        for day, row in self.ideas.days:
            if day >= self.today and row.title.casefold() not in there:
                address = f"{reverse('posts:new')}?occasion={row.pk}&day={day}" if self.writes else ""
                look, share_name = drawn_as(row.share, self.shares)
                by_day[day].append(
                    CalendarEntry(address, row.title, f"{look} st_post--idea", f"{share_name}, a day worth a post", "cal")
                )

    @property
    def next_step(self) -> str:
        """What to do with the plan now, for somebody who does it for the first time."""
        if not self.quarter:
            return "Open the quarter first. Then lay out its places, fill them, and approve the plan."
        if not self.unsigned or getattr(self.quarter, "closing", None):
            return ""
        if not (self.ours or self.open_places):
            return "Next: lay out the places."
        if self.placements:
            ideas = f"{self.placements} idea{'s'[: self.placements != 1]}"
            return f"Next: look at the {ideas} for its {len(self.open_places)} open places."
        still = f" {len(self.open_places)} open places can be filled later." if self.open_places else ""
        return f"Next: approve the plan.{still}"

    @property
    def unsigned(self) -> Quarter | None:
        """The plan, while nobody has approved it."""
        return self.quarter if self.quarter and not self.quarter.signed else None

    @property
    def counted_apart(self) -> str:
        """Posts of a kind that the strategy does not ask for now, in a sentence."""
        return self.balance.counted_apart

    @property
    def noun(self) -> str:
        """What one share is called."""
        return share_words.noun(self.shares)

    @property
    def plural(self) -> str:
        """What the shares are called."""
        return share_words.plural(self.shares)

    @property
    def address(self) -> str:
        """The calendar's own page."""
        return reverse("calendar:quarter", args=[self.span.first])


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
