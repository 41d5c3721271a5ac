"""What the desk itself remembers of getting started: lines of set-up that were set aside, and letters sent as a test."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from steamie.letters.models import Letter


class SetupDismissal(models.Model):
    """A line of set-up that does not concern this landlord: who said so, when and why. Withdrawn, it counts again."""

    line = models.CharField(max_length=60)  # the line's lasting name
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(withdrawn_at__isnull=True), name="one_dismissal_of_a_line_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"


class MailTestQuerySet(models.QuerySet["MailTest"]):
    """Reads of the test letters."""

    def of_server(self, server: str) -> MailTestQuerySet:
        """Those that went by a mail server as it is set up, the newest first."""
        return self.filter(server=server).order_by("-sent_at", "-pk")


class MailTest(models.Model):
    """A letter with a code in it, sent to see whether letters arrive; who typed the code has seen it arrive."""

    server = models.CharField(max_length=400)  # the settings it was sent by: others must be tried again
    address = models.EmailField(max_length=254)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    code_digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = MailTestQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Test letter of {self.sent_at:%-d %B %Y}"
