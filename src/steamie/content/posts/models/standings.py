"""What can be said of a post, worked out from the rows around it. There is no status field."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import models
from django.db.models import Max


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

# Values of publications.Step, worst first: the post is said to be where its worst publication is.
_BY_STEP = (
    ("needs_a_person", PostStanding.UNCONFIRMED),
    ("refused", PostStanding.REFUSED),
    ("held", PostStanding.HELD),
    ("creating", PostStanding.SENDING),
    ("created", PostStanding.SENDING),
    ("publishing", PostStanding.SENDING),
)


def standing_of(post: models.Model) -> PostStanding:
    """The standing of a post; without a query when it was read ``with_standing()``."""
    if hasattr(post, "withdrawal"):
        return PostStanding.WITHDRAWN
    steps = {publication.step for publication in post.publications.all()} - {"withdrawn"}
    for step, standing in _BY_STEP:
        if step in steps and not _voided(post, step):
            return standing
    if "published" in steps:
        return PostStanding.SENT if steps == {"published"} else PostStanding.SENDING
    return PostStanding.APPROVED if _approved(post) else _before_approval(post)


def _approved(post: models.Model) -> bool:
    known = getattr(post, "approved_now", None)
    return post.approvals.in_force().filter(edition=post.edition).exists() if known is None else known


def _voided(post: models.Model, step: str) -> bool:
    """A post edited since it was held or refused is being written again."""
    return step in {"held", "refused"} and not _approved(post)


def _before_approval(post: models.Model) -> PostStanding:
    asked, returned = _latest(post, "asked_at", "submissions"), _latest(post, "returned_at", "returns")
    if returned and (asked is None or returned >= asked):
        return PostStanding.SENT_BACK
    return PostStanding.AWAITING_APPROVAL if asked else PostStanding.DRAFT


def _latest(post: models.Model, annotation: str, rows: str) -> datetime | None:
    if hasattr(post, annotation):
        return getattr(post, annotation)
    return getattr(post, rows).aggregate(latest=Max("at"))["latest"]
