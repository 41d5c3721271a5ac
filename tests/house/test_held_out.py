"""The held-out half of the labelled comments is opened by the measure command alone, or its figures mean nothing."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = "held_" + "out.jsonl"
READ = {".py", ".toml", ".sh", ".md", ".txt", ".yml", ".yaml", ".json", ""}
MAY_NAME_IT = {"benchmarks/triage/README.md", "benchmarks/README.md"}


def test_nothing_names_the_held_out_half_but_its_description() -> None:
    folders = ("src", "tests", "tools", "benchmarks", "docs", "deploy")
    files = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".toml", ".sh", ".md", ".txt", ".yml", ".yaml", ".json", ""} and path.is_file()
    ]
    files += [
        path for path in (ROOT / "Makefile", ROOT / ".ci/run", ROOT / "pyproject.toml", ROOT / "README.md") if path.exists()
    ]

    naming = {str(path.relative_to(ROOT)) for path in files if NAMED.encode() in path.read_bytes()}

    assert len(files) > 500
    assert naming <= MAY_NAME_IT


def test_the_two_halves_are_there_and_the_one_that_may_be_read_has_every_kind() -> None:
    assert (ROOT / "benchmarks/triage" / NAMED).exists()
    text = (ROOT / "benchmarks/triage/development.jsonl").read_text(encoding="utf-8")
    assert text.count("\n") == 400
    assert all(
        f'"primary": "{kind}"' in text for kind in ("urgent-danger", "safeguarding", "complaint", "hate", "spam", "offtopic")
    )
