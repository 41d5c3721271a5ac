"""What an earlier version left is migrated: nothing is lost, nothing goes out twice, and what waits for a person still waits."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import folder as kept
from tests.surroundings import shared_by_all

ROOT = Path(__file__).parents[2]
VERSIONS = sorted(path.parent.name for path in kept.KEPT.glob(f"*/{kept.FOLDER}"))

pytestmark = [pytest.mark.long, pytest.mark.real_clock, pytest.mark.xdist_group("migrating")]


def run(folder: Path, *arguments: str) -> str:
    surroundings = {"STEAMIE_DATA": str(folder), "STEAMIE_DATABASE_URL": "", "STEAMIE_GRAPH_URL": "http://127.0.0.1:9"}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def migrated(version: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the version left, as an upgrade migrates it."""
    folder = tmp_path_factory.mktemp("migrated") / "data"
    shutil.copytree(kept.migrated_once(version, shared_by_all(tmp_path_factory)), folder)
    return folder


def woken(migrated: Path, folder: Path, verdict: str) -> dict[str, Any]:
    shutil.copytree(migrated, folder)
    after: dict[str, Any] = json.loads(run(folder, "tests.fixtures.waking", verdict))
    return after


def others(contents: dict[str, Any]) -> dict[str, Any]:
    """Every publication but those of the approved post."""
    return {code: row for code, row in contents["publications"].items() if row["title"] != kept.APPROVED}


def test_a_version_was_kept() -> None:
    assert VERSIONS


def test_nothing_is_lost_and_the_record_verifies(migrated: Path, version: str) -> None:
    expected = kept.expected(version)
    rows = {row["title"]: row for row in expected["publications"].values()}

    assert json.loads(run(migrated, "tests.fixtures.folder")) == expected
    assert f"{expected['head'][0]:,}" in run(migrated, "steamie", "evidence", "verify").replace("\N{NO-BREAK SPACE}", ",")
    assert (rows[kept.INTERRUPTED]["step"], rows[kept.INTERRUPTED]["calls"][-1][1]) == ("creating", "")
    assert (rows[kept.UNKNOWN]["unknown"], rows[kept.UNKNOWN]["calls"][0][1]) == (True, "unknown")
    assert len(expected["stops"]) == 1


def test_visits_and_views_came_along_to_their_own_room(migrated: Path, version: str, tmp_path: Path) -> None:
    kept.unpack(version, tmp_path)
    before, after = tmp_path / "steamie.sqlite3", migrated / "steamie.sqlite3"

    for name in ("visit", "pageview"):
        rows = rows_of(before, f"website_{name}")
        assert len(rows) > 100
        assert rows_of(after, f"visits_{name}") == [to_the_hour(row) for row in rows]
    with closing(sqlite3.connect(after)) as database:
        words = dict(database.execute("SELECT slug, body FROM wagtailcore_page JOIN website_textpage ON page_ptr_id = id"))
    assert (words["privacy"], words["accessibility"]) == ("", "")


def to_the_hour(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row with its moments rounded down: a visit keeps the hour it began in."""
    moment = re.compile(r"^(\d{4}-\d\d-\d\d \d\d):\d\d:\d\d(\.\d+)?$")
    return tuple(moment.sub(r"\1:00:00", cell) if isinstance(cell, str) else cell for cell in row)


def rows_of(file: Path, table: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608 -- our own tables


def test_the_stop_still_holds(migrated: Path, version: str, tmp_path: Path) -> None:
    after = woken(migrated, tmp_path / "stopped", "stopped")
    approved = [row for row in after["contents"]["publications"].values() if row["title"] == kept.APPROVED]

    assert after["posts"] == 0
    assert [row["step"] for row in approved] == ["held", "held"]
    assert after["contents"]["stops"] == kept.expected(version)["stops"]
    assert others(after["contents"]) == others(kept.expected(version))


def test_the_approved_post_goes_out_once_and_the_others_stay(migrated: Path, version: str, tmp_path: Path) -> None:
    after, before = woken(migrated, tmp_path / "resumed", "resumed"), kept.expected(version)
    approved = [row for row in after["contents"]["publications"].values() if row["title"] == kept.APPROVED]

    assert after["posts"] == len(after["shown"]) == 1
    assert after["shown"][0].startswith(kept.APPROVED)
    assert [row["step"] for row in approved] == ["published", "published"]
    assert [call[:2] for row in approved for call in row["calls"]] == [["create", "done"], ["publish", "done"]] * 2
    assert after["contents"]["news"] == before["news"] + 1
    assert others(after["contents"]) == others(before)
    assert after["contents"]["suggestions"] == before["suggestions"]
