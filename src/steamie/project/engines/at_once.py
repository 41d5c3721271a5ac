"""No engine: each task is done where it is asked for. For tests and trials."""

from __future__ import annotations

import signal


def work() -> None:
    """There is nothing to do."""
    signal.pause()


def waiting() -> int:
    """Nothing ever waits."""
    return 0


def close() -> None:
    """Nothing is open."""


def forget() -> None:
    """Nothing is remembered."""
