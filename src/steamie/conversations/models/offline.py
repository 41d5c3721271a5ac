"""Taking a conversation offline: a brief word in public, then in private, to an outcome."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .replies import Reply
from .threads import Conversation


class OfflineOutcome(models.TextChoices):
    """How it ended in private."""

    PUT_RIGHT = "put right", "Put right"
    CASE = "case", "Carried on in a case"
    NO_ANSWER = "no answer", "They did not answer"
    NOT_REACHED = "not reached", "We could not reach them"


class OfflineMove(models.Model):
    """One conversation taken offline, step by step. What was said in private stands in the case, never here."""

    PHONE, LETTER, EMAIL, VISIT = "phone", "letter", "email", "visit"
    WAYS = [(PHONE, "Phone"), (LETTER, "Letter"), (EMAIL, "E-mail"), (VISIT, "Visit")]

    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="offline")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    holding_reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="+")
    private_reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="+")
    reached_by = models.CharField(max_length=10, choices=WAYS, blank=True)  # by hand, where the channel would not
    reached_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=OfflineOutcome, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Offline: conversation {self.conversation_id}"
