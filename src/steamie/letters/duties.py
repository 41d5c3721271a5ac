"""What letters ask of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from . import retention, tasks

duty("outbox", every=timedelta(minutes=1))(tasks.send_letters.func)
duty("old letters", every=timedelta(days=1))(retention.forget)
