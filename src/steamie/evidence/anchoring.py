"""Asking for an anchor as soon as something was recorded that must not be lost, such as an approval.

Who makes it is not known here: the installation says so once it is ready.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

_ask: list[Callable[[], object]] = []


def ask_by(ask: Callable[[], object]) -> None:
    """Ask for anchors by calling this, from now on. It must not wait for anything."""
    _ask[:] = [ask]


def anchor_when_committed() -> None:
    """Ask for an anchor once this transaction is written, and once only. The record stands whether or not asking works."""
    if not any(waiting[1] is _now for waiting in connection.run_on_commit):
        transaction.on_commit(_now, robust=True)


def _now() -> None:
    for ask in _ask:
        ask()
