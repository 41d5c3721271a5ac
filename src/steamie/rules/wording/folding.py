"""A text made plain for reading: one alphabet, one case, no accents, nothing invisible, and the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 4  # letters that one may stand for; a few signs are whole phrases, and a page of them would be a book
_LOOKALIKES = str.maketrans("аеорсухіјѕԁɡ‘’ʼ`“”‐‑‒–—−", "aeopcyxijsdg''''\"\"------")


@dataclass(frozen=True, slots=True)
class Folded:
    """The plain text, and for each of its characters the place in the original it came from."""

    original: str
    plain: str
    places: tuple[int, ...]
    ends: tuple[int, ...] = ()  # where each ends, when a character stands for several of the original

    def span(self, match: re.Match[str], group: int | str = 0) -> tuple[int, int]:
        """Where a match of the plain text lies in the original."""
        return self.back(*match.span(group))

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text lies in the original."""
        return self.places[start], self.ends[end - 1] if self.ends else self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """NFKC, case-folded, accents and zero-width characters gone, look-alike letters and dashes made plain."""
    pairs = [(plain, place) for place, character in enumerate(text) for plain in _fold_one(character)]
    return Folded(text, "".join(plain for plain, _ in pairs), tuple(place for _, place in pairs))


def _fold_one(character: str) -> Iterable[str]:
    plain = unicodedata.normalize("NFKD", character)
    if len(plain) > LONGEST:
        return
    for part in plain:
        if unicodedata.category(part) not in ("Mn", "Cf"):
            yield from part.casefold().translate(_LOOKALIKES)
