"""Which letters our printed pages have. The table is written by ``tools/printed_letters.py``, which asks the typesetter."""

from __future__ import annotations

import csv
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("letters.csv")


def unprintable(text: str) -> str:
    """The first letter of a text that would not print, or an empty string: most emoji, and most Asian scripts."""
    return next((letter for letter in text if not _prints(letter)), "")


def _prints(letter: str) -> bool:
    if letter < " " or unicodedata.category(letter).startswith("M"):  # a mark prints or not with the letter it stands on
        return True
    first, last = _ranges()
    place = bisect_right(first, ord(letter)) - 1
    return place >= 0 and ord(letter) <= last[place]


@lru_cache(maxsize=1)
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    with TABLE.open(newline="") as file:
        rows = [(int(row["first"], 16), int(row["last"], 16)) for row in csv.DictReader(file)]
    first, last = zip(*rows, strict=True)
    return first, last
