"""CPU time of pages of the desk beside an earlier commit's, run in turns on one data folder, so that a busy machine slows both.

STEAMIE_DATA=… uv run --no-sync python benchmarks/pages_against.py COMMIT [--rounds 3] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RUNS = 12  # of each page, in each round
COMPARED = ("desk:today", "calendar:calendar", "posts:new", "posts:post", "suggestions_desk:queue", "people:me")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("commit", nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.commit is None:
        print(json.dumps(here()))
        return
    with tempfile.TemporaryDirectory() as folder:
        earlier = source_of(asked.commit, Path(folder))
        rounds = [(run(earlier), run(HERE.parent / "src")) for _ in range(asked.rounds)]
    rows = [row_of(name, [(before[name], now[name]) for before, now in rounds]) for name in COMPARED]
    print(json.dumps(rows, indent=1) if asked.json else as_table(rows))


def here() -> dict[str, float]:
    """The least CPU time of each page, in ms, by the source that this process runs."""
    import pages

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steamie.project.settings")
    import django

    django.setup()
    addresses, client = pages.pages(), pages.an_officer()
    for name in COMPARED:
        client.get(addresses[name])
    return {name: min(pages.cpu_ms(client, addresses[name]) for _ in range(RUNS)) for name in COMPARED}


def source_of(commit: str, folder: Path) -> Path:
    """The source as it was at a commit."""
    archive = subprocess.run(["git", "archive", commit, "src"], cwd=HERE.parent, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as packed:
        packed.extractall(folder, filter="data")
    return folder / "src"


def run(source: Path) -> dict[str, float]:
    """One round with a source, in a process of its own."""
    answer = subprocess.run(
        [sys.executable, __file__], env=os.environ | {"PYTHONPATH": str(source)}, check=True, capture_output=True, text=True
    )
    times: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return times


def row_of(name: str, pairs: list[tuple[float, float]]) -> dict[str, Any]:
    """One page: the medians over the rounds, and their ratio."""
    before, now = (statistics.median(side) for side in zip(*pairs, strict=True))
    return {"page": name, "before_ms": round(before, 1), "now_ms": round(now, 1), "ratio": round(now / before, 2)}


def as_table(rows: list[dict[str, Any]]) -> str:
    lines = ["| Page | Before, CPU ms | Now | Ratio |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {row['page']} | {row['before_ms']} | {row['now_ms']} | {row['ratio']} |" for row in rows)])


if __name__ == "__main__":
    main()
