"""A copy of the installation, and that a restored desk publishes nothing by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest

from steamie.content.models import Publication
from steamie.content.publisher import advance
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.project import archive
from tests.content.making import TUESDAY, make_channel, make_post


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


@pytest.mark.timeout(600)
def test_a_copy_is_made_and_put_back(tmp_path: Path) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "copy.tar.gz"
    assert steamie("migrate", "--verbosity", "0", data=old).returncode == 0
    (old / "media").mkdir()
    (old / "media" / "picture.jpg").write_text("a picture")

    made = steamie("backup", str(file), data=old)
    restored = steamie("restore", str(file), data=new)
    again = steamie("restore", str(file), data=new)

    assert made.returncode == 0, made.stderr
    assert "Left out on purpose" in made.stdout
    with tarfile.open(file) as copy:
        assert not any(name.startswith("keys") for name in copy.getnames())
    assert restored.returncode == 0, restored.stderr
    assert (new / "media" / "picture.jpg").read_text() == "a picture"
    assert again.returncode != 0
    assert "already holds an installation" in again.stderr
    doctor = steamie("doctor", data=new)
    assert "ok   Database: sqlite3" in doctor.stdout
    assert "NOT  Clock: never heard of" in doctor.stdout
    assert doctor.returncode == 1


def test_what_is_not_a_copy_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.tar.gz"
    with tarfile.open(file, "w:gz") as other:
        other.add(__file__, "other.txt")

    refused = steamie("restore", str(file), data=tmp_path / "new")

    assert refused.returncode == 1
    assert "not a copy of an installation" in refused.stderr
