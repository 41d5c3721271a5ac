"""Turns of phrase that a list of words cannot hold: threats, blame, shouting, and talk against a whole group of people.

They are looked for beside the officer's own lists. Opinions, even sharp ones, are not here and must not be (S-69).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .blame import BLAME, VICTIMS
from .findings import Finding, FindingKind
from .folding import Folded
from .politics import POLITICS
from .prejudice import GROUPED, INSULTS, PREJUDICE
from .reproach import REPROACH
from .sarcasm import SARCASM
from .sharpness import weighed, weights
from .threats import QUARREL, THREAT

_FAMILIES = (
    (FindingKind.OFFENSIVE, "This speaks against a group of people.", (*PREJUDICE, *GROUPED)),
    (FindingKind.OFFENSIVE, "This insults people.", INSULTS),
    (FindingKind.CONFRONTATIONAL, "This reads as a threat.", THREAT),
    (FindingKind.CONFRONTATIONAL, "This could start a quarrel.", QUARREL),
    (FindingKind.CONFRONTATIONAL, "This reads as blame or scorn.", BLAME),
    (FindingKind.CONFRONTATIONAL, "This blames the people it happened to.", VICTIMS),
    (FindingKind.CONFRONTATIONAL, "This reads as a reproach.", REPROACH),
    (FindingKind.CONFRONTATIONAL, "This may be read as sarcasm, which hurts in print.", SARCASM),
    (FindingKind.TOPIC, "People feel strongly about this: read it once more.", POLITICS),
)
_ALSO = {  # who insults also quarrels; threats and scorn also offend
    "This speaks against a group of people.": FindingKind.CONFRONTATIONAL,
    "This insults people.": FindingKind.CONFRONTATIONAL,
    "This reads as a threat.": FindingKind.OFFENSIVE,
    "This reads as blame or scorn.": FindingKind.OFFENSIVE,
}
_SHARP = "This may hurt or start a quarrel: read it as a stranger would."
_DOUBTFUL = {reason for kind, reason, _ in _FAMILIES if kind is FindingKind.CONFRONTATIONAL} - {"This reads as a threat."}
_PATTERNS = tuple((kind, reason, re.compile(rf"(?<![\w'-])(?:{'|'.join(parts)})(?!\w)")) for kind, reason, parts in _FAMILIES)
_SHOUT = re.compile(r"(?<!\w)(?:[A-Z][A-Z'’]*[,!?]? ){4,60}[A-Z][A-Z'’]+(?!\w)[!?]*|[!?]{3,}")
_LONG_WORDS = 3  # of four letters or more: below that it may be a row of initials


def turned(text: Folded, names: frozenset[str]) -> Iterator[Finding]:
    """Every turn of phrase of the families asked for ("offensive", "confrontational", "topic")."""
    for kind, reason, pattern in _PATTERNS:
        if kind.value in names:
            for match in pattern.finditer(text.plain):
                start, end = text.span(match)
                yield Finding(kind.value, kind, text.original[start:end], start, end, reason, also=_ALSO.get(reason))
    if FindingKind.CONFRONTATIONAL.value in names:
        yield from _shouted(text)


def _shouted(text: Folded) -> Iterator[Finding]:
    for match in _SHOUT.finditer(text.original):
        words = re.findall(r"\w+", match[0])
        if not words or sum(len(word) > 3 for word in words) >= _LONG_WORDS:
            reason = "This reads as shouting: small letters and one mark are enough."
            yield Finding("confrontational", FindingKind.CONFRONTATIONAL, match[0], *match.span(), reason)


def settled(text: Folded, names: frozenset[str], others: Iterable[Finding]) -> Iterator[Finding]:
    """The turns of phrase but for those in sentences that are calm, and the sentences that are sharp by their weight alone.

    ``others``: what was found by other means. A sentence that holds any of it is not asked about a second time.
    """
    turns = list(turned(text, names))
    if FindingKind.CONFRONTATIONAL.value not in names:
        yield from turns
        return
    parts = [(*text.back(part.start, part.end), part.odds) for part in weighed(text)]
    calm, asked = bytearray(len(text.original)), bytearray(len(text.original))  # 1 where it is so
    for start, end, odds in parts:
        calm[start:end] = bytes([odds < weights().calm]) * (end - start)
    standing = [turn for turn in turns if turn.reason not in _DOUBTFUL or not all(calm[turn.start : turn.end])]
    for finding in (*others, *standing):
        asked[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    yield from standing
    kind, also = FindingKind.CONFRONTATIONAL, FindingKind.OFFENSIVE
    for start, end, odds in parts:
        if odds >= weights().sure and not any(asked[start:end]):
            yield Finding(kind.value, kind, text.original[start:end], start, end, _SHARP, also=also)


def mentioned(text: Folded, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a text may read sharper than it was meant: worth a quiet line and no question."""
    if FindingKind.CONFRONTATIONAL.value not in names:
        return
    standing = set(settled(text, names, ()))
    yield from ((turn.start, turn.end) for turn in turned(text, names) if turn not in standing)
    known = weights()
    yield from (text.back(part.start, part.end) for part in weighed(text) if known.likely <= part.odds < known.sure)
