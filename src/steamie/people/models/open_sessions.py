"""Where somebody is signed in."""

from __future__ import annotations

from django.db import models

from .persons import Person


class OpenSession(models.Model):
    """A browser in which somebody is signed in. It goes when the session does, and is no part of the record."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)  # of Django's session, which is ended by it
    device = models.CharField(max_length=80)  # in words: "Firefox on Windows"
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.device
