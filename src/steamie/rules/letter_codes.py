"""Codes that people copy from a letter: eight letters and figures that are not mistaken for one another, the last one a check."""

from __future__ import annotations

import re
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0, 1, I, L, O, U
LENGTH = 8
_WEIGHTS = (1, 7, 11, 13, 17, 19, 23)  # none shares a divisor with 30, so that one wrong letter always gives another check


def new_code(choose: Callable[[str], str]) -> str:
    """A code; ``choose`` takes one letter of the alphabet, as ``secrets.choice`` does."""
    body = "".join(choose(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check(body)


def read_code(written: str) -> str:
    """The code as it is kept, however it was typed; empty when it cannot be one: a letter is missing, or one is wrong."""
    plain = re.sub(r"[\s\-–.]", "", written).upper()
    if len(plain) != LENGTH or set(plain) - set(ALPHABET):
        return ""
    return plain if _check(plain[:-1]) == plain[-1] else ""


def spaced(code: str) -> str:
    """The code as it is printed: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def _check(body: str) -> str:
    total = sum(weight * ALPHABET.index(letter) for weight, letter in zip(_WEIGHTS, body, strict=True))
    return ALPHABET[total % len(ALPHABET)]
