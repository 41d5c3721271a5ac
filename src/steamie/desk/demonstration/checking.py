"""Two public numbers that the officer lets stand in every post, one of them only for a while."""

from __future__ import annotations

from datetime import timedelta

from steamie.wording.actions import allow_detail, take_back_detail

from .posts import Desk
from .year import lately

LIBRARY, LINE_OF_THE_SUMMER = "0141 496 0850", "0141 496 0851"  # from the range kept for drama


def answer_the_check(desk: Desk) -> None:
    """Allow the numbers, and take the one back when it is no longer in use."""
    officer = desk.cast.officer
    allow_detail(words=LIBRARY, by=officer, at=lately(desk.now - timedelta(days=70)))
    passing = allow_detail(words=LINE_OF_THE_SUMMER, by=officer, at=lately(desk.now - timedelta(days=60)))
    take_back_detail(detail=passing, by=officer, at=lately(desk.now - timedelta(days=20)))
