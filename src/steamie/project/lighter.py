"""Libraries that load what the house never uses, loaded here without it: together thirty megabytes of every process.

Wagtail's library of pictures loads the reader of telephone pictures, which only the decoder's own process needs; its reader of
HTML a guesser of encodings and two more parsers, though it is given text and has Python's; and its framework for programs a
client of the web and a painter of code. The engine of tasks loads a client of Redis, though it keeps its tasks in a file; the
client of the web what its command on a terminal needs. The driver of PostgreSQL is loaded where the house has PostgreSQL.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.conf import settings

WITHOUT = {
    "willow": ("pillow_heif",),
    "bs4": ("charset_normalizer", "html5lib", "lxml"),
    "rest_framework.compat": ("markdown", "pygments", "requests"),
    "huey": ("redis",),
    "httpx": ("click", "pygments", "rich"),
}
DRIVER = ("psycopg", "psycopg2")


def load() -> None:
    """Before the libraries are loaded by whoever uses them. Each takes what is missing for what is not installed."""
    driver = () if _on_postgresql() else DRIVER
    for library, unused in WITHOUT.items():
        with _missing(*unused, *driver):
            import_module(library)


def _on_postgresql() -> bool:
    """Whether the house keeps its rows or its tasks in PostgreSQL."""
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql") or "dsn" in settings.HUEY


@contextmanager
def _missing(*names: str) -> Iterator[None]:
    """To import these fails, unless they are there already."""
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # what Python's documentation names for this
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
