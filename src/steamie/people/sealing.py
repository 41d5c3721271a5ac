"""Sealed credentials (S-63): encrypted before they reach the database, by keys that are kept outside it.

The keys are one a line in ``keys/credential_keys`` of the data folder, newest first, readable by their owner only.
They are made by chance, never derived from anything: losing the file means connecting each account again.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_elsewhere: list[Callable[[], int]] = []


class CannotUnseal(Exception):
    """The credentials were sealed under a key this installation no longer has."""


def seal(credentials: Mapping[str, str]) -> str:
    """Encrypt under the newest key."""
    return _locksmith().encrypt(json.dumps(dict(credentials)).encode()).decode()


def unseal(sealed: str) -> dict[str, str]:
    """Decrypt under whichever key fits; an empty string holds nothing."""
    if not sealed:
        return {}
    try:
        opened: dict[str, str] = json.loads(_locksmith().decrypt(sealed.encode()))
    except InvalidToken:
        raise CannotUnseal("The key these credentials were sealed with is gone. Connect the account again.") from None
    return opened


def reseal(sealed: str) -> str:
    """The same credentials under the newest key."""
    return seal(unseal(sealed)) if sealed else ""


def seal_again_with(seal_again: Callable[[], int]) -> None:
    """Enter what a room seals elsewhere than in its accounts: the function seals it all again, and answers how many rows."""
    if seal_again not in _elsewhere:
        _elsewhere.append(seal_again)


def reseal_elsewhere() -> int:
    """Seal again whatever the rooms have entered; within ``new_key``."""
    return sum(seal_again() for seal_again in _elsewhere)


@contextmanager
def new_key() -> Iterator[None]:
    """Put a fresh key in front, and forget the older ones after the block has sealed everything again.

    When the block fails every key is kept, so whatever was sealed can still be opened. One at a time.
    """
    keys()
    with (key_file().parent / ".rotation").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        _write([Fernet.generate_key().decode(), *keys()])
        yield
        _write(keys()[:1])


def keys() -> list[str]:
    """The keys, newest first; one is made on first use. Two processes starting at once agree on one."""
    path = key_file()
    if not path.exists():
        _make(path)
    return [line for line in path.read_text().splitlines() if line.strip()]


def key_file() -> Path:
    """Where the keys are kept."""
    return Path(settings.DATA) / "keys" / "credential_keys"


def _locksmith() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys()])


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = _beside(path, [Fernet.generate_key().decode()])
    try:
        os.link(fresh, path)  # whole or not at all: nobody ever reads a half-written key
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _write(lines: Sequence[str]) -> None:
    path = key_file()
    _beside(path, lines).replace(path)


def _beside(path: Path, lines: Sequence[str]) -> Path:
    """A finished file next to the real one, on disk before it takes its place."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return fresh
