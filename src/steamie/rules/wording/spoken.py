"""Figures that were spelled out or dressed up: "oh seven seven double oh", "twenty-two", "9OO"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .folding import Folded

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UNITS = {word: str(figure) for figure, word in enumerate(_DIGITS)} | {"oh": "0", "nought": "0"}
_TEN_ON = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TEENS = {word: 10 + place for place, word in enumerate(_TEN_ON)}
_TWENTY_ON = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = {word: 20 + 10 * place for place, word in enumerate(_TWENTY_ON)}
_REPEATED = {"double": 2, "treble": 3, "triple": 3}
_WORD = re.compile(
    rf"(?<!\w)(?:(?P<times>{'|'.join(_REPEATED)})[\s-]+(?P<again>{'|'.join(_UNITS)}|\d)"
    rf"|(?P<hundreds>one|two|three|four|five|six|seven|eight|nine)[\s-]hundred"
    rf"|(?P<ten>{'|'.join(_TENS)})(?:[\s-](?P<unit>one|two|three|four|five|six|seven|eight|nine))?"
    rf"|(?P<teen>{'|'.join(_TEENS)})|(?P<one>{'|'.join(_UNITS)}))(?!\w)"
)
_DISGUISED = re.compile(r"(?<=\d)[ol]+(?=[\dol\s]{0,30}\d)|(?<![a-z])[ol]+(?=\d{2})|(?<=\d)[ol]{1,3}(?![a-z])")


def spoken(text: Folded) -> Folded | None:
    """The text with figures for words, and the way back; None when nothing was spelled out."""
    pieces = sorted([*_words(text.plain), *_letters(text.plain)])
    plain, places, ends, last = "", list[int](), list[int](), 0
    for start, end, figures in pieces:
        if start < last:
            continue
        plain += text.plain[last:start] + figures
        # Each figure stands for the whole word it came from.
        places += [*text.places[last:start], *[text.places[start]] * len(figures)]
        ends += [*_ends(text.places[last:start]), *[text.places[end - 1] + 1] * len(figures)]
        last = end
    tail = text.places[last:]
    return Folded(text.original, plain + text.plain[last:], (*places, *tail), (*ends, *_ends(tail))) if pieces else None


def _ends(places: Sequence[int]) -> list[int]:
    return [place + 1 for place in places]


def _words(plain: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(plain):
        yield *match.span(), _figures(match)


def _figures(match: re.Match[str]) -> str:
    if match["times"]:
        return _UNITS.get(match["again"], match["again"]) * _REPEATED[match["times"]]
    if match["hundreds"]:
        return f"{_UNITS[match['hundreds']]}00"
    if match["ten"]:
        return str(_TENS[match["ten"]] + int(_UNITS[match["unit"]] if match["unit"] else 0))
    return str(_TEENS[match["teen"]]) if match["teen"] else _UNITS[match["one"]]


def _letters(plain: str) -> Iterator[tuple[int, int, str]]:
    for match in _DISGUISED.finditer(plain):
        yield *match.span(), match[0].replace("o", "0").replace("l", "1")
