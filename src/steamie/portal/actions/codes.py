"""Codes for letters to tenants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.portal.clauses import COUNTED_ONCE
from steamie.portal.keys import LETTER, digest_of, new_letter_code
from steamie.portal.models import LetterCode, Tenant
from steamie.portal.models.accounts import CODE_LASTS
from steamie.portal.verbs import Verb
from steamie.rules.permissions import Act

MOST = 200  # letters printed at once


@action()
def make_codes(*, tenants: Sequence[Tenant], by: Person, at: datetime | None = None) -> list[tuple[Tenant, str]]:
    """A new code for each tenant, to be printed now: it is kept nowhere. Codes that they had before end."""
    require(by, Act.KEEP_TENANCIES)
    moment = at or timezone.now()
    if not tenants:
        raise NotReady([Problem("Nobody on a tenancy is without an account.")])
    before = LetterCode.objects.filter(tenant__in=tenants, used_at__isnull=True, until__gt=moment)
    before.update(until=moment)
    codes = [(tenant, new_letter_code()) for tenant in tenants[:MOST]]
    rows = [
        LetterCode(tenant=tenant, digest=digest_of(code, LETTER), made_at=moment, made_by=by, until=moment + CODE_LASTS)
        for tenant, code in codes
    ]
    LetterCode.objects.bulk_create(rows)
    record(by=by, verb=Verb.MAKE_CODES, clause=COUNTED_ONCE, subject="letters", facts={"letters": len(rows)}, at=moment)
    return codes
