"""Two months of Google Analytics in the invented year, brought in from a file: it counts only those who agreed."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from steamie.monitoring.actions.bringing import FileTarget, bring_figures
from steamie.rules.figures_file import FileFigures

from .posts import Desk
from .year import lately

DAYS = 60
FIGURES = {"sessions": (18, 14), "totalUsers": (13, 10), "screenPageViews": (40, 35), "keyEvents": (1, 3)}  # at least, and beyond


def bring_all(desk: Desk) -> None:
    """One file for each figure, and one for the visits that came from social media."""
    at = lately(desk.now, order=4)
    days = [timezone.localdate(at) - timedelta(days=back) for back in range(1, DAYS)]
    for metric, (least, beyond) in FIGURES.items():
        values: dict[date, int | None] = {day: least + desk.chance.randrange(beyond) for day in days}
        bring_figures(target=FileTarget(metric), figures=FileFigures(values), by=desk.cast["team"], now=at)
    social: dict[date, int | None] = {day: desk.chance.randrange(6) for day in days}
    bring_figures(target=FileTarget("sessions", social=True), figures=FileFigures(social), by=desk.cast["team"], now=at)
