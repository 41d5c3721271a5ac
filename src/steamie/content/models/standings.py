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


class Standing(models.Model):
    """A post, as far as its standing goes; without a query when it was read ``with_standing()``."""

    class Meta:
        abstract = True

    @property
    def standing(self) -> PostStanding:
        """What can be said of it now, from the rows around it; no query after ``with_standing()``."""
        if hasattr(self, "withdrawal"):
            return PostStanding.WITHDRAWN
        steps = {publication.step for publication in self.publications.all()} - {"withdrawn"}
        for step, standing in _BY_STEP:
            if step in steps and not self._voided(step):
                return standing
        if "published" in steps:
            return PostStanding.SENT if steps == {"published"} else PostStanding.SENDING
        return PostStanding.APPROVED if self._approved() else self._before_approval()

    def _approved(self) -> bool:
        known = getattr(self, "approved_now", None)
        return self.approvals.in_force().filter(edition=self.edition).exists() if known is None else known

    def _voided(self, step: str) -> bool:
        """A post edited since it was held or refused is being written again."""
        return step in {"held", "refused"} and not self._approved()

    def _before_approval(self) -> PostStanding:
        asked, returned = self._latest("asked_at", "submissions"), self._latest("returned_at", "returns")
        if returned and (asked is None or returned >= asked):
            return PostStanding.SENT_BACK
        return PostStanding.AWAITING_APPROVAL if asked else PostStanding.DRAFT

    def _latest(self, annotation: str, rows: str) -> datetime | None:
        if hasattr(self, annotation):
            return getattr(self, annotation)
        return getattr(self, rows).aggregate(latest=Max("at"))["latest"]
