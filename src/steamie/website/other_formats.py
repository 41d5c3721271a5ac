"""The other formats of a public page: a register that rooms above fill, so that nobody keeps a list of another's formats.

A room registers a function that answers, for the path of a page, in which formats of its making the page can be had, and
whether each is of the words as they are now. It is asked while the page is drawn: it must be quick, and ask for few rows. While
a page is drawn it also gets the template's context, in which it may find what was read already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from steamie.evidence.registers import discover


class FormatKind(StrEnum):
    """What sort of format it is, in the order they are offered."""

    LARGE_PRINT = "large print"
    AUDIO = "audio"
    TRANSLATION = "translation"
    SUPPLIED = "supplied"  # made by people: a BSL video, Easy Read


class Freshness(StrEnum):
    """Whether a format is of the words as they are now."""

    CURRENT = "current"
    OLDER = "older"  # the words have changed since
    COMING = "coming"  # being made or checked; there is nothing to open yet


@dataclass(frozen=True, slots=True)
class OtherFormat:
    """One format of one page. ``note`` says who made or checked it, or when the words changed."""

    kind: FormatKind
    label: str
    address: str = ""
    freshness: Freshness = Freshness.CURRENT
    note: str = ""
    language: str = ""  # its tag, where it is not the page's own
    direction: str = "ltr"


LANGUAGES_SHOWN = "_languages_shown"  # on a request: they stand among the other formats, and need no box of their own

Context = Mapping[Any, Any]
Maker = Callable[[str, Context | None], Iterable[OtherFormat]]
_register: dict[str, Maker] = {}


def other_formats(maker: Maker) -> Maker:
    """Register the decorated function."""
    _register[f"{maker.__module__}.{maker.__name__}"] = maker
    return maker


def formats_of(path: str, context: Context | None = None) -> list[OtherFormat]:
    """Every other format of the page at this path, in the order they are offered. ``context``: of the page, while it is drawn."""
    discover("beside")
    order = list(FormatKind)
    formats = [one for _, maker in sorted(_register.items()) for one in maker(path, context)]
    return sorted(formats, key=lambda one: order.index(one.kind))
