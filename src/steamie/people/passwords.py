"""Passwords that others would try first: the commonest, and what is made of one's own names."""

from __future__ import annotations

import re
from functools import lru_cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from steamie.evidence.in_force import association_names

from .models import Person

LEET = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "+": "t"}
)
SHORTEST_NAME = 4  # letters: shorter names stand inside too many good words
LEAST_OF_ITS_OWN = 6  # letters that must be left when names are taken away
WORDS_OF_A_PHRASE = 3  # so many words together are a phrase, however common each is


class NotGuessable:
    """Refuses common passwords and one's own names, with figures, years and marks round them as well."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise ``ValidationError`` for a password that others would try first."""
        if _is_common(password):
            raise ValidationError("This is one of the passwords that strangers try first. Take three words or more.", "common")
        if _is_mostly_names(password, _names(user)):
            raise ValidationError(
                "This is mostly your own name, your address or the Association’s name. Take three other words.", "own_name"
            )

    def get_help_text(self) -> str:
        """What a page says beforehand."""
        return "Not one of the commonest, and not your own name or the Association’s."


@lru_cache(maxsize=1)
def _commonest() -> frozenset[str]:
    """The 20,000 commonest passwords, as Django ships them."""
    return frozenset(CommonPasswordValidator().passwords)


def _is_common(password: str) -> bool:
    return any(_is_a_common_one(_once(core)) for core in _cores(password))


def _cores(password: str) -> set[str]:
    """A password without the figures and marks at its ends, as it is written and with figures read as letters."""
    lower = password.lower()
    return {re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text) for text in (lower, lower.translate(LEET), _trimmed(lower).translate(LEET))}


def _trimmed(text: str) -> str:
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)


def _once(core: str) -> str:
    """``letmeinletmein`` is ``letmein``."""
    repeated = re.fullmatch(r"(.+?)[\W\d_]*(?:\1[\W\d_]*)+", core)
    return repeated[1] if repeated else core


def _is_a_common_one(core: str) -> bool:
    words = [word for word in re.split(r"[\W\d_]+", core) if word]
    if len(words) >= WORDS_OF_A_PHRASE:
        return False
    return len(core) < SHORTEST_NAME or core in _commonest() or all(word in _commonest() for word in words)


def _names(user: Person | None) -> list[str]:
    """Every word of one's name, one's address and the Association's names, the longest first."""
    own = [user.name, user.email.replace("@", " ")] if user is not None else []
    words = re.findall(r"[^\W\d_]+", " ".join([*own, *association_names()]).lower())
    return sorted({word for word in words if len(word) >= SHORTEST_NAME}, key=len, reverse=True)


def _is_mostly_names(password: str, names: list[str]) -> bool:
    for text in (password.lower(), password.lower().translate(LEET)):
        left = text
        for name in names:
            left = left.replace(name, " ")
        if left != text and len(re.sub(r"[\W\d_]", "", left)) < LEAST_OF_ITS_OWN:
            return True
    return False
