"""One reader for each field of a post, whatever door it comes by: the composer, a correction, a sheet.

Each takes what a person wrote and gives the value, or raises ``ValidationError`` with a sentence for the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from steamie.diary import moments
from steamie.rules import addresses, written_days
from steamie.rules.letters import writing
from steamie.rules.wall_clock import LONDON, Moment, Repeated, interpret

from .definition import USUAL_TIME

LONGEST_LINK = 500  # characters
LONGEST_WORDS = 63_206  # characters: the longest words any channel takes
_YES, _NO = frozenset({"yes", "y", "true", "1", "x", "on"}), frozenset({"", "no", "n", "false", "0", "off"})
_HOW = "Write the day and time like 24/11/2026 10:00."
_is_address = URLValidator(["http", "https"], message="Write the web address in full, like www.example.org.")


def line(written: str, longest: int) -> str:
    """Words on one line."""
    return _no_longer(" ".join(writing(written).split()), longest)


def words(written: str, longest: int = LONGEST_WORDS) -> str:
    """Words on as many lines as there are."""
    return _no_longer(writing(written).strip(), longest)


def link(written: str) -> str:
    """The address of a page, whole; "https://" is put before one written without. Empty when nothing is written."""
    plain = line(written, LONGEST_LINK)
    if not plain:
        return ""
    whole = addresses.whole(plain)
    if why := addresses.why_no_link(whole):
        raise ValidationError(why, code="refused")
    _is_address(whole)
    return _no_longer(whole, LONGEST_LINK)


def flag(written: str) -> bool:
    """Yes or no."""
    plain = written.strip().casefold()
    if plain not in _YES | _NO:
        raise ValidationError("Write yes, or leave it empty.", code="unreadable")
    return plain in _YES


def choice(written: str, offered: Sequence[tuple[str, str]], usual: str = "") -> str:
    """The code of what was chosen, written as its code or as its label; ``usual`` when nothing is written."""
    plain = " ".join(written.split()).casefold()
    if not plain and usual:
        return usual
    code = next((code for code, label in offered if plain and plain in (code.casefold(), label.casefold())), None)
    if code is None:
        raise ValidationError(f"Write one of: {', '.join(label for _, label in offered)}.", code="unknown")
    return code


def moment(written: str, which: str = "", *, near: date | None = None) -> Moment | None:
    """A day and a time written together; None when nothing is written. An hour that comes twice is asked about.

    ``which``: "first" or "second" for such an hour, where it is not written behind the time itself. ``near`` as for a day.
    Codes of the error: "unreadable", "repeated", "skipped".
    """
    if not written.strip():
        return None
    parts = written_days.parts(written)
    if parts is None:
        raise ValidationError(_HOW, code="unreadable")
    return day_and_time(day(parts.day, near=near), clock(parts.clock), parts.which or which)


def day_and_time(chosen: date, at: time = USUAL_TIME, which: str = "") -> Moment:
    """The moment of a day and a time that were read apart."""
    return moments.read(f"{chosen} {at:%H:%M}", which.strip().casefold())


def day(written: str, *, month_first: bool = False, near: date | None = None) -> date:
    """A day. ``near``: where a year may be missing, the day from which on to look."""
    try:
        return written_days.day(written, month_first=month_first, near=near)
    except ValueError as problem:
        raise ValidationError(str(problem), code="unreadable") from None


def clock(written: str) -> time:
    """A time of the day; the usual one when nothing is written."""
    try:
        return written_days.clock(written) if written.strip() else USUAL_TIME
    except ValueError as problem:
        raise ValidationError(str(problem), code="unreadable") from None


def which(of: datetime | None) -> str:
    """Which of two equal hours a moment is in, "first" or "second"; empty for a moment whose hour comes once."""
    if of is None:
        return ""
    match interpret(datetime.fromisoformat(moments.wall(of)), zone=LONDON):
        case Repeated(second=second):
            return "second" if of >= second.utc else "first"
        case _:
            return ""


def as_written(of: datetime | None) -> str:
    """A moment in a cell of its own, such that ``moment`` reads the same one: "2026-10-25 01:30, second"."""
    wall = moments.wall(of).replace("T", " ")
    return f"{wall}, {which(of)}" if which(of) else wall


def _no_longer(text: str, longest: int) -> str:
    if len(text) > longest:
        raise ValidationError(f"{longest:,} characters at most. Take out {len(text) - longest:,}.", code="too_long")
    return text
