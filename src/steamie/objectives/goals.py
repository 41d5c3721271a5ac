"""What a post can serve: the objectives of the strategy in force, and the aims of the business plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from steamie.strategy import reading

from .models import BusinessAim


@dataclass(frozen=True, slots=True)
class Goal:
    """One objective or aim."""

    code: str  # "objective-1", "aim-3"
    label: str
    is_aim: bool = False


def objectives() -> list[Goal]:
    """The objectives that the strategy in force numbers; none where it names none, or none is loaded."""
    try:
        document = reading.current()
    except reading.NotLoaded:
        return []
    return [Goal(f"objective-{one.number}", document.clause(one.clause).heading) for one in document.objectives]


def aims(day: date) -> list[Goal]:
    """The aims of the business plan on this day."""
    return [Goal(f"aim-{row.pk}", row.words, is_aim=True) for row in BusinessAim.objects.in_force(day)]


def goals(day: date) -> list[Goal]:
    """Both, the objectives first."""
    return [*objectives(), *aims(day)]
