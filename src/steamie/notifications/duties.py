"""What notifications ask of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.rules.duties import duty

from . import collecting, writing


@duty("notifications", every=timedelta(minutes=1))
def notify(now: datetime) -> None:
    """Read the record, and write to whoever wishes to hear at once."""
    collecting.collect(now)
    writing.write_at_once(now)


@duty("daily notifications", every=timedelta(minutes=15))
def notify_daily(now: datetime) -> None:
    """Write to whoever wishes one letter a day, once the office is open."""
    writing.write_daily(now)


duty("old notifications", every=timedelta(days=1))(writing.forget)
