"""Passkeys of residents: what a phone or computer of theirs proves itself with, without any letter."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from .accounts import ResidentAccount


class ResidentPasskey(models.Model):
    """One phone, computer or key that may sign in to an account. Only its public half is kept."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(ResidentAccount, on_delete=models.CASCADE, related_name="passkeys")
    digest = models.CharField(max_length=64, unique=True)  # of its own number, by which it is found
    public_half = models.BinaryField()
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"passkey of {self.account}, {timezone.localtime(self.added_at):%-d %B %Y}"
