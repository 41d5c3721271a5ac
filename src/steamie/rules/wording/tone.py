"""Turns of phrase that a list of words cannot hold: threats, blame, shouting, and talk against a whole group of people.

They are looked for beside the officer's own lists. Opinions, even sharp ones, are not here and must not be (S-69).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .blame import BLAME, VICTIMS
from .findings import Finding, FindingKind
from .folding import Folded
from .politics import POLITICS
from .prejudice import GROUPED, INSULTS, PREJUDICE
from .reproach import REPROACH
from .sarcasm import SARCASM
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
_PATTERNS = tuple((kind, reason, re.compile(rf"(?<![\w'-])(?:{'|'.join(parts)})(?!\w)")) for kind, reason, parts in _FAMILIES)
_SHOUT = re.compile(r"(?<!\w)(?:[A-Z][A-Z'’]*[,!?]? ){4,60}[A-Z][A-Z'’]+(?!\w)[!?]*|[!?]{3,}")
_LONG_WORDS = 3  # of four letters or more: below that it may be a row of initials


def turned(text: Folded, names: frozenset[str]) -> Iterator[Finding]:
    """Every turn of phrase of the families asked for ("offensive", "confrontational", "topic")."""
    for kind, reason, pattern in _PATTERNS:
        if kind.value in names:
            for match in pattern.finditer(text.plain):
                start, end = text.span(match)
                yield Finding(kind.value, kind, text.original[start:end], start, end, reason)
    if FindingKind.CONFRONTATIONAL.value in names:
        yield from _shouted(text)


def _shouted(text: Folded) -> Iterator[Finding]:
    for match in _SHOUT.finditer(text.original):
        words = re.findall(r"\w+", match[0])
        if not words or sum(len(word) > 3 for word in words) >= _LONG_WORDS:
            reason = "This reads as shouting: small letters and one mark are enough."
            yield Finding("confrontational", FindingKind.CONFRONTATIONAL, match[0], *match.span(), reason)
