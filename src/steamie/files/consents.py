"""Whether the people in a picture still agree that it is shown somewhere: a room above knows, whoever shows it asks.

The register is filled by each room's ``picture_consents.py``. Nobody objects to a picture without a consent written down.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from steamie.evidence.registers import discover

Objector = Callable[[Collection[int], date], Mapping[int, Mapping[int, str]]]
"""Takes pictures by number and a day, answers for each the channels, by number, on which it may not be shown, and why."""

_register: list[Objector] = []


def objects(objector: Objector) -> Objector:
    """Register the decorated function."""
    _register.append(objector)
    return objector


def objections(pictures: Collection[int], channel: int, day: date) -> dict[int, str]:
    """Which of these pictures may not be shown on a channel on a day, and why, in a sentence."""
    if not pictures:
        return {}
    discover("picture_consents")
    answers = [objector(pictures, day) for objector in _register]
    return {picture: channels[channel] for answer in answers for picture, channels in answer.items() if channel in channels}
