"""The one-time code that ``steamie up`` prints, so that a stranger on the network cannot take a new installation."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
LENGTH = 12  # about 59 bits
TRIES, WITHIN_SECONDS = 10, 600


def new_code() -> str:
    """Make a code, keep only its hash, and return it to be shown once. Any earlier code stops working."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(make_password(letters))
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def is_right(typed: str) -> bool:
    """Whether this is the code. Spaces, hyphens and small letters do not matter."""
    stored = fingerprint()
    return bool(stored) and check_password("".join(filter(str.isalnum, typed.upper())), stored)


def fingerprint() -> str:
    """The hash of the code in force, or an empty string when there is none."""
    try:
        return _path().read_text()
    except OSError:
        return ""


def may_try() -> bool:
    """Whether another guess is allowed: ten in ten minutes, whoever is guessing."""
    cache.add("door:setup", 0, WITHIN_SECONDS)
    return cache.incr("door:setup") <= TRIES


def forget() -> None:
    """The set-up is finished: the code opens nothing any more."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return settings.DATA / "keys" / "setup_code"
