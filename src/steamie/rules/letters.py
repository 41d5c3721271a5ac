"""What may stand in words that are published: everything people write, and nothing that only machines do."""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")  # how word processors and old computers break a line
# Control characters, halves of characters, codes that are no character, and the two that turn words about. XML 1.0, and
# with it every feed, refuses most of them; a typesetter has no shape for them.
_NOT_WRITING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def writing(text: str) -> str:
    """The text as people write it: lines end in ``\\n``, and what nobody can see or print is gone."""
    return _NOT_WRITING.sub("", _BREAKS.sub("\n", text))
