"""Whether the people in a picture still agree that it is shown somewhere: a room above knows, whoever shows it asks.

The register is filled by each room's ``picture_consents.py``. Nobody objects to a picture without a consent written down.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from steamie.evidence.registers import discover

Objector = Callable[[Collection[int], Collection[int], date], Iterable[tuple[int, str]]]
"""Takes pictures and channels by number and a day, answers each channel where one may not be shown, with why in a sentence."""

_register: list[Objector] = []


def objects(objector: Objector) -> Objector:
    """Register the decorated function."""
    _register.append(objector)
    return objector


def objections(pictures: Collection[int], channels: Collection[int], day: date) -> list[tuple[int, str]]:
    """Each of these channels that may not show one of these pictures on a day, and why, in a sentence; each once."""
    if not pictures:
        return []
    discover("picture_consents")
    return list(dict.fromkeys(answer for objector in _register for answer in objector(pictures, channels, day)))
