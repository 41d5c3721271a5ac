"""The held-out drafts stay apart: whoever mends the rules reads the other half only."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = "held_out" + ".jsonl"
OPENS_IT = {"src/steamie/wording/labelled.py"}
LOOKED_AT = ("src", "tests", "tools", "benchmarks", "docs", "Makefile", "pyproject.toml")


def _files() -> list[Path]:
    places = [ROOT / place for place in LOOKED_AT]
    files = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
    return [path for path in files if path.suffix in {"", ".py", ".md", ".toml", ".html", ".sh", ".txt"} and path.is_file()]


def test_only_the_measuring_names_the_held_out_drafts() -> None:
    naming = {str(path.relative_to(ROOT)) for path in _files() if NAME in path.read_text("utf-8", errors="ignore")}
    assert naming == OPENS_IT


def test_nobody_reads_its_drafts_beside_the_measuring() -> None:
    """``labelled.HELD_OUT`` and the rows behind it are used in that module only; others get counts."""
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text("utf-8")
        assert "labelled.HELD_OUT" not in text, path
        assert "labelled._tried" not in text, path
