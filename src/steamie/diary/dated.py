"""Days as the desk writes them: with their year whenever it is not this one."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

DAY = "%A %-d %B"
DAY_AND_TIME = "%A %-d %B, %H:%M"


def is_of_another_year(moment: date) -> bool:
    """Whether a day or a moment, as the clock in Scotland shows it, is in another year than this one."""
    return _day(moment).year != timezone.localdate().year


def written(moment: date, pattern: str = DAY_AND_TIME) -> str:
    """A day or a moment by a pattern of ``strftime``; a year that is not this one is put behind the month."""
    if is_of_another_year(moment) and "%Y" not in pattern:
        pattern = pattern.replace("%B", "%B %Y")
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return f"{local:{pattern}}"


def _day(moment: date) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment
