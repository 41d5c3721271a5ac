"""What the calendar asks of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from .incoming.actions import forget_old

duty("old sheets", every=timedelta(hours=6))(forget_old)
