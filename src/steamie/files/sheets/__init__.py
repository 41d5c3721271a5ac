"""Sheets that people send, whatever program wrote them: read in a limited process of its own; nothing but cells comes back."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError

LARGEST = 5 * 1024 * 1024  # bytes of a file
SECONDS = 20
ROWS, LETTERS = 600, 1_000_000  # read of a sheet, unless more are asked for: rows, and letters of all cells together
ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.ods"  # for the form's ``accept``
AT_ONCE = threading.BoundedSemaphore(2)  # a crowd of sheets waits its turn instead of filling the machine
READER = Path(__file__).with_name("reader.py")
ENCODINGS = ("utf-8", "cp1252", "mac_roman", "cp850", "repaired")


class SheetRefused(ValidationError):
    """The file cannot be read as a sheet; the message says why and what to do."""


def content_of(upload: BinaryIO) -> bytes:
    """The bytes of an upload. Raises ``SheetRefused`` for an empty file and for one that is too large."""
    content = upload.read(LARGEST + 1)
    if not content:
        raise SheetRefused("The file is empty. Choose another one.")
    if len(content) > LARGEST:
        raise SheetRefused("The file is larger than 5 MB. Keep only the rows that are needed, without pictures, and send those.")
    return content


def read(content: bytes, *, encoding: str = "", rows: int = ROWS, letters: int = LETTERS) -> dict[str, Any]:
    """The tables of a sheet: ``reader.py`` says what stands in the answer. Raises ``SheetRefused``.

    ``encoding``: how a person says the letters of a text file are to be read; left out, the reader judges.
    """
    how = encoding if encoding in ENCODINGS else ""
    command = [sys.executable, "-I", str(READER), how, str(rows), str(letters)]
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603 - our own program, no shell; the argument is one of our own words
                command, input=content, capture_output=True, timeout=SECONDS, check=False, env={}
            )
    except subprocess.TimeoutExpired:
        raise SheetRefused("The file took too long to read. Keep only the rows that are needed, and send those.") from None
    if done.returncode == 0 and done.stdout:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    reason = done.stderr.decode(errors="replace") if done.returncode == 3 else "The file needs too much memory to read."
    raise SheetRefused(reason)
