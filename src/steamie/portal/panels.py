"""What the portal shows among cases."""

from __future__ import annotations

from django.urls import reverse

from steamie.casework.models import Case
from steamie.casework.panels import Panel, listed, panel
from steamie.casework.surroundings import read_with_case
from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.rules.permissions import Act

from .models import TenancyMatter

read_with_case("tenancy_matter__tenancy", "tenancy_matter__account")


@listed("Tenancies and accounts")
def tenancies_and_accounts() -> str:
    """Who has an account, and the alarm for data seen by the wrong person."""
    return reverse("portal_desk:overview")


@panel
def whose_home(case: Case, person: Person) -> Panel | None:
    """Which tenancy a case belongs to, and how its people want to be written to."""
    matter: TenancyMatter | None = getattr(case, "tenancy_matter", None)
    if matter is None or not ruling(person, Act.READ_TENANCIES).allowed:
        return None
    accounts = matter.tenancy.accounts.open().filter(tenant__isnull=False).select_related("tenant").prefetch_related("wishes")
    wishes = [(account.tenant, account.wishes.first()) for account in accounts]
    return Panel("portal/panel.html", {"matter": matter, "wishes": [(who, one) for who, one in wishes if one]})
