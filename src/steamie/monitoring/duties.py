"""What monitoring asks of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from . import tasks

duty("readings", every=timedelta(days=1))(tasks.collect_readings.func)
