"""Making drafts of the ideas a person accepted. Nothing is added that was not shown and left ticked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from steamie.content.calendar.ideas import Ideas
from steamie.content.plan.models import Occasion, Slot
from steamie.content.posts.actions import posts
from steamie.content.posts.composition import Composition
from steamie.content.posts.models import Post
from steamie.content.suggestions.actions.suggestions import answer
from steamie.content.suggestions.models import Suggestion
from steamie.people.models import Person
from steamie.rules.proposal import Placement


def choice(placement: Placement) -> str:
    """How a placement is named in the form: its place and what was shown there."""
    return f"{placement.slot.key}={placement.candidate.key}"


@transaction.atomic
def accept(*, ideas: Ideas, chosen: Collection[str], by: Person, at: datetime | None = None) -> list[Post]:
    """Drafts in their places, one for each placement chosen exactly as it was shown; suggestions are answered "used"."""
    placements = [placement for placement in ideas.proposal.placements if choice(placement) in chosen]
    slots = Slot.objects.in_bulk(int(placement.slot.key) for placement in placements)
    return [_draft(ideas.sources[each.candidate.key], slots[int(each.slot.key)], each.share or "", by, at) for each in placements]


def _draft(source: Suggestion | Post | Occasion, slot: Slot, share: str, by: Person, at: datetime | None) -> Post:
    """``share``: what the place was shown to count as."""
    if isinstance(source, Suggestion):
        post = posts.draft_from_suggestion(suggestion=source, by=by, slot=slot, share=share, at=at)
        answer(suggestion=source, outcome="used", reason=f"Planned for {slot.day:%A} {slot.day.day} {slot.day:%B}.", by=by)
        return post
    if isinstance(source, Post):
        return posts.draft_again(post=source, by=by, slot=slot, share=share, at=at)
    words = Composition(source.title, share, purpose="external_factors", credit=source.body).on(slot.day)
    return posts.draft(composition=words, by=by, slot=slot, occasion=source, at=at)
