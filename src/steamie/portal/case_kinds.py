"""The kinds of case that come from this room."""

from __future__ import annotations

from datetime import date

from steamie.casework.kinds import CaseKind, register
from steamie.rules.clocks import ClockRule, SetBy, Unit

EXPOSURE = register(
    CaseKind(
        "exposure",
        "Another person’s data was seen",
        "lock",
        "data-protection",
        ClockRule(72, Unit.HOURS, SetBy.LAW, source="UK GDPR, article 33", valid_from=date(2018, 5, 25)),
        dangerous=True,
    )
)
"""Told to the regulator, or found to be no risk, within 72 hours."""
