"""The whole wording check, in reading order and without overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from .findings import Finding, FindingKind, Window
from .folding import fold
from .matching import listed, windowed
from .personal import personal
from .tone import mentioned, settled


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
    findings += list(settled(folded, frozenset(lists), findings))
    for window in windows:
        if on and window.first <= on <= window.last:
            findings += windowed(folded, window)
    return tuple(_without_overlaps(findings, len(text)))


def may_read_sharp(text: str, *, lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The words that may read sharper than they were meant, as they stand in the text, and that no question is about."""
    asked = check(text, lists=lists)
    places = mentioned(fold(text), frozenset(lists))
    return tuple(text[start:end] for start, end in places if all(one.end <= start or end <= one.start for one in asked))


PERSONS = frozenset({"health", "named", "described", "child"})


def _layer(finding: Finding) -> str:
    """What may stand beside what: a person beside their number, a window beside words."""
    if finding.kind is FindingKind.WINDOW:
        return "window"
    return "persons" if finding.rule in PERSONS else "words"


def _without_overlaps(findings: Sequence[Finding], length: int) -> list[Finding]:
    """Personal data wins over words, and the longer over the shorter; persons and windows stand beside them."""
    standing: list[Finding] = []
    layers = {name: bytearray(length) for name in ("words", "window", "persons")}  # 1 where a finding that was kept lies
    for finding in sorted(findings, key=lambda f: (not f.firm, f.start - f.end, f.start)):
        places, name = slice(finding.start, finding.end), _layer(finding)
        if any(layers[name][places]):
            continue
        standing.append(finding)
        for mark in ("words", "window") if finding.firm else (name,):
            layers[mark][places] = b"\1" * (finding.end - finding.start)
    return sorted(standing, key=lambda f: (f.start, f.end, f.rule))
