"""The strategy this desk comes with: a landlord's, whole, to run as it is or to start from."""

from __future__ import annotations

from functools import cache
from importlib import resources

from .document import Document
from .parsing import parse


def source() -> str:
    """The file, as text."""
    return resources.files("steamie.strategy").joinpath("documents/f08.toml").read_text("utf-8")


@cache
def document() -> Document:
    """The file, parsed."""
    return parse(source())
