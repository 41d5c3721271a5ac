"""Who did it, as the minute book knows them: by reference, never by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anyone or anything that can be written down as having acted. ``people.Person`` is one."""

    @property
    def reference(self) -> str:
        """A stable reference, e.g. ``person:7``."""

    @property
    def office(self) -> str:
        """The office held when acting, or an empty string."""


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor that is not a person with an account."""

    reference: str
    office: str = ""


CLOCK = NamedActor("system:clock")
PUBLISHER = NamedActor("system:publisher")
LETTERS = NamedActor("system:letters")
SETUP = NamedActor("system:setup")
OPERATOR = NamedActor("system:operator")  # whoever can give commands on the machine itself
REPAIRS = NamedActor("system:repairs")  # the repairs system, and what hands repairs over to it
VISITOR = NamedActor("visitor")
