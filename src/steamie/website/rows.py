"""The rows behind the figures of the website that no page of its own shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.standing import Counted

from .controls.feedback import DealtWithin, lately
from .feedback.actions import FEEDBACK


@shows(FEEDBACK)
def answers(clause: Clause, parameters: DealtWithin, now: datetime) -> Iterator[Counted]:
    """Every answer; those that say that the page helped count. Words stand in no row."""
    for row in lately(now).filter(helped__isnull=False).order_by("-at", "-pk"):
        worded = ", with words" if row.words else ""
        dealt = ", dealt with" if row.dealt_with_at else ""
        day = f"{timezone.localtime(row.at):%-d %B %Y}"
        yield Counted(row.path, f"{day}: {row.verdict}{worded}{dealt}", counts=bool(row.helped))
