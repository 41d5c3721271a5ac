"""The pieces of the calendar's grid: weeks, days, and what stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone

from steamie.content.plan.models import Slot
from steamie.content.posts.models import Post, PostStanding
from steamie.rules import share_words
from steamie.rules.shares import Share

_DRAWN = {
    PostStanding.DRAFT: " st_post--draft",
    PostStanding.SENT_BACK: " st_post--draft",
    PostStanding.UNCONFIRMED: " st_post--trouble",
    PostStanding.HELD: " st_post--trouble",
    PostStanding.REFUSED: " st_post--trouble",
    PostStanding.WITHDRAWN: " st_post--gap",
}
GROUPS = {PostStanding.AWAITING_APPROVAL: "approve", PostStanding.DRAFT: "drafts", PostStanding.SENT_BACK: "drafts"}


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing on a day: a post, an idea or a gap. ``read_after`` is read aloud after the title. No address: no link."""

    address: str
    title: str
    look: str
    read_after: str
    icon: str = ""
    post: int = 0  # number of the post; 0 for what is none
    group: str = ""  # of the filters: "approve", "drafts", "empty"
    pick: str = ""  # what ticking it sends, while posts are being chosen
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A post with what is worked out of the rows around it, once: its day in the calendar, and its standing."""

    post: Post
    day: date
    standing: PostStanding

    @property
    def seen(self) -> bool:
        """Whether residents have seen it on at least one channel."""
        return any(publication.published_at for publication in self.post.publications.all())

    @property
    def live(self) -> bool:
        """Whether it counts: a withdrawn post does not."""
        return self.standing != PostStanding.WITHDRAWN


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the grid. ``closed`` names a bank holiday, or why our office is shut."""

    day: date
    look: str
    closed: str
    entries: Sequence[CalendarEntry]
    add: str = ""  # the address where a post for this day is written


@dataclass(frozen=True, slots=True)
class Week:
    """A row: seven days and how its posts are shared."""

    first: date
    look: str
    now: bool
    past: bool
    days: Sequence[CalendarDay]
    counts: Sequence[tuple[int, str]]  # how many posts of each share, in order, and its name
    bars: Sequence[tuple[str, float, float]]  # class, x, width of 100
    unsent: int  # posts that did not go out

    @property
    def sent(self) -> int:
        """How many of its posts went out."""
        return sum(number for number, _ in self.counts) - self.unsent


def day_of(post: Post) -> date:
    """The day a post is on in the calendar: when it was first seen, else when it goes, else its place."""
    seen = [row.published_at for row in post.publications.all() if row.published_at]
    moment = min(seen) if seen else post.goes_at
    if moment is not None:
        return timezone.localdate(moment)
    if post.slot is None:
        raise ValueError(f"{post} has no day, so it is not in the calendar.")
    return post.slot.day


def entry_of(row: Dated, shares: Sequence[Share]) -> CalendarEntry:
    """A post as it stands on its day."""
    post, standing = row.post, row.standing
    look, share_name = drawn_as(post.share, shares)
    look += _DRAWN.get(standing, "")
    extra = "" if post.slot is None or post.slot.planned else ", added after the plan"
    return CalendarEntry(
        reverse("posts:post", args=[post.pk]),
        post.title,
        look,
        f"{share_name}, {post.state.lower()}{extra}",
        standing.icon,
        post=post.pk,
        group=GROUPS.get(standing, ""),
    )


def drawn_as(code: str, shares: Sequence[Share]) -> tuple[str, str]:
    """The class of a share and its name as it is read aloud after a title; both empty for a post that counts as none."""
    share = share_words.shown(code, shares)
    return (f" st_post--{share.look}", f", {share.name[0].lower()}{share.name[1:]}") if share else ("", "")


def of_another_quarter(entry: CalendarEntry) -> CalendarEntry:
    """A post on the other side of the quarter's edge: shown so that nothing is planned twice, counted there."""
    return replace(entry, look=" st_post--out", read_after=f"{entry.read_after}, in the quarter beside this one")


def bars(counts: Iterable[int]) -> list[tuple[str, float, float]]:
    """A meter of 100 wide: the class, start and width of each share, with a gap between."""
    numbers = list(counts)
    total, x, drawn = sum(numbers), 0.0, []
    for place, number in enumerate(numbers, 1):
        if number:
            width = 100 * number / total
            drawn.append((str(place), round(x, 1), round(max(width - 1.2, 1), 1)))
            x += width
    return drawn


def gap_entry(gap: Slot, shares: Sequence[Share], address: str) -> CalendarEntry:
    """An open place on its day, which says what it is for."""
    share = share_words.shown(gap.share, shares)
    name = share.label.lower() if share else ""
    title = gap.note or (f"Empty: {name}" if name else "Empty")
    look = f"{drawn_as(gap.share, shares)[0]} st_post--gap"
    open_for = f", an open place for {name}" if name else ", an open place"
    return CalendarEntry(address, title, look, open_for if gap.note else "", "plus", group="empty")
