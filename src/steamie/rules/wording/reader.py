"""The whole wording check, in reading order and without overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from .findings import Finding, Window
from .folding import fold
from .matching import listed, windowed
from .personal import personal
from .tone import turned


def check(
    text: str,
    *,
    lists: Mapping[str, Sequence[str]],
    windows: Sequence[Window] = (),
    on: date | None = None,
    ours: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """Everything worth a second look. ``ours``: our own numbers, addresses, e-mails or ``@domain``, which may be shown."""
    folded = fold(text)
    found = list(personal(folded, tuple(ours)))
    for name, words in lists.items():
        found += listed(folded, name, words)
    found += turned(folded, frozenset(lists))
    for window in windows:
        if on and window.first <= on <= window.last:
            found += windowed(folded, window)
    return tuple(_without_overlaps(found))


def _without_overlaps(found: Sequence[Finding]) -> list[Finding]:
    """Personal data wins over words, and the longer over the shorter; a window stands beside either."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (not f.firm, f.start - f.end, f.start)):
        if not any(_clash(finding, other) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: (f.start, f.end, f.rule))


def _clash(one: Finding, other: Finding) -> bool:
    overlap = one.start < other.end and other.start < one.end
    return overlap and (one.kind == other.kind or one.firm or other.firm or "window" not in (one.kind, other.kind))
