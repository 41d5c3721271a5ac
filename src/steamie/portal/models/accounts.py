"""Accounts of residents, apart from the accounts of people who work at the desk: no door of the desk opens with one."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from .tenancies import Tenancy, Tenant

LINK_LASTS = timedelta(minutes=20)
CODE_LASTS = timedelta(days=42)  # a letter may lie for a while
IDLE, LONGEST = timedelta(hours=1), timedelta(hours=12)  # of a sign-in: without a page asked for, and altogether
FORGOTTEN_AFTER = timedelta(days=30)  # an account that was closed
NEVER_OPENED = timedelta(days=7)  # an account whose first link was not followed


class AccountWay(models.TextChoices):
    """How it was checked who somebody is."""

    CODE = "code", "A code from our letter"
    FACTS = "facts", "Tenancy number and two facts"
    PERSON = "person", "In person or by phone"


class AccountQuerySet(models.QuerySet["ResidentAccount"]):
    """Reads of accounts."""

    def opened(self) -> AccountQuerySet:
        """Accounts whose owner came in at least once; closed ones too."""
        return self.filter(opened_at__isnull=False)

    def open(self) -> AccountQuerySet:
        """Accounts that can be used, or will be once the first link is followed."""
        return self.filter(closed_at__isnull=True)

    def of_people_in_their_homes(self, day: date) -> AccountQuerySet:
        """Open accounts of people who are on their tenancy on a day."""
        return self.open().filter(tenant__in=Tenant.objects.in_force(day))

    def of_people_who_left(self, day: date) -> AccountQuerySet:
        """Open accounts of people who are not on their tenancy any more."""
        return self.open().exclude(tenant__in=Tenant.objects.in_force(day))

    def to_forget(self, now: datetime) -> AccountQuerySet:
        """Accounts that were closed long enough ago, and hold something still."""
        return self.filter(closed_at__lte=now - FORGOTTEN_AFTER, forgotten_at__isnull=True)

    def never_opened(self, now: datetime) -> AccountQuerySet:
        """Accounts that were asked for and never used."""
        return self.open().filter(opened_at__isnull=True, asked_at__lte=now - NEVER_OPENED)


class ResidentAccount(models.Model):
    """An account of somebody on a tenancy. Two who hold it together have one each, and are one household."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="accounts")
    tenant = models.ForeignKey(Tenant, null=True, on_delete=models.PROTECT, related_name="accounts")  # None once forgotten
    email = models.EmailField(blank=True)  # where links go; empty once forgotten
    way = models.CharField(max_length=10, choices=AccountWay)
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # the first link was followed
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)  # a reference, as in the record
    forgotten_at = models.DateTimeField(null=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=models.Q(closed_at__isnull=True), name="one_open_account_a_person"
            )
        ]
        indexes = [models.Index(fields=["email"], name="account_email")]

    def __str__(self) -> str:
        return f"account {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it was not closed."""
        return self.closed_at is None

    @property
    def first_name(self) -> str:
        """How they are greeted."""
        return self.tenant.name.split()[0] if self.tenant and self.tenant.name.split() else ""

    def may_be_used(self, day: date) -> bool:
        """Whether it is open, and its owner still lives where it says."""
        return self.is_open and self.tenant is not None and self.tenant.is_on_it(day) and self.tenancy.is_held_on(day)


class Wanted(models.TextChoices):
    """What somebody asked for at the door."""

    SIGN_IN = "sign in", "A link to sign in"
    ACCOUNT = "account", "An account"


class AccountRequest(models.Model):
    """Somebody asked for a link or an account. It is answered a moment later, by e-mail alone, and then forgotten.

    So nobody learns from the page, nor from the time it takes, whether we know them.
    """

    wanted = models.CharField(max_length=10, choices=Wanted)
    email = models.EmailField()
    code = models.CharField(max_length=64, blank=True)  # digest of the code of the letter
    reference = models.CharField(max_length=40, blank=True)  # of the tenancy, as typed
    born = models.DateField(null=True)
    postcode = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.get_wanted_display()


class LetterCode(models.Model):
    """The code in a letter to somebody on a tenancy; the code itself stands in the letter only."""

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"code {self.pk}"

    def is_good(self, now: datetime) -> bool:
        """Whether it was not used and is not too old."""
        return self.used_at is None and now < self.until


class SignInLink(models.Model):
    """A link that lets the owner of an account in, once; the link itself stands in the letter only."""

    account = models.ForeignKey(ResidentAccount, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link {self.pk}"


class AccountSessionQuerySet(models.QuerySet["AccountSession"]):
    """Reads of sign-ins."""

    def live(self, now: datetime) -> AccountSessionQuerySet:
        """Sign-ins that still hold."""
        return self.filter(ended_at__isnull=True, began_at__gt=now - LONGEST, seen_at__gt=now - IDLE)

    def over(self, now: datetime) -> AccountSessionQuerySet:
        """Sign-ins that hold no longer, for whatever reason."""
        return self.exclude(pk__in=self.live(now).values("pk"))


class AccountSession(models.Model):
    """Somebody is signed in to their account in one browser; what the browser keeps is not kept here."""

    account = models.ForeignKey(ResidentAccount, on_delete=models.CASCADE, related_name="sessions")
    digest = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = AccountSessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"sign-in of {self.account}, {timezone.localtime(self.began_at):%-d %B %Y}"
