"""What the calendar asks of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from .incoming.actions import forget_old
from .repeating import write_due_drafts

duty("old sheets", every=timedelta(hours=6))(forget_old)
duty("posts that come again", every=timedelta(hours=6))(write_due_drafts)
