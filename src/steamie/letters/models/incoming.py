"""A letter that came in, whole, as the mailbox gave it to us."""

from __future__ import annotations

from django.db import models

from .mailbox import Mailbox


class IncomingLetterQuerySet(models.QuerySet["IncomingLetter"]):
    """Reads of letters that came in."""

    def to_sort(self) -> IncomingLetterQuerySet:
        """Kept, and nothing has become of them yet; the first that came first."""
        return self.filter(sorted_at__isnull=True).order_by("pk")

    def to_flag(self, mailbox: Mailbox) -> IncomingLetterQuerySet:
        """Kept here, while the mailbox does not show yet that they were read."""
        return self.filter(mailbox=mailbox, uid_validity=mailbox.uid_validity, flagged_at__isnull=True)


class IncomingLetter(models.Model):
    """One letter of a mailbox. What became of it is for casework to say. ``problem``: it was not fetched whole, and why."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="letters")
    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    message_id = models.CharField(max_length=255, blank=True)  # as its sender numbered it; empty: not at all, or no number
    digest = models.CharField(max_length=64)  # of its sender, subject and body: the same letter delivered twice is known by it
    size = models.PositiveIntegerField()  # bytes in the mailbox
    sender = models.CharField(max_length=254, blank=True)  # a bare address
    sender_name = models.CharField(max_length=160, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()  # by the mailbox's clock, never later than ours
    kept_at = models.DateTimeField()
    content = models.BinaryField(default=bytes, blank=True)  # whole; only its head when it was too large; empty once forgotten
    problem = models.CharField(max_length=300, blank=True)
    flagged_at = models.DateTimeField(null=True)  # the mailbox shows that it was read
    sorted_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)  # at sorting it

    objects = IncomingLetterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "uid_validity", "uid"], name="fetched_once")]
        indexes = [
            models.Index(fields=["sorted_at"], name="incoming_sorted"),
            models.Index(fields=["message_id"], name="incoming_number"),
        ]

    def __str__(self) -> str:
        return self.subject or "No subject"
