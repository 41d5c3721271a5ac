"""What people ask of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from . import open_sessions, tallies

duty("tallies", every=timedelta(hours=1))(tallies.forget_old)
duty("open sessions", every=timedelta(hours=1))(open_sessions.forget_old)
