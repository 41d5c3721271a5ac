"""The held-out halves of the labelled sets stay apart: whoever mends the rules reads the other halves only."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = "held_" + "out.jsonl"
MAY_NAME_IT = {
    "src/steamie/wording/labelled.py",  # opens the drafts' half, for counts alone
    "benchmarks/triage/README.md",
    "benchmarks/README.md",
}
READ = {".py", ".toml", ".sh", ".md", ".txt", ".yml", ".yaml", ".json", ".html", ""}
LOOKED_AT = ("src", "tests", "tools", "benchmarks", "docs", "deploy", "Makefile", ".ci/run", "pyproject.toml", "README.md")


def _files() -> list[Path]:
    places = [ROOT / place for place in LOOKED_AT]
    files = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
    return [path for path in files if path.suffix in READ and path.is_file()]


def test_nothing_names_a_held_out_half_but_its_description_and_what_counts_it() -> None:
    files = _files()

    naming = {str(path.relative_to(ROOT)) for path in files if NAMED.encode() in path.read_bytes()}

    assert len(files) > 500
    assert naming <= MAY_NAME_IT


def test_nobody_reads_the_drafts_of_a_held_out_half_beside_the_measuring() -> None:
    """``labelled.HELD_OUT`` and the rows behind it are used in that module only; others get counts."""
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text("utf-8")
        assert "labelled.HELD_OUT" not in text, path
        assert "labelled._tried" not in text, path


def test_the_half_of_the_comments_that_may_be_read_has_every_kind() -> None:
    assert (ROOT / "benchmarks/triage" / NAMED).exists()
    text = (ROOT / "benchmarks/triage/development.jsonl").read_text(encoding="utf-8")
    assert text.count("\n") == 400
    assert all(
        f'"primary": "{kind}"' in text for kind in ("urgent-danger", "safeguarding", "complaint", "hate", "spam", "offtopic")
    )
