"""Who gets news by e-mail and why we may write to them, what went out, and to whom."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.letters.models import Letter

from .lists import MailingList, list_called


class NewsLayout(models.TextChoices):
    """How somebody's letters look."""

    ORDINARY = "ordinary", "As usual"
    LARGE = "large", "Large print"
    PLAIN = "plain", "Plain text"


class Basis(models.TextChoices):
    """Why the law lets us write to an address."""

    ASKED = "asked", "They asked on our website, and confirmed it"
    PAPER = "paper", "They asked on paper or by phone, and confirmed it"
    ORGANISATION = "organisation", "The address of an organisation; each letter says how to stop it"


class Leaving(models.TextChoices):
    """How a subscription ended."""

    PRESSED = "pressed", "They pressed stop"
    TOLD_US = "told us", "They told us to stop"
    CAME_BACK = "came back", "Letters came back"
    NOT_CONFIRMED = "not confirmed", "They did not confirm it"


class NewsSubscriptionQuerySet(models.QuerySet["NewsSubscription"]):
    """Reads of subscriptions."""

    def active(self) -> NewsSubscriptionQuerySet:
        """Those that get letters now."""
        return self.filter(confirmed_at__isnull=False, left_at__isnull=True)

    def active_at(self, moment: datetime) -> NewsSubscriptionQuerySet:
        """Those that got letters at a moment."""
        return self.filter(Q(left_at__isnull=True) | Q(left_at__gt=moment), confirmed_at__lte=moment)

    def waiting(self) -> NewsSubscriptionQuerySet:
        """Asked for, and not confirmed yet."""
        return self.filter(confirmed_at__isnull=True, left_at__isnull=True)


def new_token() -> str:
    """What stands in the address to stop letters: it says nothing of whose it is."""
    return secrets.token_urlsafe(24)


class NewsSubscription(models.Model):
    """One address on one list. ``digest`` stays when the address is forgotten, so that nobody who left is put on again."""

    mailing_list = models.CharField(max_length=20)
    email = models.EmailField(max_length=254, blank=True)
    digest = models.CharField(max_length=64)
    layout = models.CharField(max_length=10, choices=NewsLayout, default=NewsLayout.ORDINARY)
    language = models.CharField(max_length=12, blank=True)  # its tag; empty: as in their account, if they have one
    basis = models.CharField(max_length=12, choices=Basis)
    basis_words = models.CharField(max_length=300)  # what they agreed to, or why we may write to an organisation
    asked_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    left_how = models.CharField(max_length=14, choices=Leaving, blank=True)
    came_back = models.PositiveSmallIntegerField(default=0)  # letters in a row
    token = models.CharField(max_length=40, unique=True, default=new_token)

    objects = NewsSubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailing_list", "digest"], condition=Q(left_at=None), name="once_on_each_list")
        ]
        indexes = [models.Index(fields=["digest"], name="subscription_digest")]

    def __str__(self) -> str:
        return f"subscription {self.pk}"

    @property
    def is_active(self) -> bool:
        """Whether it gets letters now."""
        return self.confirmed_at is not None and self.left_at is None

    @property
    def list(self) -> MailingList:
        """Its list."""
        return list_called(self.mailing_list)


class NewsLetterQuerySet(models.QuerySet["NewsLetter"]):
    """Reads of what goes out."""

    def waiting_for_a_yes(self) -> NewsLetterQuerySet:
        """Written, and not approved or thrown away."""
        return self.filter(approved_at__isnull=True, stopped_at__isnull=True)

    def on_the_way(self) -> NewsLetterQuerySet:
        """Approved, and not yet written to everybody."""
        return self.filter(approved_at__isnull=False, finished_at__isnull=True, stopped_at__isnull=True)


class NewsLetter(models.Model):
    """One letter of news to everybody on a list. What is approved is what goes out: afterwards nothing of it changes."""

    mailing_list = models.CharField(max_length=20)
    subject = models.CharField(max_length=150)
    words = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = NewsLetterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.subject

    @property
    def list(self) -> MailingList:
        """Its list."""
        return list_called(self.mailing_list)


class NewsDelivery(models.Model):
    """A letter of news was written to one subscription: once, whatever happens in between."""

    news = models.ForeignKey(NewsLetter, on_delete=models.PROTECT, related_name="deliveries")
    subscription = models.ForeignKey(NewsSubscription, on_delete=models.PROTECT, related_name="deliveries")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    came_back_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["news", "subscription"], name="one_letter_of_news_each")]

    def __str__(self) -> str:
        return f"{self.news_id} to {self.subscription_id}"
