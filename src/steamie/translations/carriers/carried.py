"""What comes back from a translator: pairs of English and translation, and the language where the file says it."""

from __future__ import annotations

from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Carried:
    """The pairs of a file, and the tag of its language; empty where it does not say."""

    pairs: list[Pair]
    language: str = ""
