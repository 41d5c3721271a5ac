"""What must be so before the house opens: a safe database, its tables, its static files, a free port."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection

import steamie

from . import schema
from .wire import listen

NEW_LINE = "\n"
NO_PORT = "Port {port} is in use. Choose another: PORT={other}"
Say = Callable[[str], object]
WORLD_OF_SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


class HouseNotReady(Exception):
    """The house cannot open; the message says why, and what to do."""


def require_safe_database() -> None:
    """Refuse a database that does not answer, and SQLite that could lose or double work: it must be WAL, FULL, and take its
    write lock at once."""
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        raise HouseNotReady(f"The database cannot be used: {str(problem).strip().partition(NEW_LINE)[0].rstrip('.')}.") from None
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        pragmas = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in WORLD_OF_SQLITE}
    wrong = [f"{name} is {pragmas[name]}, not {wanted}" for name, wanted in WORLD_OF_SQLITE.items() if pragmas[name] != wanted]
    if not _knows_json():
        wrong.append("it was built without JSON")
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        wrong.append("transaction_mode is not IMMEDIATE")
    if wrong:
        raise HouseNotReady(f"The database is not safe to use: {'; '.join(wrong)}. Put the data folder on a local disk.")


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
        raise HouseNotReady(comparison.problem)
    if steps := comparison.missing:
        what = "Making the tables" if comparison.empty else "Bringing the tables up to date"
        say(f"{what}: {steps} steps, about {max(1, steps // 14)} seconds …")
        try:
            call_command("migrate", interactive=False, verbosity=1, stdout=_Progress(steps, say))
        except CommandError as problem:
            raise HouseNotReady(str(problem)) from None


def require_current_schema() -> None:
    """Refuse tables that are older or newer than this version: whoever only joins a house does not change them."""
    if problem := schema.compare().problem:
        raise HouseNotReady(problem)


class _Progress:
    """Takes what ``migrate`` prints, and says every tenth part."""

    def __init__(self, total: int, say: Say) -> None:
        self.total, self.done, self.say, self.tenths = total, 0, say, 0

    def write(self, text: str) -> int:
        self.done += len(re.findall(r"Applying ", text))
        tenths = self.done * 10 // self.total
        if tenths > self.tenths:
            self.tenths = tenths
            self.say(f"  {self.done} of {self.total}")
        return len(text)

    def flush(self) -> None:
        """Every line was passed on when it was written."""


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


def require_free_port(host: str, port: int) -> None:
    """Refuse to start where another program answers, or where this machine has no such address."""
    try:
        listen(host, port).close()
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            raise HouseNotReady(NO_PORT.format(port=port, other=port + 10)) from None
        raise HouseNotReady(
            f"STEAMIE_LISTEN is {host!r}, port {port}: {problem.strerror}. Name an address of this machine."
        ) from None
