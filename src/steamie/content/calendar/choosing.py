"""Choosing posts on the calendar: which can be chosen, and what the bar at the foot says of those that are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from steamie.content.posts.models import Post, PostStanding
from steamie.rules.counting import some

from .grid import Dated
from .several import pick

OPEN = {
    PostStanding.DRAFT,
    PostStanding.SENT_BACK,
    PostStanding.AWAITING_APPROVAL,
    PostStanding.APPROVED,
    PostStanding.HELD,
    PostStanding.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Choosing:
    """The posts that can be chosen, and those that are."""

    picks: Mapping[int, str]  # by the number of the post
    chosen: Collection[Post]
    approved: bool  # whether any of the chosen is approved
    day: str = ""
    time: str = ""

    @property
    def sentence(self) -> str:
        """What is chosen, and what moving it does."""
        if not self.chosen:
            return "Tick the posts to move, copy or approve."
        number = len(self.chosen)
        named = f"{next(iter(self.chosen))}." if number == 1 else f"{some(number, 'post')}."
        it = "it" if number == 1 else "them"
        return f"{named} Moving {it} cancels the approval." if self.approved else f"{named} Not approved yet."


def choosing(rows: Collection[Dated], *, wanted: Collection[str], day: str = "", time: str = "") -> Choosing:
    """``wanted``: what is ticked already, each as its number or as it is picked. Three queries, for the fingerprints."""
    posts = [row.post for row in rows if row.standing in OPEN]
    prefetch_related_objects(posts, "texts", "pictures__picture")
    numbers = {each.partition(":")[0] for each in wanted}
    chosen = [post for post in posts if str(post.pk) in numbers]
    standings = {row.post.pk: row.standing for row in rows}
    approved = any(standings[post.pk] == PostStanding.APPROVED for post in chosen)
    return Choosing({post.pk: pick(post) for post in posts}, chosen, approved, day, time)
