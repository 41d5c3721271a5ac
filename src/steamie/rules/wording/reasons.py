"""Whether a written reason says anything: "." and "aaaa" are none (S-66 to S-68)."""

from __future__ import annotations

import re

LEAST_LETTERS = 8
LEAST_DIFFERENT = 5
LEAST_WORDS = 2
_REPEATED = re.compile(r"(\w)\1{3}")
_EMPTY = frozenset(
    """
    a all and as because blah do fine for good has i is it its just keep kept leave n/a na needed needs nice no none not
    of ok okay on please reason reasons said say so stay stays test testing text that the them there they this to want
    wanted was we whatever will word words x yes
    """.split()  # noqa: SIM905  # a list of one a line would fill the page
)


def is_a_reason(words: str, *, about: str = "") -> bool:
    """Whether somebody else could judge by these words why something stays. ``about``: the words in question."""
    plain = (words.replace(about, "") if about else words).casefold()
    letters = [character for character in plain if character.isalpha()]
    parts = [part.strip(".,;:!?'\"()-") for part in plain.split()]
    telling = {part for part in parts if part and part not in _EMPTY}
    enough = len(letters) >= LEAST_LETTERS and len(set(letters)) >= LEAST_DIFFERENT and len(parts) >= LEAST_WORDS
    return enough and bool(telling) and len(set(parts)) > len(parts) // 2 and not _REPEATED.search(plain)
