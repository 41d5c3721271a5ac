"""What rooms above show of their own on the page of a case: the register that each room's ``panels.py`` fills."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from steamie.evidence.registers import discover
from steamie.people.models import Person

from .models import Case


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the page: its template, and what stands in it."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    wide: bool = False  # above the trail; else beside it


Address = Callable[[], str]
_lists: dict[str, Address] = {}


def listed(title: str) -> Callable[[Address], Address]:
    """Register the decorated function: it gives the address of a list of a room's own, shown under this title above all cases."""

    def enter(address: Address) -> Address:
        _lists[title] = address
        return address

    return enter


def lists() -> list[tuple[str, str]]:
    """Lists of rooms above, as title and address."""
    discover("panels")
    return [(title, address()) for title, address in sorted(_lists.items())]


Maker = Callable[[Case, Person], Panel | None]
_register: dict[str, Maker] = {}


def panel(maker: Maker) -> Maker:
    """Register the decorated function. It is asked only for people who read the case's words."""
    _register[f"{maker.__module__}.{maker.__name__}"] = maker
    return maker


def panels_of(case: Case, person: Person) -> list[Panel]:
    """What the rooms above show of a case, in a lasting order."""
    discover("panels")
    made = (maker(case, person) for _, maker in sorted(_register.items()))
    return [one for one in made if one]
