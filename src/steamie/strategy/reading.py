"""The strategy in force and the Association, read with as few queries as can be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import QuerySet, Subquery

from steamie.rules.parameters import read as read_parameters
from steamie.rules.permissions import Office
from steamie.rules.shares import Share

from .document import Document
from .models import Association, Edition, ProposedEdition
from .stored import from_data

P = TypeVar("P")
_MISSING = "No strategy has been loaded yet. Load one with “steamie strategy load FILE”."
_one_reading: ContextVar[dict[str, Document | None] | None] = ContextVar("one_reading", default=None)


class NotLoaded(LookupError):
    """No strategy has been loaded yet."""


@contextmanager
def one_reading() -> Iterator[None]:
    """Ask which edition is in force once, however often it is read meanwhile: for the length of a page."""
    token = _one_reading.set({})
    try:
        yield
    finally:
        _one_reading.reset(token)


@contextmanager
def as_if_in_force(document: Document) -> Iterator[None]:
    """Read this document as the one in force, within the block: to see what it would come to. Nothing is stored."""
    token = _one_reading.set({"in force": document})
    try:
        yield
    finally:
        _one_reading.reset(token)


def read_afresh() -> None:
    """Forget the edition read for this page: another has come into force."""
    if (reading := _one_reading.get()) is not None:
        reading.clear()


def current() -> Document:
    """The strategy in force. One small query; the document itself is kept by its digest. Raises ``NotLoaded``."""
    reading = _one_reading.get()
    if reading:
        return _loaded(reading["in force"])
    document = _of(newest_digest().first())
    if reading is not None:
        reading["in force"] = document
    return _loaded(document)


def newest_digest() -> QuerySet[Edition, str]:
    """The fingerprint of the edition in force, as a query that another query can hold."""
    return Edition.objects.order_by("-number").values_list("digest", flat=True)[:1]


def note_in_force(digest: str | None) -> None:
    """Take the edition in force from a query that held this one, so that the page need not ask again."""
    if (reading := _one_reading.get()) is not None:
        reading["in force"] = _of(digest)


def _of(digest: str | None) -> Document | None:
    return _document(digest) if digest else None


def _loaded(document: Document | None) -> Document:
    if document is None:
        raise NotLoaded(_MISSING)
    return document


def shares() -> tuple[Share, ...]:
    """The shares of content that the strategy in force asks for, in its order; empty when it asks for none, or none is loaded."""
    try:
        return current().shares
    except NotLoaded:
        return ()


def edition() -> Edition:
    """The edition in force. Raises ``NotLoaded``."""
    newest = Edition.objects.order_by("-number").first()
    if newest is None:
        raise NotLoaded(_MISSING)
    return newest


def proposed_document(row: ProposedEdition) -> Document:
    """The document of a proposed edition, as it was parsed when it was proposed."""
    return from_data(row.data)


def association(**more: Any) -> Association | None:
    """The Association; None before set-up. The same query finds the edition in force, and what ``more`` asks besides."""
    row = Association.objects.annotate(in_force=Subquery(newest_digest()), **more).first()
    if row:
        note_in_force(row.in_force)
    return row


def parameters_of(capability: str, kind: type[P]) -> P | None:
    """What the strategy in force sets for a capability; None when no clause asks for it, or no strategy is loaded."""
    try:
        clauses = current().kept_by(capability)
    except NotLoaded:
        return None
    typed = (read_parameters(kind, clause.keeps.parameters)[0] for clause in clauses)
    return next((parameters for parameters in typed if parameters is not None), None)


def kept_by(*capabilities: str) -> list[str]:
    """The clauses that these capabilities keep; empty while no strategy is loaded."""
    try:
        document = current()
    except NotLoaded:
        return []
    return [clause.id for capability in capabilities for clause in document.kept_by(capability)]


class StrategyInForce:
    """What the rooms below ask of the strategy in force."""

    def office_title(self, office: Office) -> str:
        """What the document calls an office; empty when it does not say, or none is loaded."""
        try:
            return current().offices.get(office.value, "")
        except NotLoaded:
            return ""

    def clause_number(self, capability: str, which: str) -> str:
        """The first clause a capability keeps; empty when no clause asks for it, or no strategy is loaded."""
        try:
            matching = current().kept_by(capability, which)
        except NotLoaded:
            return ""
        return matching[0].id if matching else ""

    def association_names(self) -> tuple[str, ...]:
        """In full and for short; nothing before the set-up has asked."""
        association = Association.objects.first()
        return (association.name, association.short_name) if association else ()


@lru_cache(maxsize=8)
def _document(digest: str) -> Document:
    return from_data(Edition.objects.values_list("data", flat=True).get(digest=digest))
