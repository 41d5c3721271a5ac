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
