"""The drill's own surroundings: a folder, a database with its tables made, and a stand-in. The installation is not touched."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import django
import wagtail

from steamie.project import environment
from steamie.project.supervisor import tie_to

from .kinds import setting

if TYPE_CHECKING:
    import psycopg  # an extra

HOUSE = Path(__file__).parents[1] / "steamie"
STAND_IN = "steamie_standins"


@contextmanager
def surroundings(*, kind: str, seed: int, lag: float, tasks: str) -> Iterator[dict[str, str]]:
    """Environment variables for the inner process; everything behind them is gone afterwards."""
    arguments = ("--kind", kind, "--port", "0", "--seed", str(seed), "--lag", str(lag))
    with own_house(tasks) as inner, stand_in(STAND_IN, *arguments) as words:
        yield inner | {setting(kind): words[-1].rstrip("/")}


@contextmanager
def own_house(tasks: str) -> Iterator[dict[str, str]]:
    """Environment variables of a folder and a database with its tables; both are gone afterwards."""
    url = environment.read().database_url
    with tempfile.TemporaryDirectory(prefix="steamie-drill-", ignore_cleanup_errors=True) as folder:
        inner = {**os.environ, "STEAMIE_DATA": folder, "STEAMIE_TASKS_URL": tasks, "PYTHONWARNINGS": "default"}
        if url:
            with _postgresql(url) as fresh:
                yield inner | {"STEAMIE_DATABASE_URL": fresh}
        else:
            shutil.copy(template() / "steamie.sqlite3", folder)
            yield inner | {"STEAMIE_DATABASE_URL": ""}


@contextmanager
def stand_in(program: str, *arguments: str) -> Iterator[list[str]]:
    """A stand-in while the block lasts: the words of its first line, of which the last say where it is."""
    process, words = begin(program, *arguments)
    try:
        yield words
    finally:
        process.kill()  # it keeps nothing
        process.wait()


def begin(program: str, *arguments: str) -> tuple[subprocess.Popen[str], list[str]]:
    """Start a stand-in, and wait until it says where it is. A drill that is killed leaves nothing running."""
    process = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-m", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=partial(tie_to, os.getpid()),
    )
    if process.stdout is None:
        raise RuntimeError(f"{program} says nothing.")
    with process.stdout as words:
        return process, words.readline().split()


def template() -> Path:
    """A folder with a migrated database, made once for each state of the migrations; whoever asks meanwhile waits for it."""
    folder = Path(tempfile.gettempdir()) / f"steamie-drill-tables-{os.getuid()}-{_state_of_migrations()}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "steamie.sqlite3").exists():
            _make_template(folder)
    return folder


def _make_template(folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="steamie-drill-") as fresh:
        _migrate({"STEAMIE_DATA": fresh, "STEAMIE_DATABASE_URL": ""})
        part = folder / f"part-{os.getpid()}"
        shutil.copy(Path(fresh) / "steamie.sqlite3", part)
        part.replace(folder / "steamie.sqlite3")


def _migrate(where: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "steamie", "migrate", "--verbosity", "0"]
    subprocess.run(command, check=True, env={**os.environ, **where})  # noqa: S603 -- our own program


def _state_of_migrations() -> str:
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for path in [*sorted(HOUSE.rglob("migrations/*.py")), HOUSE / "website" / "stamping.py"]:  # it adds triggers
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _postgresql(url: str) -> Iterator[str]:
    """A database of our own beside the one named, copied from one that has its tables."""
    ours = f"steamie_drill_{os.getpid()}"
    copy_tables(url, ours)
    try:
        yield _with_database(url, ours)
    finally:
        _drop(url, ours)


def copy_tables(url: str, name: str) -> None:
    """A new database beside the one named, with its tables; they are made once on each server and copied from then on."""
    import psycopg  # noqa: PLC0415 -- an extra

    template = f"steamie_drill_{_state_of_migrations()}"
    with psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            _make_postgresql_template(server, url, template)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _drop(url: str, name: str) -> None:
    """Workers that were killed may take the server's line down with them: ask again, and never change the drill's verdict."""
    import psycopg  # noqa: PLC0415 -- an extra

    for _ in range(3):
        try:
            with psycopg.connect(url, autocommit=True) as server:
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        except psycopg.OperationalError:
            time.sleep(1)
        else:
            return
    sys.stderr.write(f"The database {name} could not be removed.\n")


def _make_postgresql_template(server: psycopg.Connection[Any], url: str, template: str) -> None:
    making = f"{template}_{os.getpid()}"
    server.execute(f'CREATE DATABASE "{making}"')
    with tempfile.TemporaryDirectory(prefix="steamie-drill-") as folder:
        _migrate({"STEAMIE_DATA": folder, "STEAMIE_DATABASE_URL": _with_database(url, making)})
    server.execute(f'ALTER DATABASE "{making}" RENAME TO "{template}"')


def _with_database(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
