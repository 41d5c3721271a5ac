"""The matter of damp of a case."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from steamie.casework.models import Case

from .damp_data import damp_data
from .damp_standing import DampStanding
from .models import DampMatter
from .models.damp import DampMatterQuerySet


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


def to_ask_by_letter(now: datetime) -> DampMatterQuerySet:
    """Finished months ago, with an address that is safe to write to, and nobody has asked whether it came back."""
    due = DampMatter.objects.counted().to_ask_about(now - damp_data().ask_again_after)
    return due.exclude(Q(case__party__email="") | Q(case__masked=True)).select_related("case__party", "case__team")


def to_ask_by_hand(now: datetime) -> DampMatterQuerySet:
    """The same, for whom only a person can ask."""
    due = DampMatter.objects.counted().to_ask_about(now - damp_data().ask_again_after)
    return due.filter(Q(case__party__email="") | Q(case__masked=True))
