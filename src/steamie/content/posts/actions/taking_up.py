"""Taking up a suggestion: the answer to its sender, and the draft (S-59)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from steamie.content.posts.models import Post
from steamie.content.suggestions.actions.suggestions import answer
from steamie.content.suggestions.models import Suggestion
from steamie.people.models import Person

from .posts import draft_from_suggestion


@transaction.atomic
def use(*, suggestion: Suggestion, reason: str, by: Person, share: str = "", at: datetime | None = None) -> Post:
    """Answer that we will use it, and begin a draft with its words: both, or neither."""
    taken_up = answer(suggestion=suggestion, outcome="used", reason=reason, share=share, by=by, at=at)
    return draft_from_suggestion(suggestion=taken_up.suggestion, by=by, at=at)
