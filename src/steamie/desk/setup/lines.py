"""Every room's lines of set-up, with what was set aside: for the set-up pages, Today and ``steamie doctor``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from steamie.desk.models import SetupDismissal
from steamie.people.setting_up import SetupLine, all_lines

_complete = False


@dataclass(frozen=True, slots=True)
class SetupRow:
    """A line as it stands now, and by whom it was set aside, if it was."""

    line: SetupLine
    dismissal: SetupDismissal | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor set aside."""
        return not (self.line.is_done or self.dismissal)

    @property
    def tone(self) -> str:
        """Of its chip."""
        if self.dismissal:
            return "none"
        return ("none", "warn", "good")[self.line.progress]

    @property
    def icon(self) -> str:
        """Of its chip."""
        return ("clock", "clock", "check")[self.line.progress]


def rows(now: datetime) -> list[SetupRow]:
    """Every line in order; what nothing works without, only while it is not done. None in a demonstration."""
    if settings.DEMONSTRATION:
        return []
    aside = {row.line: row for row in SetupDismissal.objects.filter(withdrawn_at=None).select_related("by")}
    return [SetupRow(line, aside.get(line.name)) for line in all_lines(now) if not (line.basic and line.is_done)]


def start_list(now: datetime) -> list[SetupRow]:
    """Today's list: every line, until each was done or set aside at one time. From then on this process asks no more.

    What stops working later is a task of its own.
    """
    global _complete
    if _complete:
        return []
    every = rows(now)
    _complete = bool(every) and not any(row.is_open for row in every)  # a demonstration has no lines, and is no answer
    return [] if _complete else every


def forget() -> None:
    """Ask again; for tests."""
    global _complete
    _complete = False


def unfinished(now: datetime) -> list[SetupRow]:
    """What is neither done nor set aside."""
    return [row for row in rows(now) if row.is_open]
