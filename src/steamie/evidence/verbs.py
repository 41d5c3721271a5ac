"""What events are called: the words kept in the record, and how each is told. Every room names its own in ``verbs.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from .registers import discover


class RoomVerb(StrEnum):
    """The base of each room's ``Verb``. A member is its stored word, the sentence, and what the record needs besides.

    The stored word is never rewritten in the record: a member may change its name in code, or its sentence, and what was
    written under an earlier word stays readable when that word is listed after the others.
    """

    sentence: str  # ``sent {} back``; ``{}`` is where the subject stands
    alone: str  # the words where no subject stands beside it; empty when the sentence without its subject will do
    formerly: tuple[str, ...]  # words that earlier events carry for the same thing

    def __new__(cls, stored: str, sentence: str, alone: str = "", *formerly: str) -> RoomVerb:
        """``APPROVE = "approve", "approved {}"``."""
        member = str.__new__(cls, stored)
        member._value_ = stored
        member.sentence, member.alone, member.formerly = sentence, alone, formerly
        return member

    @property
    def needs_office(self) -> bool:
        """Whether only somebody who holds an office may do it, so that one done without an office is a breach (S-11)."""
        return False

    @property
    def anchored_at_once(self) -> bool:
        """Whether the head of the record is kept outside the database as soon as one was recorded, as after an approval."""
        return False


_Verbs = TypeVar("_Verbs", bound=type[RoomVerb])
_by_word: dict[str, RoomVerb] = {}
_subjects: dict[str, str] = {}


def verbs(subjects: Mapping[str, str] | None = None) -> Callable[[_Verbs], _Verbs]:
    """Register the decorated enum as a room's verbs.

    ``subjects``: what the record calls the room's rows (``content.slot`` → ``place``), where their own name would not do.
    """

    def register(room: _Verbs) -> _Verbs:
        for verb in room:
            for word in (verb.value, *verb.formerly):
                owner = _by_word.setdefault(word, verb)
                if type(owner).__module__ != room.__module__:
                    raise ValueError(f"{word!r} is a verb of {type(owner).__module__} already; {room.__module__} needs its own.")
        _subjects.update(subjects or {})
        return room

    return register


def verb_of(word: str) -> RoomVerb | None:
    """The verb that was stored under this word; None for a word that no room knows."""
    discover("verbs")
    return _by_word.get(word)


def all_verbs() -> list[RoomVerb]:
    """Every verb of every room."""
    discover("verbs")
    return list(dict.fromkeys(_by_word.values()))


def needing_an_office() -> list[RoomVerb]:
    """Every verb that only the holder of an office may do."""
    return [verb for verb in all_verbs() if verb.needs_office]


def subjects() -> Mapping[str, str]:
    """What the record calls a kind of row, by the model's label, where the model's own name would not be understood."""
    discover("verbs")
    return _subjects


@verbs()
class Verb(RoomVerb):
    """What is recorded about the record itself."""

    ANCHOR = "anchor", "kept the head of the record outside the database"
    KNOW_RESTORED = "know restored", "said that the record was put back from a copy, and what that cut off"

    @property
    def anchored_at_once(self) -> bool:
        """As the base says."""
        return self is Verb.KNOW_RESTORED
