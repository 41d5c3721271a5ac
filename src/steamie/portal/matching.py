"""Which home a case is about, and whether all who hold it see the case, or the one who sent it alone.

A repair is about the home: whoever holds the tenancy sees that it was reported and what becomes of it, never whose
words they were. Everything else is shown to the one account whose address it came from, a masked matter to nobody.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.casework.models import Case
from steamie.casework.models.cases import CaseQuerySet
from steamie.services.handing.payload import compared

from .models import ResidentAccount, Tenancy, TenancyMatter

OF_THE_HOME = ("repair", "damp")  # kinds of case
EARLIER = timedelta(days=365)  # how far back cases are looked for when an account is opened


def link_opened_case(case: Case, at: datetime) -> TenancyMatter | None:
    """Put a case that was opened just now where it belongs; None where nobody's tenancy or address fits."""
    if case.masked:
        return None
    day = timezone.localdate(case.received_at)
    if case.kind in OF_THE_HOME:
        tenancy = Tenancy.objects.in_force(day).at_address(case.party.address, case.party.postcode).first()
        return _linked(case, tenancy, None, at) if tenancy else None
    accounts = ResidentAccount.objects.of_people_in_their_homes(day).opened()
    theirs = list(accounts.filter(email__iexact=case.party.email)[:2]) if case.party.email else []
    return _linked(case, theirs[0].tenancy, theirs[0], at) if len(theirs) == 1 else None


def link_earlier_cases(account: ResidentAccount, at: datetime) -> int:
    """Put cases of the last year that are this account's into it: how many. What came before they moved in is not theirs."""
    tenancy, begins = account.tenancy, (account.tenant.since if account.tenant else None) or account.tenancy.since
    cases = Case.objects.filter(received_at__gte=at - EARLIER, masked=False, is_test=False, tenancy_matter__isnull=True)
    if begins:
        cases = cases.filter(received_at__date__gte=begins)
    rows = [
        TenancyMatter(case=case, tenancy=tenancy, account=owner, linked_at=at)
        for case, owner in (*_of_the_home(cases, tenancy), *_of_the_person(cases, account))
    ]
    TenancyMatter.objects.bulk_create(rows)
    return len(rows)


def _of_the_home(cases: CaseQuerySet, tenancy: Tenancy) -> list[tuple[Case, None]]:
    at_postcode = cases.filter(kind__in=OF_THE_HOME).select_related("party").exclude(party__postcode="")
    return [(case, None) for case in at_postcode if compared(case.party.address, case.party.postcode) == tenancy.sought]


def _of_the_person(cases: CaseQuerySet, account: ResidentAccount) -> list[tuple[Case, ResidentAccount]]:
    theirs = cases.filter(party__email__iexact=account.email).exclude(kind__in=OF_THE_HOME)
    return [(case, account) for case in theirs]


def _linked(case: Case, tenancy: Tenancy, account: ResidentAccount | None, at: datetime) -> TenancyMatter:
    row, _ = TenancyMatter.objects.get_or_create(case=case, defaults={"tenancy": tenancy, "account": account, "linked_at": at})
    return row
