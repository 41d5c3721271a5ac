"""Reading a time off the wall: what a form or an imported row wrote, as a moment, or a question, or a refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.rules.wall_clock import Moment, Repeated, Skipped, interpret

CHOICES: dict[str, Literal["first", "second"]] = {"first": "first", "second": "second"}  # of an hour that comes twice


def read(written: str, choice: str = "") -> Moment:
    """The moment a wall time in Scotland names. ValidationError codes: "unreadable", "repeated", "skipped"."""
    try:
        wall = datetime.fromisoformat(written.strip())
    except ValueError:
        raise ValidationError("Write the day and time like 24/11/2026 10:00.", code="unreadable") from None
    if wall.tzinfo:
        raise ValidationError("Write the time as the clock on the wall shows it, without a zone.", code="unreadable")
    match interpret(wall, choice=CHOICES.get(choice)):
        case Moment() as moment:
            return moment
        case Repeated(question=question):
            raise ValidationError(question, code="repeated")
        case Skipped(reason=reason):
            raise ValidationError(reason, code="skipped")


def wall(moment: datetime | None) -> str:
    """A moment as a form's time field holds it."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}" if moment else ""


def which(due_wall: str) -> str:
    """The answer given when the hour came twice: "first", "second" or nothing."""
    return due_wall.rpartition(", ")[2] if ", " in due_wall else ""


def utc(moment: Moment) -> datetime:
    """The moment in UTC, as rows keep it."""
    return moment.utc.astimezone(UTC)
