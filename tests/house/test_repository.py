"""The repository carries nothing it should not."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "vendor.lock.json"


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_vendored_files_are_the_ones_we_wrote_down() -> None:
    for entry in json.loads(VENDOR.read_text()):
        content = (ROOT / entry["file"]).read_bytes()

        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["file"]
        assert entry["licence"]
        assert entry["version"]


def test_every_font_and_vendored_script_is_on_the_list() -> None:
    listed = {entry["file"] for entry in json.loads(VENDOR.read_text())}
    found = {str(path.relative_to(ROOT)) for path in tracked() if path.suffix == ".woff2" or path.name.endswith(".min.js")}
    found |= {str(path.relative_to(ROOT)) for path in tracked() if "vendor" in path.parts and path.suffix in {".css", ".js"}}

    assert found <= listed


def test_no_file_names_a_folder_of_somebody_s_machine() -> None:
    path = re.compile(rb"(?<![\w/])/(?:home|Users|work|root)/\w+")
    allowed = {"uv.lock", "tests/house/test_repository.py"}

    guilty = [
        str(file.relative_to(ROOT))
        for file in tracked()
        if path.search(file.read_bytes()) and str(file.relative_to(ROOT)) not in allowed
    ]

    assert guilty == []


def test_no_code_reads_outside_the_repository() -> None:
    guilty = [
        str(file)
        for file in tracked()
        if file.suffix == ".py" and b"../shared" in file.read_bytes() and "house" not in file.parts
    ]

    assert guilty == []


def test_a_lock_leaves_the_keys_of_a_row_alone() -> None:
    """PostgreSQL looks at a row's keys when a process that changed what points to it commits. A lock on the keys as well would
    have an officer who approves and the worker that carries wait for each other, until one of them is refused."""
    lines = [
        (path, line)
        for path in tracked()
        if path.suffix == ".py" and "src" in path.parts
        for line in path.read_text().split("\n")
    ]
    locks = [(path.name, line.strip()) for path, line in lines if ".select_for_update(" in line]

    assert len(locks) > 10
    assert [lock for lock in locks if "no_key=True" not in lock[1]] == []


def test_a_line_of_the_changelog_has_twenty_words_at_most() -> None:
    lines = [line[2:] for line in (ROOT / "CHANGELOG.md").read_text().splitlines() if line.startswith("- ")]

    assert lines
    assert [line for line in lines if len(line.split()) > 20] == []
