"""A text made plain for reading: one alphabet, one case, no accents, nothing invisible, and the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 4  # letters that one may stand for; a few signs are whole phrases, and a page of them would be a book
_LOOKALIKES = str.maketrans("аеорсухіјѕԁɡ‘’ʼ`“”‐‑‒–—−", "aeopcyxijsdg''''\"\"------")


@dataclass(frozen=True, slots=True)
class Folded:
    """The plain text, and for each of its characters the place in the original it came from."""

    original: str
    plain: str
    places: Sequence[int]
    ends: Sequence[int] = ()  # where each ends, when a character stands for several of the original

    def span(self, match: re.Match[str], group: int | str = 0) -> tuple[int, int]:
        """Where a match of the plain text lies in the original."""
        return self.back(*match.span(group))

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text lies in the original."""
        return self.places[start], self.ends[end - 1] if self.ends else self.places[end - 1] + 1

    def cased(self) -> str:
        """The plain text with capital letters where the original has them."""
        if self.plain == self.original.lower():
            return self.original
        pairs = zip(self.plain, self.places, strict=True)
        return "".join(plain.upper() if self.original[place].isupper() else plain for plain, place in pairs)


def fold(text: str) -> Folded:
    """NFKC, case-folded, accents and zero-width characters gone, look-alike letters and dashes made plain."""
    if text.isascii():
        return Folded(text, text.lower().replace("`", "'"), range(len(text)))
    pieces = [_fold_one(character) for character in text]
    return Folded(text, "".join(pieces), tuple(place for place, piece in enumerate(pieces) for _ in piece))


@lru_cache(maxsize=4096)
def _fold_one(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)
    if len(plain) > LONGEST:
        return ""
    parts = (part for part in plain if unicodedata.category(part) not in ("Mn", "Me", "Cf"))
    return "".join(part.casefold().translate(_LOOKALIKES) for part in parts)
