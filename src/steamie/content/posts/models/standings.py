"""What can be said of a post, worked out from the rows around it. There is no status field."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Max

from steamie.rules.situation import Step

if TYPE_CHECKING:
    from .posts import Post


class PostStanding(StrEnum):
    """Where a post is between the first draft and the public."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting approval"
    SENT_BACK = "sent back"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    UNCONFIRMED = "unconfirmed"
    HELD = "held"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The words on the chip."""
        return "Needs approval" if self is PostStanding.AWAITING_APPROVAL else self.value.capitalize()

    @property
    def icon(self) -> str:
        """Its sign in the sprite: never colour alone."""
        return _ICONS[self]

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return _TONES.get(self, "none")


_ICONS = {
    PostStanding.DRAFT: "pen",
    PostStanding.AWAITING_APPROVAL: "eye",
    PostStanding.SENT_BACK: "pen",
    PostStanding.APPROVED: "clock",
    PostStanding.SENDING: "send",
    PostStanding.SENT: "check",
    PostStanding.UNCONFIRMED: "help",
    PostStanding.HELD: "stop",
    PostStanding.REFUSED: "warn",
    PostStanding.WITHDRAWN: "stop",
}
_TONES = {
    PostStanding.AWAITING_APPROVAL: "warn",
    PostStanding.SENT_BACK: "warn",
    PostStanding.APPROVED: "good",
    PostStanding.SENDING: "info",
    PostStanding.SENT: "good",
    PostStanding.UNCONFIRMED: "warn",
    PostStanding.HELD: "bad",
    PostStanding.REFUSED: "bad",
}

# Worst first: the post is said to be where its worst publication is.
_BY_STEP = (
    (Step.NEEDS_A_PERSON, PostStanding.UNCONFIRMED),
    (Step.REFUSED, PostStanding.REFUSED),
    (Step.HELD, PostStanding.HELD),
    (Step.CREATING, PostStanding.SENDING),
    (Step.CREATED, PostStanding.SENDING),
    (Step.PUBLISHING, PostStanding.SENDING),
)


def standing_of(post: Post) -> PostStanding:
    """The standing of a post; without a query when it was read ``with_standing()``."""
    if hasattr(post, "withdrawal"):
        return PostStanding.WITHDRAWN
    steps = {publication.step for publication in post.publications.all()} - {Step.WITHDRAWN}
    for step, standing in _BY_STEP:
        if step in steps and not _voided(post, step):
            return standing
    if Step.PUBLISHED in steps:
        return PostStanding.SENT if steps == {Step.PUBLISHED} else PostStanding.SENDING
    return PostStanding.APPROVED if _approved(post) else _before_approval(post)


def _approved(post: Post) -> bool:
    if hasattr(post, "approved_now"):
        return post.approved_now
    return post.approvals.in_force().filter(edition=post.edition).exists()


def _voided(post: Post, step: Step) -> bool:
    """A post edited since it was held or refused is being written again."""
    return step in {Step.HELD, Step.REFUSED} and not _approved(post)


def _before_approval(post: Post) -> PostStanding:
    asked, returned = _latest(post, "asked_at", "submissions"), _latest(post, "returned_at", "returns")
    if returned and (asked is None or returned >= asked):
        return PostStanding.SENT_BACK
    return PostStanding.AWAITING_APPROVAL if asked else PostStanding.DRAFT


def _latest(post: Post, annotation: str, rows: str) -> datetime | None:
    annotated: datetime | None = getattr(post, annotation, None)
    latest: datetime | None = annotated if hasattr(post, annotation) else getattr(post, rows).aggregate(at=Max("at"))["at"]
    return latest
