"""How equality keeps its clause: what is public was checked, and impact assessments are looked at again in time."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .screening import screenings


@keeps(
    "equality.screened",
    label="What goes public is checked for equality first",
    remedy="Check what is public and not checked yet",
    signs=r"\bequality\b.*\b(check|commit|impact|assess)\w*|\bimpact assessment\b",
)
def what_is_public_was_checked(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Service pages, vacancies, consultations and campaigns that are public and were checked, and assessments past their day."""
    today, page = timezone.localdate(now), reverse("equality:overview")
    public = [(subject, one) for subject, one in screenings() if subject.is_public]
    if not public:
        return Standing(State.NOT_MEASURED, "0 public pages", "Nothing that is checked first is public yet.", page)
    unchecked = [subject for subject, one in public if one.missing]
    checked = len(public) - len(unchecked)
    figure = f"{checked} of {len(public)} public pages and campaigns checked ({round(100 * checked / len(public))}%)"
    due = [subject for subject, one in public if one.is_due(today)]
    if unchecked:
        more = f", and {some(len(unchecked) - 1, 'other')}" if len(unchecked) > 1 else ""
        return Standing(State.AT_RISK, figure, f"“{unchecked[0].title}”{more} went public without a check.", page)
    if due:
        return Standing(State.AT_RISK, figure, f"The impact assessment of “{due[0].title}” is past its day.", page)
    return Standing(State.MET, figure, "Each was checked, and no impact assessment is past its day.", page)
