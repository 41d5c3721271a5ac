"""The outbox: a row for each letter to each address, every state it was in, and who sends now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.db import models

from steamie.rules.delivery import masked


class LetterState(models.TextChoices):
    """How a letter stands."""

    KEPT = "kept", "Waits to be sent"
    SENT = "sent", "Sent, no answer yet"
    ACCEPTED = "accepted", "Taken by the mail server"
    UNKNOWN = "unknown", "Sent, no answer came"
    REFUSED = "refused", "Refused"
    BOUNCED = "bounced", "Came back"
    GIVEN_UP = "given up", "Not delivered in two days"
    NOT_SET_UP = "not set up", "Not sent: no mail server"
    SET_ASIDE = "set aside", "Set aside"


UNDELIVERED = (
    LetterState.REFUSED,
    LetterState.BOUNCED,
    LetterState.GIVEN_UP,
    LetterState.NOT_SET_UP,
)  # surely: its words may be handed over otherwise
RESTING = (*UNDELIVERED, LetterState.UNKNOWN)  # it goes no further by itself, once nothing is due
DONE = (LetterState.ACCEPTED, LetterState.SET_ASIDE)


class LetterQuerySet(models.QuerySet["Letter"]):
    """What there is in the outbox."""

    def due(self, now: datetime) -> LetterQuerySet:
        """Letters to send now, the longest waiting first."""
        return self.filter(state__in=[LetterState.KEPT, LetterState.UNKNOWN], next_at__lte=now).order_by("next_at", "pk")

    def waiting_for_a_person(self) -> LetterQuerySet:
        """Letters that did not arrive, or may not have, and that nothing but a person will move."""
        stuck = models.Q(state__in=[LetterState.REFUSED, LetterState.BOUNCED, LetterState.GIVEN_UP])
        return self.filter(stuck | models.Q(state=LetterState.UNKNOWN, next_at__isnull=True)).order_by("-changed_at", "-pk")

    def newest_about(self, references: Iterable[str]) -> dict[str, Letter]:
        """The newest letter about each of these, by its reference; without the words."""
        rows = self.filter(about__in=set(references)).defer("content").order_by("pk")
        return {row.about: row for row in rows}

    def not_set_up(self) -> LetterQuerySet:
        """Letters written while no mail server was set up."""
        return self.filter(state=LetterState.NOT_SET_UP).order_by("-changed_at", "-pk")


class Letter(models.Model):
    """One letter to one address. Its words go when they are no longer needed; what became of it stays ninety days."""

    message_id = models.CharField(max_length=255, unique=True)  # ours, the same however often it is sent
    sender = models.CharField(max_length=320)  # as in the letter's From, name included
    to = models.EmailField(max_length=254)
    subject = models.TextField()
    content = models.BinaryField(default=bytes, blank=True)  # as it goes over the wire; empty once forgotten
    private = models.BooleanField()  # lets whoever reads it in: forgotten as soon as it is taken
    bulk = models.BooleanField()  # to many at once: better never than twice
    about = models.CharField(max_length=80, blank=True)  # a reference, as in the record: whom or what it is about
    asked_by = models.CharField(max_length=80, blank=True)  # the reference of the person who had it written
    place = models.CharField(max_length=200, blank=True)  # the page of the desk where that person can put it right
    alarm = models.CharField(max_length=40, blank=True)  # the same for all letters of one alarm
    state = models.CharField(max_length=10, choices=LetterState)
    why = models.TextField(blank=True)  # the server's words, or a person's
    kept_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    since = models.DateTimeField()  # patience runs from here: kept, or tried again by a person
    next_at = models.DateTimeField(null=True)
    failed = models.PositiveIntegerField(default=0)  # tries since then
    unanswered = models.PositiveIntegerField(default=0)  # times it was sent and no answer came

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_at"], name="letter_state"),
            models.Index(fields=["to"], name="letter_to"),
            models.Index(fields=["about"], name="letter_about"),
            models.Index(fields=["asked_by"], name="letter_asked_by"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def masked_to(self) -> str:
        """The address, enough to know it again."""
        return masked(self.to)

    @property
    def waits_for_a_person(self) -> bool:
        """Whether it goes no further by itself."""
        return self.state in RESTING and self.next_at is None

    @property
    def is_undelivered(self) -> bool:
        """Whether it surely did not arrive."""
        return self.state in UNDELIVERED

    @property
    def can_be_sent_again(self) -> bool:
        """Whether it rests and its words are still here."""
        return self.waits_for_a_person and bool(self.content)

    @property
    def can_be_shown(self) -> bool:
        """Whether it surely did not arrive, so that its words may be handed over otherwise."""
        return self.state in UNDELIVERED and bool(self.content)

    @property
    def words(self) -> str:
        """The text of the letter; empty once forgotten."""
        message = message_from_bytes(bytes(self.content), policy=policy.default)
        text = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
        return text.get_content().strip() if text else ""


class Passage(models.Model):
    """A letter came into a state: when, by whom, and why."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="passages")
    state = models.CharField(max_length=10, choices=LetterState)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)  # a reference, as in the record: person:7, system:letters
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class SenderLease(models.Model):
    """Who sends now, and who reads the mailbox. A row each: of two workers, one does it and the other finds nothing to do."""

    token = models.CharField(max_length=40)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.token
