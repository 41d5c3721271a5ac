"""How a channel is listened to: how far it was read, what was delivered, and what it lets us do, each tried by its effect."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from steamie.channels.models import Channel


class Listening(models.Model):
    """How far a channel has been read. After any gap reading goes on from ``read_until``, so nothing between is missed."""

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="listening")
    begun_at = models.DateTimeField()
    read_until = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)  # the last look, whether it worked or not
    worked_at = models.DateTimeField(null=True)  # the last look that did
    next_at = models.DateTimeField()
    swept_at = models.DateTimeField(null=True)  # the last time a whole month was compared
    heard_at = models.DateTimeField(null=True)  # the last delivery that carried a good signature
    problem = models.CharField(max_length=300, blank=True)
    remedy = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"Listening to {self.channel}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Reads of deliveries."""

    def waiting(self) -> DeliveryQuerySet:
        """Not worked through yet."""
        return self.filter(worked_at__isnull=True)

    def old(self, before: datetime) -> DeliveryQuerySet:
        """Worked through before a moment."""
        return self.filter(worked_at__lt=before)


class Delivery(models.Model):
    """One signed delivery, stored as it came before it is answered. It only says where to look: what it tells is read again."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="deliveries")
    came_at = models.DateTimeField()
    body = models.BinaryField()
    worked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    wait_until = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"Delivery {self.pk}"


class EffectSeen(models.Model):
    """The last time a channel let us do one thing, or did not, by trying it: never by the permission it shows as granted."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="effects")
    verb = models.CharField(max_length=20)  # one of ``contract.EFFECTS``
    at = models.DateTimeField()
    worked = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "verb"], name="one_effect_a_verb")]

    def __str__(self) -> str:
        return f"{self.verb}: {'worked' if self.worked else 'did not'}"


class ManualLook(models.Model):
    """A person looked at the channel itself, where comments do not reach us."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Looked at {self.channel}"
