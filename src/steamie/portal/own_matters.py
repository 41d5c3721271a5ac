"""The cases of an account as a list shows them: what each is, and what happens by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from steamie.casework.models import Case, CaseClock
from steamie.diary.dated import DAY, written

from .models import ResidentAccount, TenancyMatter

MOST = 50  # of one account on its first page


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """One case of an account."""

    token: UUID
    case: Case
    next_step: str  # "Answer by Fri 27 November", or how it ended
    own: bool  # sent by this account's owner, else about the home

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.case.is_open

    @property
    def title(self) -> str:
        """What it is: a few words of their own, or of the form."""
        return self.case.summary or self.case.sort.label


def own_matters(account: ResidentAccount, now: datetime) -> list[OwnMatter]:
    """Every case that the account shows, the newest first."""
    running = Prefetch("case__clocks", CaseClock.objects.running(), to_attr="running_clocks")
    rows = TenancyMatter.objects.seen_by(account).select_related("case").prefetch_related(running)
    return [_row(row) for row in rows.order_by("-case__received_at", "-pk")[:MOST]]


def _row(matter: TenancyMatter) -> OwnMatter:
    case = matter.case
    return OwnMatter(matter.token, case, _next_step(case, case.running_clocks), matter.account_id is not None)  # type: ignore[attr-defined]


def _next_step(case: Case, clocks: Iterable[CaseClock]) -> str:
    if case.ended_at:
        return f"Finished {written(case.ended_at, DAY)}"
    clock = min(clocks, key=lambda one: one.due_at, default=None)
    if clock is None:
        return "With us"
    return f"{clock.label[:1].upper()}{clock.label[1:]}: by {written(clock.due_at, DAY)}"
