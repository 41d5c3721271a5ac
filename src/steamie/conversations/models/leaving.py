"""Somebody asked a channel that we forget them, or took our leave away there: what came of it, for them to look up."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from steamie.channels.models import Channel


class ForgetRequest(models.Model):
    """One signed request. It keeps no name and no number: whoever asked holds the code."""

    DELETION, DEAUTHORISED = "deletion", "deauthorised"
    KINDS = [(DELETION, "Delete my data"), (DEAUTHORISED, "The app was removed")]

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="forget_requests")
    kind = models.CharField(max_length=12, choices=KINDS)
    code = models.CharField(max_length=40, unique=True)
    came_at = models.DateTimeField()
    cleared = models.PositiveIntegerField(default=0)  # comments and messages whose words and writer were deleted
    left = models.PositiveIntegerField(default=0)  # those that a case or a hide holds

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Request {self.pk}"

    def get_absolute_url(self) -> str:
        """The page that whoever asked is sent to."""
        return reverse("conversing:forgotten", args=[self.code])
