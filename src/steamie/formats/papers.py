"""Large print to keep: made once for the same words, and thrown away when nobody wants it."""

from __future__ import annotations

import hashlib
import os
import threading
from datetime import datetime
from pathlib import Path

from django.conf import settings

from . import large_print
from .pages import PageWords


def paper_of(words: PageWords) -> Path:
    """Where the PDF of these words is, made or not."""
    manner = hashlib.sha256(large_print.TEMPLATE.read_bytes()).hexdigest()
    key = hashlib.sha256(f"{words.digest} {words.path} {manner}".encode()).hexdigest()
    return Path(settings.DATA) / "formats" / f"{key}.large.pdf"


def printed(words: PageWords) -> Path:
    """The PDF of these words. Raises ``CannotTypeset``, for a script that our printed letters do not have."""
    file = paper_of(words)
    if not file.exists():
        address = f"{settings.PUBLIC_URL}{words.path}"
        content = large_print.pdf(words.title, words.passages, language=words.language, address=address)
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        half.write_bytes(content)
        half.replace(file)
    return file


def forget_papers(before: datetime) -> int:
    """Throw away what was made before a moment: it is made again when somebody wants it. How many."""
    old = [file for file in (Path(settings.DATA) / "formats").glob("*.large.pdf") if file.stat().st_mtime < before.timestamp()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
