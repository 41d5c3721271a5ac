"""Who may see a picture before and after it is published: the rooms that use pictures say so."""

from __future__ import annotations

from collections.abc import Callable

from steamie.people.models import Person

from .models import Picture

Public = Callable[[Picture], bool]
Theirs = Callable[[Picture, Person], bool]
_public: list[Public] = []
_theirs: list[Theirs] = []
_reserved: list[Public] = []
_readable: list[Theirs] = []


def makes_public(rule: Public) -> Public:
    """Register the decorated function: whether a picture stands in something that everyone may see."""
    if rule not in _public:
        _public.append(rule)
    return rule


def makes_theirs(rule: Theirs) -> Theirs:
    """Register the decorated function: whether a picture came from this person, who may therefore see it."""
    if rule not in _theirs:
        _theirs.append(rule)
    return rule


def reserves(rule: Public) -> Public:
    """Register the decorated function: whether a picture is only for those whom a rule of ``makes_readable`` lets see it."""
    if rule not in _reserved:
        _reserved.append(rule)
    return rule


def makes_readable(rule: Theirs) -> Theirs:
    """Register the decorated function: whether this person may read what a picture stands in."""
    if rule not in _readable:
        _readable.append(rule)
    return rule


def is_public(picture: Picture) -> bool:
    """Whether everyone may see it."""
    return any(rule(picture) for rule in _public)


def is_theirs(picture: Picture, person: Person) -> bool:
    """Whether it came from this person."""
    return any(rule(picture, person) for rule in _theirs)


def is_reserved(picture: Picture) -> bool:
    """Whether reading what the desk prepares is not enough to see it."""
    return any(rule(picture) for rule in _reserved)


def is_readable(picture: Picture, person: Person) -> bool:
    """Whether this person may read something that it stands in."""
    return any(rule(picture, person) for rule in _readable)
