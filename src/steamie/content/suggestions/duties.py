"""What suggestions ask of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.content.suggestions.actions.links import nudge_quiet_groups
from steamie.content.suggestions.actions.suggestions import forget_addresses
from steamie.content.suggestions.contributors import groups_this_quarter
from steamie.content.suggestions.controls import TOO_EARLY
from steamie.evidence.actors import CLOCK
from steamie.rules.duties import duty
from steamie.rules.quarters import quarter_of

KEPT = timedelta(days=90)  # how long after the answer an e-mail address stays; the form promises it


@duty("suggestions", every=timedelta(days=1))
def tend(now: datetime) -> None:
    """Remind groups that are silent once the quarter is old enough to tell, and forget addresses no longer needed."""
    forget_addresses(by=CLOCK, before=now - KEPT, at=now)
    today = timezone.localdate(now)
    if (today - quarter_of(today).first).days >= TOO_EARLY:
        nudge_quiet_groups(groups=[group.code for group in groups_this_quarter(now) if group.silent], at=now)
