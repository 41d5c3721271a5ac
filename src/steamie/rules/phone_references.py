"""References that can be read out over the phone: six letters and figures in two groups, none of them look-alikes.

The last one is worked out from the others, so that one that was misheard is noticed and not somebody else's.
"""

from __future__ import annotations

from collections.abc import Sequence

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"  # no 0 and O, no 1, I and L, no S beside 5, no U beside V; 29, a prime
DRAWN = 5  # characters that chance draws; the sixth checks them
_CONFUSED = str.maketrans({"S": "5", "U": "V", "_": "", "-": "", " ": "", "–": "", ".": ""})


def reference(numbers: Sequence[int]) -> str:
    """``R7K-Q42`` from five numbers below ``len(ALPHABET)``."""
    drawn = "".join(ALPHABET[number] for number in numbers)
    whole = drawn + _check(drawn)
    return f"{whole[:3]}-{whole[3:]}"


def understood(written: str) -> str:
    """A reference as somebody typed it, the way it is kept: ``r7k q42`` becomes ``R7K-Q42``. Empty when it cannot be one."""
    plain = written.strip().upper().translate(_CONFUSED)
    if len(plain) != DRAWN + 1 or set(plain) - set(ALPHABET) or _check(plain[:DRAWN]) != plain[DRAWN]:
        return ""
    return f"{plain[:3]}-{plain[3:]}"


def _check(drawn: str) -> str:
    """Each place weighs differently, so that two characters exchanged are noticed as well as one misheard."""
    return ALPHABET[sum(place * ALPHABET.index(letter) for place, letter in enumerate(drawn, 1)) % len(ALPHABET)]
