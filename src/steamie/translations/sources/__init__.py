"""What can be translated: the register of texts, each in parts, with the address the public reads it at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from steamie.evidence.registers import discover
from steamie.rules.segments import TextPart, digest


@dataclass(frozen=True)
class TranslatedText:
    """A text of ours as it stands now. ``address``: its page in public; empty when it has none."""

    kind: str
    key: str
    title: str
    segments: tuple[TextPart, ...]
    address: str = ""
    changed_at: datetime | None = None
    facts: tuple[str, ...] = ()  # lines that are shown as they are, such as when an event begins

    @property
    def name(self) -> str:
        """How addresses at the desk name it."""
        return f"{self.kind}-{self.key}"

    @cached_property
    def digest(self) -> str:
        """The fingerprint of its words."""
        return digest(self.segments)


@dataclass(frozen=True, slots=True)
class TextKind:
    """One kind of text: all that the desk lists, one of them by its key, and the one at an address of the website."""

    place: int  # in the list at the desk
    code: str
    label: str
    every: Callable[[], Iterable[TranslatedText]]
    one: Callable[[str], TranslatedText | None]
    at: Callable[[str], TranslatedText | None]


_kinds: dict[str, TextKind] = {}


def translated(kind: TextKind) -> None:
    """Enter a kind of text."""
    _kinds[kind.code] = kind


def kinds() -> Mapping[str, TextKind]:
    """Every kind, in the order of the list at the desk."""
    discover("translated_texts")
    return {kind.code: kind for kind in sorted(_kinds.values(), key=lambda kind: kind.place)}


def every() -> dict[TextKind, list[TranslatedText]]:
    """Every text that the desk lists, by its kind."""
    return {kind: list(kind.every()) for kind in kinds().values()}


def one(kind: str, key: str) -> TranslatedText | None:
    """A text by its kind and key; None when it is not there, or not public any more."""
    return kinds()[kind].one(key) if kind in kinds() else None


def named(name: str) -> TranslatedText | None:
    """A text by its name at the desk, such as "page-12"."""
    kind, _, key = name.partition("-")
    return one(kind, key)


def at(path: str) -> TranslatedText | None:
    """The text that the public reads at this path of the website."""
    return next((text for kind in kinds().values() if (text := kind.at(path))), None)
