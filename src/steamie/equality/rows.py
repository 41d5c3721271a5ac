"""The rows behind the figure of equality checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .screening import screenings


@shows("equality.screened")
def public_things(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Everything public that is checked first; what was checked counts."""
    for subject, one in screenings():
        if subject.is_public:
            note = one.missing or (f"checked on {one.check.at:%-d %B %Y}" if one.check else "")
            yield Counted(subject.title, note, reverse("equality:check", args=[subject.kind, subject.key]), not one.missing)
