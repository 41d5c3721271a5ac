"""The mailbox that people write to, how it is reached, and how far it has been read."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

INBOX = "INBOX"


class Security(models.TextChoices):
    """How the line to the mailbox is kept from others."""

    TLS = "tls", "TLS from the start (mostly port 993)"
    STARTTLS = "starttls", "STARTTLS (mostly port 143)"
    NONE = "none", "None: the mailbox is on this machine"


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    """Reads of mailboxes."""

    def in_use(self) -> Mailbox | None:
        """The one that is read; None where none is set up."""
        return self.filter(ended_at__isnull=True).first()


class Mailbox(models.Model):
    """A mailbox read by IMAP. One at a time is in use; one given up stays, for the letters that came by it."""

    address = models.EmailField()  # what people write to, and where answers to our letters go
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=10, choices=Security)
    user = models.CharField(max_length=254)
    sealed = models.TextField()  # the password, as credentials of channels are sealed
    folder = models.CharField(max_length=200, default=INBOX)
    vouching_server = models.CharField(max_length=253, blank=True)  # whose Authentication-Results is believed; empty: nobody's
    acknowledges = models.BooleanField(default=False)  # whoever writes gets one letter with their reference
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    uid_validity = models.BigIntegerField(default=0)  # 0: never opened yet
    last_uid = models.BigIntegerField(default=0)  # every letter up to this one is kept here
    read_at = models.DateTimeField(null=True)  # when it was last read to the end
    reached_at = models.DateTimeField(null=True)  # when it was last opened, to read it or to try it
    stumbles = models.PositiveSmallIntegerField(default=0)  # times in a row that the next letter was begun and not kept
    problem = models.TextField(blank=True)  # why it is not reached now, fit for the desk; empty: it is
    failing_since = models.DateTimeField(null=True)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mailboxes"
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=models.Q(ended_at__isnull=True), name="one_mailbox_in_use"),
        ]

    def __str__(self) -> str:
        return self.address

    def note_read(self, now: datetime) -> None:
        """It was reached and read as far as ``last_uid``."""
        self.read_at = now
        self.save(update_fields=["read_at"])
        self.note_reached(now)

    def note_reached(self, now: datetime) -> None:
        """It was opened, and nothing was fetched."""
        self.reached_at, self.problem, self.failing_since = now, "", None
        self.save(update_fields=["reached_at", "problem", "failing_since"])

    def note_problem(self, problem: str, now: datetime) -> None:
        """It was not reached, or would not be read."""
        self.problem, self.failing_since = problem, self.failing_since or now
        self.save(update_fields=["problem", "failing_since"])
