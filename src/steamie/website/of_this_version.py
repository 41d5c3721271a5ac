"""What every public page asks for is read once for each version of what the public sees, and kept in the memory of the process.

The version was read when the request came in (``rendered_before``), so nothing older than the last commit is shown. A request
that no version was read for, such as that of somebody signed in, asks the database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

_T = TypeVar("_T")
SEEN = "_public_version"  # on a request: the version read for it
_kept: dict[str, tuple[int, Any]] = {}


def of_this_version(request: HttpRequest | None, read: Callable[[], _T]) -> _T:
    """What ``read`` answers: kept from before while nothing that the public sees has changed. It asks not who looks, nor when."""
    version = getattr(request, SEEN, None)
    if version is None:
        return read()
    name = f"{read.__module__}.{read.__qualname__}"
    if (kept := _kept.get(name)) is not None and kept[0] == version:
        value: _T = kept[1]
        return value
    value = read()
    _kept[name] = (version, value)
    return value


def forget() -> None:
    """Keep nothing."""
    _kept.clear()
