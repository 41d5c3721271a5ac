"""What residents tell us in their account: how to write to them, who lives with them, what they agreed to."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from steamie.channels.models import Channel
from steamie.files.models import Picture

from .accounts import ResidentAccount
from .tenancies import Tenancy, Tenant


class ReachBy(models.TextChoices):
    """How somebody likes to be reached."""

    EMAIL = "email", "E-mail"
    TEXT = "text", "Text"
    CALL = "call", "Call"
    LETTER = "letter", "Letter"


class Medium(models.TextChoices):
    """Paper or digital."""

    DIGITAL = "digital", "Digital"
    PAPER = "paper", "On paper"


class LetterLayout(models.TextChoices):
    """The format somebody needs."""

    STANDARD = "standard", "Standard"
    LARGE = "large", "Large print"
    AUDIO = "audio", "Audio"
    EASY = "easy", "Easy Read"
    BRAILLE = "braille", "Braille"
    BSL = "bsl", "BSL video"


class ContactWish(models.Model):
    """How somebody wants to be written to. The newest holds; those before show what held when a letter went out."""

    account = models.ForeignKey(ResidentAccount, on_delete=models.CASCADE, related_name="wishes")
    at = models.DateTimeField()
    reach_by = models.CharField(max_length=10, choices=ReachBy, default=ReachBy.EMAIL)
    medium = models.CharField(max_length=10, choices=Medium, default=Medium.DIGITAL)
    layout = models.CharField(max_length=10, choices=LetterLayout, default=LetterLayout.STANDARD)
    language = models.CharField(max_length=20, default="en")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_reach_by_display()}, {self.get_layout_display().lower()}"

    @classmethod
    def of(cls, account: ResidentAccount) -> ContactWish:
        """The one that holds; before the first, the usual one, in the language that our list has of them."""
        first = cls(language=account.tenant.language if account.tenant and account.tenant.language else "en")
        return account.wishes.first() or first


class NoticeAgreement(models.Model):
    """Somebody agreed in writing to get formal notices by e-mail: a thing apart from every other wish, with its day and words."""

    account = models.ForeignKey(ResidentAccount, on_delete=models.CASCADE, related_name="notice_agreements")
    words = models.CharField(max_length=500)  # what they agreed to, as it stood on the page
    agreed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=models.Q(withdrawn_at__isnull=True), name="one_agreement_holds")
        ]

    def __str__(self) -> str:
        return f"agreement of {self.account}"


class HouseholdMember(models.Model):
    """Somebody who lives with the tenants, as one of them says: a child, a partner, a lodger."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="household")
    name = models.CharField(max_length=160)
    relation = models.CharField(max_length=80, blank=True)
    stated_by = models.ForeignKey(ResidentAccount, on_delete=models.CASCADE, related_name="household_stated")
    stated_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class PictureConsentQuerySet(models.QuerySet["PictureConsent"]):
    """Reads of consents to pictures."""

    def running(self, day: date) -> PictureConsentQuerySet:
        """Consents that were not taken back and have not run out on a day."""
        return self.filter(withdrawn_at__isnull=True, until__gte=day)


class PictureConsent(models.Model):
    """Somebody in a picture agreed that it is shown on some channels, until a day. Any of them may take it back at any time."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="consents")
    tenant = models.ForeignKey(Tenant, null=True, on_delete=models.PROTECT, related_name="picture_consents")
    name = models.CharField(max_length=160, blank=True)  # of somebody who is no tenant of ours
    title = models.CharField(max_length=120)  # what is to be seen: "Garden day, May 2026"
    channels = models.ManyToManyField(Channel, related_name="+")
    agreed_on = models.DateField()
    until = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)  # a reference, as in the record
    seen_to_at = models.DateTimeField(null=True)  # where it was shown, somebody has taken it down

    objects = PictureConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title
