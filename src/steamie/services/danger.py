"""Words that say somebody may come to harm, looked for in what residents write. They move a matter up and decide nothing else.

None found says only that none of these words stood there: a person reads every matter all the same.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

TABLE = files(__package__) / "danger.toml"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(TABLE.read_text())
    return tuple((why, re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)) for why, words in table["words"].items())


def why_first(text: str) -> str:
    """The words that move a matter up, each as it was written, with what they may mean; empty when none was found."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'")
    seen = [f"{why} (“{match[0]}”)" for why, pattern in _patterns() if (match := pattern.search(plain))]
    return "; ".join(seen)[:300]
