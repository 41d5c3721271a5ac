"""How many households have an account: each once, however many of its people have one or had one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from .models import LetterCode, ResidentAccount, Tenancy, Tenant
from .models.tenancies import TenantQuerySet

WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Registrations:
    """Households of today, those of them with an account, and those that came in for the first time in ninety days."""

    households: int
    registered: int
    new: int
    ever: int  # households that ever had an account, those that moved out included
    accounts: int  # accounts that were ever opened, several of one household among them

    @property
    def percent(self) -> float:
        """Of a hundred households of today, how many have an account."""
        return round(100 * self.registered / self.households, 1) if self.households else 0.0


def registrations(now: datetime) -> Registrations:
    """The figure as it is now."""
    day = timezone.localdate(now)
    held = Tenancy.objects.in_force(day)
    opened = ResidentAccount.objects.opened().filter(opened_at__lte=now)
    registered = held.filter(pk__in=opened.open().values("tenancy")).count()
    first = opened.values("tenancy").annotate(first=Min("opened_at"))
    new = first.filter(first__gt=now - WINDOW).count()
    return Registrations(held.count(), registered, new, first.count(), opened.count())


def without_account(now: datetime) -> TenantQuerySet:
    """Tenants of today with neither an account nor a code that is good still."""
    coded = LetterCode.objects.filter(used_at__isnull=True, until__gt=now)
    tenants = Tenant.objects.in_force(timezone.localdate(now)).select_related("tenancy")
    tenants = tenants.exclude(pk__in=ResidentAccount.objects.open().filter(tenant__isnull=False).values("tenant"))
    return tenants.exclude(pk__in=coded.values("tenant")).order_by("pk")
