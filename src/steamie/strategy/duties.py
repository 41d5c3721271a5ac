"""What the strategy asks of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from . import actions, standing

duty("standing", every=timedelta(minutes=5))(standing.take_standing)
duty("links", every=timedelta(hours=6))(actions.check_links)
duty("overdue review", every=timedelta(days=1))(actions.escalate_overdue_review)
