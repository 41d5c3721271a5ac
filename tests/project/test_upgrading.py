"""Upgrading: a sentence where the tables do not fit, a copy before they are changed, and no harm when it is killed."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from steamie.project import dumps, schema, upgrade_copies
from tests.fixtures import folder as kept

VERSIONS = sorted(path.parent.name for path in kept.KEPT.glob(f"*/{kept.FOLDER}"))
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)

pytestmark = [pytest.mark.long, pytest.mark.real_clock, pytest.mark.xdist_group("migrating")]


def free_port() -> int:
    with closing(socket.socket()) as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def steamie(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = {"STEAMIE_DATA": str(data), "STEAMIE_DATABASE_URL": "", "PORT": str(free_port())}
    command = [sys.executable, "-m", "steamie", *arguments]
    return subprocess.run(command, env=os.environ | surroundings, capture_output=True, text=True, check=False)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """What the first version that was kept left."""
    kept.unpack(VERSIONS[0], tmp_path)
    (tmp_path / "demonstration").unlink(missing_ok=True)  # as a real installation
    with closing(sqlite3.connect(tmp_path / "steamie.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")  # as it was while the house ran: a copy is not
    return tmp_path


def test_an_earlier_database_is_said_to_be_one_then_copied_and_migrated(earlier: Path) -> None:
    before = (earlier / "steamie.sqlite3").read_bytes()
    for command in (("worker",), ("doctor",)):
        refused = steamie(earlier, *command)
        assert refused.returncode == 1
        assert "made by an earlier version of Steamie" in refused.stdout + refused.stderr
        assert "Traceback" not in refused.stderr
    assert (earlier / "steamie.sqlite3").read_bytes() == before

    migrated = steamie(earlier, "migrate", "--verbosity", "0")
    again = steamie(earlier, "migrate", "--verbosity", "0")

    assert (migrated.returncode, again.returncode) == (0, 0), migrated.stderr
    [copy] = (earlier / schema.COPIES).iterdir()
    assert str(copy) in migrated.stderr
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not database.execute("SELECT 1 FROM django_migrations WHERE name LIKE '0002_refuse%'").fetchone()


def test_a_later_database_is_refused_in_a_sentence(earlier: Path) -> None:
    with closing(sqlite3.connect(earlier / "steamie.sqlite3")) as database, database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('posts', '9999_of_next_year', '2027-01-01')")
        database.execute("ALTER TABLE strategy_edition RENAME TO strategy_document")

    for command in ("up", "clauses"):
        refused = steamie(earlier, command)
        assert refused.returncode == 1, command
        assert "made by a later version of Steamie" in refused.stderr + refused.stdout, refused.stderr
        assert "Traceback" not in refused.stderr, command


def test_migrations_that_are_killed_leave_everything_there(earlier: Path) -> None:
    drill = steamie(earlier, "drill", "upgrade", str(earlier), "--kills", "1", "--seed", "7")

    assert drill.returncode == 0, drill.stdout + drill.stderr
    assert "The record is unbroken" in drill.stdout
    assert "1 of 1 folders migrated and verified." in drill.stdout


@pytest.mark.django_db(transaction=True)
def test_copies_made_before_upgrades_go_by_age(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(dumps.Sqlite, "dump", lambda self, file: file.write_text("a copy"))
    for days in (400, 300, 200, 100, 0):
        made = upgrade_copies.make([("posts", f"000{days}")], now=NOW - timedelta(days=days))
        assert made is not None
    assert upgrade_copies.make([("posts", "0000")], now=NOW) is None

    ages = sorted(path.name[:10] for path in (tmp_path / schema.COPIES).iterdir())

    assert ages == ["2026-05-14", "2026-08-22", "2026-11-30"]
