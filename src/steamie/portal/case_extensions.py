"""What this room does when a case opens: it goes into the account of whoever it belongs to."""

from __future__ import annotations

from datetime import datetime

from steamie.casework.extensions import CaseExtension, extend
from steamie.casework.models import Case
from steamie.evidence.actors import Actor

from .matching import link_opened_case


class InAccounts(CaseExtension):
    """Cases of homes and of people with an account."""

    def opened(self, case: Case, by: Actor, at: datetime) -> None:
        """Put it where it belongs."""
        link_opened_case(case, at)


extend(InAccounts())
