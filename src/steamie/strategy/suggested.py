"""What might keep a statement: a control of the catalogue and its parameters, guessed from the words for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from steamie.rules.catalogue import Capability, capabilities
from steamie.rules.parameters import Setting, plain, read, settings

from .register import discover

MORE_TELLING_FIRST = ("content.share", "review.first", "review.every", "access.two_steps", "access.ends_with_employment")
PROMISE = re.compile(r"\b(will|must|shall|should|is to|are to|never|always|every|each|at least|no more than)\b", re.IGNORECASE)
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
FRACTIONS = {"half": "1/2", "third": "1/3", "thirds": "2/3", "quarter": "1/4", "fifth": "1/5", "tenth": "1/10"}
NUMBER = re.compile(rf"\b(\d{{1,3}}|{'|'.join(NUMBERS)})\b[- ]?(?:year|yearly)", re.IGNORECASE)
YEARLY = re.compile(r"\b(annual(?:ly)?|yearly|every year|each year|once a year)\b", re.IGNORECASE)
PERCENT = re.compile(r"\b(\d{1,3})\s?(?:%|per ?cent)", re.IGNORECASE)
WRITTEN = re.compile(r"\b(\d{1,2}/\d{1,2})\b")
ABOUT = re.compile(
    r"\b(?:about|be for|is for|(?:will|should|must) (?:tell|share|show|promote|highlight|be)|of what we post)\b", re.IGNORECASE
)
NAMED = re.compile(rf"\b({'|'.join(FRACTIONS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SuggestedControl:
    """A control that might keep a statement, with the parameters the words give. ``sure`` when nothing is left to fill in."""

    control: str
    parameters: Mapping[str, Any]
    sure: bool


def suggest(statement: str) -> SuggestedControl | None:
    """The likeliest control for a statement; None where its words promise nothing that this house can measure."""
    discover()
    controls = capabilities()
    names = [name for name in (*MORE_TELLING_FIRST, *controls) if name in controls and controls[name].recognises(statement)]
    return _filled(controls[names[0]], statement) if names else None


def explains(statement: str) -> bool:
    """Whether a statement only explains: it promises nothing, so it may be for reading."""
    return PROMISE.search(statement) is None


def _filled(capability: Capability, statement: str) -> SuggestedControl:
    values: dict[str, Any] = {}
    for one in settings(capability.parameters):
        value = _guess(one, statement)
        if value is not None:
            values[one.name] = plain(value)
    if capability.name == "content.share":
        values |= _share_names(statement, values)
    _, problems = read(capability.parameters, values)
    return SuggestedControl(capability.name, values, sure=not problems)


def _guess(one: Setting, statement: str) -> Any:
    if one.item is int:
        return _years(statement)
    if one.item is Fraction:
        return _fraction(statement) if one.needed else None
    if isinstance(one.item, type) and issubclass(one.item, StrEnum) and one.default is None:
        return _named(one, statement)
    return None


def _years(statement: str) -> int | None:
    if match := NUMBER.search(statement):
        return int(match[1]) if match[1].isdigit() else NUMBERS[match[1].lower()]
    return 1 if YEARLY.search(statement) else None


def _fraction(statement: str) -> Fraction | None:
    if match := WRITTEN.search(statement):
        return Fraction(match[1]) if not match[1].endswith("/0") else None
    if match := PERCENT.search(statement):
        return Fraction(int(match[1]), 100)
    if match := NAMED.search(statement):
        return Fraction(FRACTIONS[match[1].lower()])
    return None


def _named(one: Setting, statement: str) -> Any:
    """The values of a fixed set that the words name, by the whole word or its beginning."""
    words = " ".join(statement.lower().split())
    named = [value for value in one.item if re.search(rf"\b{re.escape(value.value.replace('_', ' ')[:9])}", words)]
    if not named:
        return None
    return named if one.many else named[0]


def _share_names(statement: str, values: Mapping[str, Any]) -> dict[str, str]:
    """A code and a name for a share, from the words that follow its fraction."""
    after = ABOUT.split(statement)[-1]
    words = re.findall(r"[A-Za-z’']+", after)[:4]
    label = " ".join(words) or "Content"
    code = "_".join(re.findall(r"[a-z]+", label.lower()))[:20].strip("_") or "content"
    bound = "at least" if re.search(r"\bat least\b", statement, re.IGNORECASE) else None
    bound = "at most" if re.search(r"\b(at most|no more than|up to)\b", statement, re.IGNORECASE) else bound
    return {"code": code, "label": label[:1].upper() + label[1:], **({"bound": bound} if bound else {})}
