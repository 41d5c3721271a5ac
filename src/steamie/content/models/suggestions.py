"""Suggestions from staff, committee, forum and residents, and the answer each one gets (S-59)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .pictures import Picture

GROUPS = [("staff", "Staff"), ("committee", "Management Committee"), ("forum", "Resident Forum"), ("team", "Our team")]


class SuggestionLink(models.Model):
    """A personal link, or a printed poster with a QR code, that lets someone suggest without an account."""

    label = models.CharField(max_length=120)  # "Forum meeting, October" or a person's name
    group = models.CharField(max_length=20, choices=GROUPS)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret part; the secret is shown once
    personal = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label


class Suggestion(models.Model):
    """Something someone thinks we should post."""

    reference = models.CharField(max_length=12, unique=True)  # told to the sender, e.g. "S-4K7P2"
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    group = models.CharField(max_length=20, choices=GROUPS)
    third = models.CharField(max_length=20, blank=True)  # the officer's or the rules' reading of it
    wanted_on = models.DateField(null=True, blank=True)  # dated items: the day it is about
    link = models.URLField(blank=True, max_length=500)
    picture = models.ForeignKey(Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions")
    alt = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions"
    )
    came_by = models.ForeignKey(SuggestionLink, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions")
    credit = models.CharField(max_length=120, blank=True)  # how they wish to be thanked in public
    email = models.EmailField(blank=True)  # only if they want the answer by e-mail
    received_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.title


class SuggestionAnswer(models.Model):
    """What we said back: used, kept for later, or not used; always with a reason."""

    OUTCOMES = [("used", "We will use it"), ("later", "Kept for later"), ("no", "Not used")]

    suggestion = models.OneToOneField(Suggestion, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.suggestion}: {self.get_outcome_display()}"
