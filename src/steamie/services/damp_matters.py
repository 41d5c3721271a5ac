"""The matter of damp of a case."""

from __future__ import annotations

from django.utils import timezone

from steamie.casework.models import Case

from .damp_standing import DampStanding
from .models import DampMatter


def current_matter(case: Case) -> DampMatter | None:
    """The newest matter of damp of a case, with what its page shows; None for a case that is none."""
    matter = case.damp_matters.select_related("investigation", "summary__entry__letter", "earlier").last()
    if matter:
        matter.case = case
    return matter


def as_the_tenant_sees_it(case: Case) -> DampStanding | None:
    """How it stands, for the tenant's own pages; None for a case that is not one of damp."""
    matter = current_matter(case)
    return DampStanding(matter, timezone.now()) if matter else None
