"""Letters in the language of their reader: a register that a room above fills, for this room knows no languages.

A function that is registered gets the address a letter goes to, its subject and its words. It answers with both as that
reader should get them, or nothing where there is nothing to add.
"""

from __future__ import annotations

from collections.abc import Callable

from steamie.evidence.registers import discover

Retold = tuple[str, str]  # subject and words
Reteller = Callable[[str, str, str], Retold | None]
_register: list[Reteller] = []


def in_reader_language(reteller: Reteller) -> Reteller:
    """Register the decorated function."""
    _register.append(reteller)
    return reteller


def for_reader(address: str, subject: str, words: str) -> Retold:
    """Subject and words of a letter as the one at this address gets them."""
    discover("letters_in_language")
    retold = next((answer for reteller in _register if (answer := reteller(address, subject, words))), None)
    return retold or (subject, words)
