"""The lists that rooms bring: each registers its own in a module that its readers import, named again in ``own_lists.py``."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar, cast

from steamie.evidence.registers import discover

from .reading import data_of, newest
from .shape import ListSection

T = TypeVar("T")
log = logging.getLogger(__name__)


def _nothing_wrong(_: object) -> Iterable[str]:
    return ()


def _no_telephones(_: object) -> Iterable[str]:
    return ()


@dataclass(frozen=True, eq=False, slots=True)
class Particular(Generic[T]):
    """One list of the landlord's own: the file it comes in, how a room reads it, and how a person changes it.

    ``problems`` gives a sentence for each thing that must not be saved, such as a page without any number to call.
    ``takes_another``: a change holds at once, and the others are written to, so that somebody else looks at it.
    ``telephones``: the numbers on the list that anybody may be told.
    """

    code: str
    label: str
    about: str
    capability: str  # of the strategy: what a change of it is recorded under
    shipped: Traversable
    read: Callable[[dict[str, Any]], T]
    sections: tuple[ListSection, ...]
    problems: Callable[[T], Iterable[str]] = field(default=_nothing_wrong)
    takes_another: bool = False
    telephones: Callable[[T], Iterable[str]] = field(default=_no_telephones)

    def current(self) -> T:
        """The list as it holds now. One query a page for all lists; what was read is kept by its fingerprint."""
        return cast(T, _read(self, newest().get(self.code, "")))

    def data(self) -> dict[str, Any]:
        """The data that holds now, in the shape of the file."""
        digest = newest().get(self.code, "")
        return data_of(digest) if digest else as_shipped(self)

    def section(self, slug: str) -> ListSection | None:
        """The section of this name in an address; None for an unknown one."""
        return next((one for one in self.sections if one.slug == slug), None)


_registered: dict[str, Particular[Any]] = {}


def register(particular: Particular[T]) -> Particular[T]:
    """Add a list. Raises ``ValueError`` when two rooms want one code."""
    if _registered.setdefault(particular.code, particular) is not particular:
        raise ValueError(f"Two lists are called {particular.code!r}.")
    return particular


def particulars() -> list[Particular[Any]]:
    """Every list of every room, in the order of what they are called."""
    discover("own_lists")
    return sorted(_registered.values(), key=lambda one: one.label)


def particular_called(code: str) -> Particular[Any] | None:
    """The list of this code; None where no room brings one."""
    discover("own_lists")
    return _registered.get(code)


def public_telephones() -> list[str]:
    """Every number that the lists hold for anybody to ring: nobody's own. One query for each list that has any."""
    lists = [one for one in particulars() if one.telephones is not _no_telephones]
    return [telephone for one in lists for telephone in one.telephones(one.current())]


@lru_cache(maxsize=64)
def as_shipped(particular: Particular[T]) -> dict[str, Any]:
    """The data of the file that came with Steamie."""
    return tomllib.loads(particular.shipped.read_text())


@lru_cache(maxsize=128)
def _read(particular: Particular[T], digest: str) -> T:
    """The list as its room reads it; as it came, when this version of Steamie cannot read what was changed under another."""
    if digest:
        try:
            return particular.read(data_of(digest))
        except (KeyError, TypeError, ValueError):
            log.exception("The list %s as it was changed cannot be read; it holds as it came.", particular.code)
    return particular.read(as_shipped(particular))


def is_readable(particular: Particular[T], data: dict[str, Any]) -> bool:
    """Whether the room can read this data."""
    try:
        particular.read(data)
    except (KeyError, TypeError, ValueError):
        return False
    return True
