"""The whole wording check, in reading order and without overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from .findings import Finding, FindingKind, Window
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
    findings = list(personal(folded, tuple(ours)))
    for name, words in lists.items():
        findings += listed(folded, name, words)
    findings += turned(folded, frozenset(lists))
    for window in windows:
        if on and window.first <= on <= window.last:
            findings += windowed(folded, window)
    return tuple(_without_overlaps(findings, len(text)))


def _without_overlaps(findings: Sequence[Finding], length: int) -> list[Finding]:
    """Personal data wins over words, and the longer over the shorter; a window stands beside words, not beside personal data."""
    standing: list[Finding] = []
    words, window = bytearray(length), bytearray(length)  # 1 where a finding that was kept lies
    for finding in sorted(findings, key=lambda f: (not f.firm, f.start - f.end, f.start)):
        places = slice(finding.start, finding.end)
        taken = window if finding.kind is FindingKind.WINDOW else words
        if any(taken[places]):
            continue
        standing.append(finding)
        for mark in (words, window) if finding.firm else (taken,):
            mark[places] = b"\1" * (finding.end - finding.start)
    return sorted(standing, key=lambda f: (f.start, f.end, f.rule))
