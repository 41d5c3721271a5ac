"""The installation's keys: files in the data folder, readable by their owner only, never in the database.

They are made on first use where there is a data folder. Without one there is no installation: whoever only looks leaves
nothing behind, and works with keys that are forgotten again.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def secret_key(data: Path) -> str:
    """Django's signing key; made on first use."""
    return read_or_make(data / "keys" / "secret_key", secrets.token_urlsafe(64))


def second_factor_key(data: Path) -> str:
    """The key that seals the secrets of second factors; made on first use."""
    return read_or_make(data / "keys" / "second_factor_key", Fernet.generate_key().decode())


def read_or_make(path: Path, fresh: str) -> str:
    """The text of a key file, made with mode 0600 if absent. Two processes starting at once agree on one value."""
    if not path.parents[1].is_dir():
        return fresh
    path.parent.mkdir(exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(fresh)
    return fresh
