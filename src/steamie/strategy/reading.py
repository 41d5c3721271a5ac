"""The strategy in force and the Association, read with as few queries as can be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from steamie.rules.shares import Share

from .document import Document
from .models import Association, Edition
from .parsing import parse

_one_reading: ContextVar[dict[str, Document] | None] = ContextVar("one_reading", default=None)


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


def read_afresh() -> None:
    """Forget the edition read for this page: another has come into force."""
    if (kept := _one_reading.get()) is not None:
        kept.clear()


def current() -> Document:
    """The strategy in force. One small query; the document itself is kept by its digest. Raises ``NotLoaded``."""
    kept = _one_reading.get()
    if kept:
        return kept["in force"]
    digest = Edition.objects.order_by("-number").values_list("digest", flat=True).first()
    if digest is None:
        raise NotLoaded("No strategy has been loaded yet. Load one with “steamie strategy load FILE”.")
    document = _document(digest)
    if kept is not None:
        kept["in force"] = document
    return document


def shares() -> tuple[Share, ...]:
    """The shares of content that the strategy in force asks for, in its order; empty when it asks for none. One small query."""
    try:
        return current().shares
    except NotLoaded:
        return ()


def edition() -> Edition:
    """The edition in force. Raises ``NotLoaded``."""
    newest = Edition.objects.order_by("-number").first()
    if newest is None:
        raise NotLoaded("No strategy has been loaded yet. Load one with “steamie strategy load FILE”.")
    return newest


def association() -> Association | None:
    """The Association; None before set-up."""
    return Association.objects.first()


@lru_cache(maxsize=8)
def _document(digest: str) -> Document:
    return parse(Edition.objects.get(digest=digest).source)
