"""Two pictures are decoded at once on this machine, whichever process asks: a crowd of them would fill its memory.

A turn is a lock on a file, so that a process that dies gives its turn back.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.conf import settings

AT_ONCE = 2
LOOK_AGAIN = 0.05  # seconds


class NoTurn(Exception):
    """Two pictures are being decoded already."""


@contextmanager
def turn(*, patience: float = 0) -> Iterator[None]:
    """Take a turn, waiting for one for at most ``patience`` seconds. Raises ``NoTurn``."""
    ends = time.monotonic() + patience
    while (lock := _lock()) is None:
        if time.monotonic() >= ends:
            raise NoTurn
        time.sleep(LOOK_AGAIN)
    with lock:
        yield


def _lock() -> TextIO | None:
    folder = Path(settings.DATA) / "turns"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(AT_ONCE):
        file = (folder / f"picture-{number}").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            continue
        return file
    return None
