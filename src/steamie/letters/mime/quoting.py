"""Earlier letters that a letter quotes: kept with it, and folded away where it is shown."""

from __future__ import annotations

import quotequail

MOST_LINES = 2000


def folded(words: str) -> list[tuple[bool, str]]:
    """The words in parts, each with whether it is shown at once. Together they are the words; nothing of an answer is folded.

    Words between quoted lines, and below them, are an answer. What begins with a quotation is shown whole.
    """
    parts = quotequail.quote(words, limit=MOST_LINES, quote_intro_line=True)
    if len(parts) < 2 or not parts[0][1].strip():
        return [(True, words)]
    quoted, below = _divided(parts[1][1].split("\n"))
    pieces = [(True, parts[0][1]), (False, "\n".join(quoted)), (True, "\n".join(below))]
    return [(shown, text) for shown, text in pieces if text.strip()]


def _divided(lines: list[str]) -> tuple[list[str], list[str]]:
    """Quoted lines, and what was written below them. Without signs of quoting all of it is the earlier letter."""
    marked = [number for number, one in enumerate(lines) if one.lstrip().startswith(">")]
    if not marked:
        return lines, []
    first, last = marked[0], marked[-1]
    between = any(one.strip() and not one.lstrip().startswith(">") for one in lines[first:last])
    end = first if between else last + 1
    return lines[:end], lines[end:]
