"""What must be so before the house opens: a safe database, its tables, its static files, a free port."""

from __future__ import annotations

import hashlib
import re
import socket
from collections.abc import Callable
from contextlib import closing

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

import steamie

from . import schema

Say = Callable[[str], object]
WORLD_OF_SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


class NotReady(Exception):
    """The house cannot open; the message says why, and what to do."""


def require_safe_database() -> None:
    """Refuse SQLite that could lose or double work: it must be WAL, FULL, and take its write lock at once."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in WORLD_OF_SQLITE}
    wrong = [f"{name} is {found[name]}, not {wanted}" for name, wanted in WORLD_OF_SQLITE.items() if found[name] != wanted]
    if not _knows_json():
        wrong.append("it was built without JSON")
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        wrong.append("transaction_mode is not IMMEDIATE")
    if wrong:
        raise NotReady(f"The database is not safe to use: {'; '.join(wrong)}. Put the data folder on a local disk.")


def _knows_json() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT json('{}')")
    except OperationalError:
        return False
    return True


def migrate(say: Say) -> None:
    """Make or bring up to date the tables, saying how far it is."""
    comparison = schema.compare()
    if comparison.later:
        raise NotReady(comparison.problem)
    if steps := comparison.missing:
        what = "Making the tables" if comparison.empty else "Bringing the tables up to date"
        say(f"{what}: {steps} steps, about {max(1, steps // 14)} seconds …")
        try:
            call_command("migrate", interactive=False, verbosity=1, stdout=_Progress(steps, say))
        except CommandError as problem:
            raise NotReady(str(problem)) from None


def require_current_schema() -> None:
    """Refuse tables that are older or newer than this version: whoever only joins a house does not change them."""
    if problem := schema.compare().problem:
        raise NotReady(problem)


class _Progress:
    """Takes what ``migrate`` prints, and says every tenth part."""

    def __init__(self, total: int, say: Say) -> None:
        self.total, self.done, self.say, self.said = total, 0, say, 0

    def write(self, text: str) -> int:
        self.done += len(re.findall(r"Applying ", text))
        tenths = self.done * 10 // self.total
        if tenths > self.said:
            self.said = tenths
            self.say(f"  {self.done} of {self.total}")
        return len(text)

    def flush(self) -> None:
        """Nothing is kept back."""


def collect_static(say: Say) -> None:
    """Gather and fingerprint the static files, when they or the version changed since last time."""
    mark, now = settings.STATIC_ROOT / ".collected", _digest_of_static()
    if mark.exists() and mark.read_text() == now:
        return
    say("Gathering the static files …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(now)


def _digest_of_static() -> str:
    digest = hashlib.sha256(steamie.__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(f"{name}:{storage.size(name)}:{storage.get_modified_time(name).timestamp()}".encode())
    return digest.hexdigest()


def require_free_port(port: int) -> None:
    """Refuse to start where another program answers."""
    with closing(socket.socket()) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("0.0.0.0", port))  # noqa: S104 -- the same address the site will use
        except OSError:
            raise NotReady(f"Port {port} is in use. Choose another: PORT={port + 10}") from None
