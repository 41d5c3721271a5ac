"""The trail of a case: everything that came in, went out, was said, noted or decided, in the order it happened."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.letters.models import Letter

from .cases import WAYS, Case


class EntryKind(models.TextChoices):
    """What an entry of the trail is."""

    CAME_IN = "came in", "They told us"
    WENT_OUT = "went out", "We answered"
    CALL = "call", "A call"
    VISIT = "visit", "A visit"
    NOTE = "note", "A note, for staff only"
    DECISION = "decision", "A decision"
    STEP = "step", "What the desk did"


ICONS = {
    EntryKind.CAME_IN: "home",
    EntryKind.WENT_OUT: "mail",
    EntryKind.CALL: "phone",
    EntryKind.VISIT: "people",
    EntryKind.NOTE: "pen",
    EntryKind.DECISION: "check",
    EntryKind.STEP: "eye",
}


class TrailEntryQuerySet(models.QuerySet["TrailEntry"]):
    """Reads of trails."""

    def shown_to_them(self) -> TrailEntryQuerySet:
        """What the person whose matter it is may read when they follow it."""
        return self.filter(for_them=True)

    def newest_first(self) -> TrailEntryQuerySet:
        """As a page of a case shows it."""
        return self.select_related("by", "letter", "mail").order_by("-at", "-pk")


class TrailEntry(models.Model):
    """One thing that happened. Rows are added and never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="trail")
    kind = models.CharField(max_length=10, choices=EntryKind)
    way = models.CharField(max_length=10, choices=WAYS, blank=True)
    at = models.DateTimeField()  # when it happened
    written_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)  # one line, without personal data: an auditor reads it
    words = models.TextField(blank=True)
    letter = models.ForeignKey(
        Letter, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # how it stands is the letter's to say
    sent_by_hand = models.BooleanField(default=False)  # "I sent this from the office phone": nobody knows that it arrived
    message_id = models.CharField(max_length=255, blank=True)  # of the e-mail, so that answers find their case
    for_them = models.BooleanField(default=False)

    objects = TrailEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "trail entries"
        indexes = [
            models.Index(fields=["case", "-at"], name="trail_of_case"),
            models.Index(fields=["message_id"], name="trail_message", condition=~Q(message_id="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def icon(self) -> str:
        """The picture beside it."""
        return ICONS[EntryKind(self.kind)]


class SightRequest(models.Model):
    """An auditor asked to see more of a case, and whether they were let, by whom, and until when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sight_requests")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)  # the last day; None once refused

    def __str__(self) -> str:
        return f"{self.by} on {self.case_id}"

    def holds(self, day: date) -> bool:
        """Whether it lets its asker read on this day."""
        return self.until is not None and day <= self.until
