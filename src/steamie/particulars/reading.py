"""Which state of each list holds, asked for once a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from .models import ParticularEdition

_of_this_page: ContextVar[dict[str, dict[str, str]] | None] = ContextVar("newest_lists", default=None)
_NEWEST = "newest"


@contextmanager
def one_look() -> Iterator[None]:
    """Ask which states hold once, however many lists are read meanwhile: for the length of a page."""
    token = _of_this_page.set({})
    try:
        yield
    finally:
        _of_this_page.reset(token)


def look_again() -> None:
    """Forget what was read for this page: another state holds now."""
    if (page := _of_this_page.get()) is not None:
        page.clear()


def newest() -> dict[str, str]:
    """The fingerprint of the state that holds, by the code of its list; none for a list that holds as it came."""
    page = _of_this_page.get()
    if page and _NEWEST in page:
        return page[_NEWEST]
    rows = ParticularEdition.objects.order_by("pk").values_list("code", "digest", "as_it_came")
    digests = {code: "" if as_it_came else digest for code, digest, as_it_came in rows}
    if page is not None:
        page[_NEWEST] = digests
    return digests


@lru_cache(maxsize=64)
def data_of(digest: str) -> dict[str, Any]:
    """The data that has this fingerprint."""
    return dict(ParticularEdition.objects.filter(digest=digest).values_list("data", flat=True)[:1].get())
