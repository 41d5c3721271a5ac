"""Word and PDF files that people send: opened in a limited process of their own, from which nothing but words comes back."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .opener import TOO_LONG

PROGRAM = Path(__file__).with_name("opener.py")
SECONDS = 30  # by the clock on the wall, waiting for a processor included
AT_ONCE = threading.BoundedSemaphore(2)  # a crowd of files waits its turn instead of filling the machine


class CannotOpen(Exception):
    """A file cannot be opened; its words say why and what to do, in plain English."""


@dataclass(frozen=True, slots=True)
class StyledParagraph:
    """A paragraph of a Word file, and what Word calls its style."""

    style: str
    words: str


Cell = tuple[StyledParagraph, ...]


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table of a Word file, row by row."""

    rows: tuple[tuple[Cell, ...], ...]


def word_blocks(content: bytes) -> Iterator[StyledParagraph | WordTable]:
    """Every paragraph and table of a Word file, in reading order. Raises ``CannotOpen``."""
    for kind, *rest in _opened("word", content):
        if kind == "table":
            yield WordTable(tuple(tuple(tuple(StyledParagraph(*one) for one in cell) for cell in row) for row in rest[0]))
        else:
            yield StyledParagraph(*rest)


def pdf_text(content: bytes) -> str:
    """The words of a PDF. Raises ``CannotOpen``."""
    return str(_opened("pdf", content))


def _opened(kind: str, content: bytes) -> Any:
    command = [sys.executable, "-I", str(PROGRAM), kind]
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603 -- our own program, no shell; the argument is one of two words of ours
                command, input=content, capture_output=True, timeout=SECONDS, check=False, env={}
            )
    except subprocess.TimeoutExpired:
        raise CannotOpen(TOO_LONG) from None
    if done.returncode == 0 and done.stdout:
        return json.loads(done.stdout)
    raise CannotOpen(done.stderr.decode(errors="replace") if done.returncode == 3 else TOO_LONG)
