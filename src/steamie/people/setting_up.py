"""What an installation needs before it runs for real: the register that each room's ``setup_lines.py`` fills.

The set-up pages, Today's list and ``steamie doctor`` read it (``steamie.desk.setup.lines``); nobody keeps a second list, and
nothing is ticked: a line is read from the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from steamie.evidence.registers import discover

MODULE = "setup_lines"


class Progress(IntEnum):
    """How far a line has come."""

    TO_DO = 0
    UNDER_WAY = 1
    DONE = 2


class SetupOrder(IntEnum):
    """Where a line stands in the list: what comes first makes the next one possible."""

    STRATEGY = 1
    ASSOCIATION = 2
    OFFICER = 3
    SECOND_FACTOR = 4
    EMAIL = 5
    MAILBOX = 6
    SECOND_PERSON = 7  # before the channels: a second person confirms an account
    WEBSITE = 8
    CHANNEL = 9
    POLICIES = 10
    POSTER = 11
    PLAN = 12
    REPAIRS = 13
    NUMBERS = 14


@dataclass(frozen=True, slots=True)
class SetupLine:
    """One thing that must be true, and how it stands now."""

    name: str  # lasting: a dismissal is kept under it
    title: str
    progress: Progress
    state: str  # in two or three words, such as "Waiting for a second person"
    note: str = ""  # one sentence: what is missing, or what follows from it
    address: str = ""  # where to go
    basic: bool = False  # nothing works without it: it cannot be dismissed, and needs no mention once it is done

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.progress is Progress.DONE


Reader = Callable[[datetime], Iterable[SetupLine]]
_register: dict[str, tuple[SetupOrder, Reader]] = {}


def setup_lines(place: SetupOrder) -> Callable[[Reader], Reader]:
    """Register the decorated function, which reads one line or several from the data at a moment."""

    def enter(reader: Reader) -> Reader:
        _register[f"{reader.__module__}.{reader.__name__}"] = (place, reader)
        return reader

    return enter


def all_lines(now: datetime) -> list[SetupLine]:
    """Every room's lines, in order."""
    discover(MODULE)
    readers = sorted(_register.values(), key=lambda entry: entry[0])
    return [line for _, reader in readers for line in reader(now)]
