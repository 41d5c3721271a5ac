"""A folder of nightly copies, and what the doctor says of copies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from steamie.project import archive, examination, nightly
from steamie.project.dumps import CannotArchive

NOW = datetime(2026, 11, 30, 2, 15, tzinfo=UTC)


@pytest.fixture
def folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    monkeypatch.setattr(archive, "back_up", lambda file, now: file.write_text("a copy"))
    return tmp_path / "copies"


def test_old_copies_go_by_age_and_other_files_stay(folder: Path) -> None:
    for days in (3, 2, 1):
        nightly.back_up(folder, {"daily": 9}, now=NOW - timedelta(days=days))
    others = [folder / "notes.txt", folder / "steamie-2026-13-45T000000Z.tar.gz", folder / "steamie-before-moving.tar.gz"]
    for other in others:
        other.write_text("somebody's")

    made, gone = nightly.back_up(folder, {"daily": 2}, now=NOW)

    assert made.name == "steamie-2026-11-30T021500Z.tar.gz"
    assert [path.name for path in gone] == ["steamie-2026-11-27T021500Z.tar.gz", "steamie-2026-11-28T021500Z.tar.gz"]
    left = sorted(path.name for path in folder.iterdir())
    assert left == sorted(["steamie-2026-11-29T021500Z.tar.gz", made.name, *(other.name for other in others)])
    assert folder.stat().st_mode & 0o777 == 0o700
    assert nightly.newest(folder) == made


def test_days_are_those_of_the_house_s_own_clock(folder: Path) -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight in Glasgow
    nightly.back_up(folder, {"daily": 9}, now=late)

    _, gone = nightly.back_up(folder, {"daily": 9}, now=late + timedelta(hours=3))

    assert [path.name for path in gone] == ["steamie-2026-07-01T233000Z.tar.gz"]


def test_no_copy_goes_when_the_new_one_could_not_be_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nightly.back_up(folder, {"daily": 9}, now=NOW - timedelta(days=1))
    noted = nightly.noted()

    def full(file: Path, now: datetime) -> None:
        raise CannotArchive("The copy could not be written: No space left on device.")

    monkeypatch.setattr(archive, "back_up", full)
    with pytest.raises(CannotArchive, match="No space left"):
        nightly.back_up(folder, {"daily": 1}, now=NOW)

    assert [path.name for path in folder.iterdir()] == ["steamie-2026-11-29T021500Z.tar.gz"]
    assert nightly.noted() == noted


def test_a_folder_that_cannot_be_made_is_a_sentence(folder: Path) -> None:
    folder.write_text("a file")
    with pytest.raises(CannotArchive, match="cannot be made: File exists"):
        nightly.back_up(folder, {"daily": 1}, now=NOW)


def test_a_folder_without_a_copy_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotArchive, match="holds no copy"):
        nightly.newest(tmp_path)


def copies(now: datetime) -> list[str]:
    return [str(finding) for finding in examination._copies(now)]


def test_the_doctor_asks_for_a_copy_then_for_a_rehearsal(folder: Path) -> None:
    assert copies(NOW)[0].startswith("NOT  Copies: none was made yet: run steamie backup --into FOLDER")

    made, _ = nightly.back_up(folder, {"daily": 9}, now=NOW)
    assert copies(NOW + timedelta(hours=9)) == [
        f"ok   Copies: last made 9 hours ago: {made}",
        "NOT  Restoring: none was rehearsed yet: run steamie restore --rehearse FOLDER",
    ]

    nightly.note(tried_at=NOW.isoformat())
    assert copies(NOW + timedelta(minutes=5)) == [
        f"ok   Copies: last made within the hour: {made}",
        "ok   Restoring: last rehearsed within the hour",
    ]
    assert [line[:3] for line in copies(NOW + timedelta(days=3))] == ["NOT", "ok "]
    assert copies(NOW + timedelta(days=101))[1] == "NOT  Restoring: last rehearsed 101 days ago"


def test_a_demonstration_is_not_asked_for_copies(settings: Any, folder: Path) -> None:
    settings.DEMONSTRATION = True
    assert copies(NOW) == []
