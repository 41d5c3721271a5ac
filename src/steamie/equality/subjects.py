"""What must be checked before it goes public. Each room enters its own kinds of thing in its ``screened.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from steamie.evidence.registers import discover


@dataclass(frozen=True, slots=True)
class ScreenedSubject:
    """One thing that is public, or may become so."""

    kind: str
    key: str
    title: str
    address: str  # on the desk
    is_public: bool


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of thing: what it is called, and every one there is."""

    code: str
    label: str  # "Service page"
    all: Callable[[], Iterable[ScreenedSubject]]
    model: type | None = None  # of a page of the website, whose publishing the editor must hold back


_kinds: dict[str, SubjectKind] = {}


def screened_first(kind: SubjectKind) -> None:
    """Enter a kind of thing that is checked before it goes public."""
    _kinds[kind.code] = kind


def kinds() -> dict[str, SubjectKind]:
    """Every kind, by its code."""
    discover("screened")
    return dict(sorted(_kinds.items()))


def all_subjects() -> list[ScreenedSubject]:
    """Everything there is to check, kind by kind."""
    return [subject for kind in kinds().values() for subject in kind.all()]


def subject_of(kind: str, key: str) -> ScreenedSubject | None:
    """One thing; None where there is no such."""
    entered = kinds().get(kind)
    return next((subject for subject in entered.all() if subject.key == key), None) if entered else None


def kind_of(page: object) -> SubjectKind | None:
    """The kind of a page of the website; None for one that needs no check."""
    return kind_of_model(type(page))


def kind_of_model(model: type) -> SubjectKind | None:
    """The kind of the pages of a model; None where they need no check."""
    return next((kind for kind in kinds().values() if kind.model and issubclass(model, kind.model)), None)
