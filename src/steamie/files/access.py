"""Who may see a picture before and after it is published: the rooms that use pictures say so."""

from __future__ import annotations

from collections.abc import Callable

from steamie.people.models import Person

from .models import Picture

Public = Callable[[Picture], bool]
Theirs = Callable[[Picture, Person], bool]
_public: list[Public] = []
_theirs: list[Theirs] = []


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


def is_public(picture: Picture) -> bool:
    """Whether everyone may see it."""
    return any(rule(picture) for rule in _public)


def is_theirs(picture: Picture, person: Person) -> bool:
    """Whether it came from this person."""
    return any(rule(picture, person) for rule in _theirs)
