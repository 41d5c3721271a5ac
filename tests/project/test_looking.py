"""A command that only looks leaves nothing behind, and what is wrong is one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.house import OURS

LOOKING = [["doctor"], ["evidence", "verify"], ["clauses"], ["letters", "list"], ["backup", "copy.tar.gz"]]


def steamie(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    surroundings |= {"STEAMIE_DATA": str(folder / "data"), **more}
    command = [sys.executable, "-m", "steamie", *words]
    return subprocess.run(command, env=surroundings, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_looking_where_there_is_nothing_leaves_nothing(tmp_path: Path, words: list[str]) -> None:
    exists = words == ["doctor"]
    if exists:
        (tmp_path / "data").mkdir()
    answer = steamie(tmp_path, *words)

    assert answer.returncode == 1
    assert answer.stderr.startswith(f"There is no installation in {tmp_path / 'data'} yet.")
    assert "Traceback" not in answer.stderr
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")] == (["data"] if exists else [])


def test_settings_alone_leave_nothing_either(tmp_path: Path) -> None:
    answer = steamie(tmp_path, "diffsettings")

    assert answer.returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "more", "says"),
    [
        (["up"], {"PORT": "many"}, "PORT is 'many': not a number."),
        (["doctor"], {"STEAMIE_TASKS_URL": "http://queue"}, "STEAMIE_TASKS_URL must begin with"),
        (["up"], {"STEAMIE_DATA": "/dev/null/data"}, "STEAMIE_DATA is '/dev/null/data', but /dev/null is a file."),
        (["doctor"], {"STEAMIE_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, "The database cannot be used: "),
        (["up"], {"STEAMIE_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, "The database cannot be used: "),
        (["up"], {"STEAMIE_LISTEN": "192.0.2.1"}, "STEAMIE_LISTEN is '192.0.2.1', port "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, (list, dict)) else "",
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, words: list[str], more: dict[str, str], says: str) -> None:
    answer = steamie(tmp_path, *words, **more)
    lines = (answer.stdout + answer.stderr).strip().splitlines()

    assert answer.returncode == 1
    assert any(says in line for line in lines), lines
    assert "Traceback" not in answer.stderr
    assert len(lines) == 1 or words == ["doctor"], lines  # the doctor says other things as well
