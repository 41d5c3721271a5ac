"""Libraries that load what the house never uses, loaded here without it: together ten megabytes of every process.

Wagtail's library of pictures loads the reader of telephone pictures, which only the decoder's own process needs; its reader of
HTML a guesser of encodings and a second parser, though it is given text and has Python's; and its framework for programs a
client of the web.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

WITHOUT = {"willow": ("pillow_heif",), "bs4": ("charset_normalizer", "lxml"), "rest_framework.compat": ("requests",)}


def load() -> None:
    """Before the libraries are loaded by whoever uses them. Each takes what is missing for what is not installed."""
    for library, unused in WITHOUT.items():
        with _missing(*unused):
            import_module(library)


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
