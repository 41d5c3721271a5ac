"""What people ask of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from . import tallies

duty("tallies", every=timedelta(hours=1))(tallies.forget_old)
