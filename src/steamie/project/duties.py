"""What the installation itself asks of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from . import tasks

duty("pulse", every=timedelta(seconds=15))(tasks.beat.func)
duty("anchor", every=timedelta(hours=1))(tasks.anchor_the_record.func)
duty("old results", every=timedelta(days=1))(tasks.forget_results.func)
