"""Nothing about one landlord's strategy stands in code: its numbers, titles and facts are data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "src" / "steamie"
DATA = ("strategy/documents", "wording/phrases.toml", "desk/demonstration", "website/data")
NUMBER = re.compile(r"\bS-\d\d\b")
FACTS = re.compile(
    r"pineview|drumchapel|rozelle|0141 944|HAC231|SC038237|2375R|PF000151|putting people 1st|finance and corporate|"
    r"\bmanagement committee\b|\bresident forum\b|\bF\.08\b",
    re.IGNORECASE,
)
AS_AN_EXAMPLE = {  # words that show a reader what to type: how a number looks, not which clause is meant
    "desk/evidence_pages.py": "Clause, such as S-60",
}


def source() -> list[Path]:
    """Every program of the house, without migrations and without the demonstration's own words."""
    return [path for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts and not is_data(path)]


def is_data(path: Path) -> bool:
    """Whether a file holds what one landlord or the demonstration says."""
    return any(str(path.relative_to(HOUSE)).startswith(place) for place in DATA)


def texts(path: Path) -> Iterator[str]:
    """The texts of a program that it works with: its docstrings and comments may cite."""
    tree = ast.parse(path.read_text())
    told = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    alone = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # a docstring under a constant
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told | alone:
            yield node.value


def templates() -> list[Path]:
    """Every template of the house, on screen, in letters and in print."""
    return [
        path
        for ending in ("html", "txt", "typ", "xml")
        for path in sorted(HOUSE.rglob(f"*.{ending}"))
        if "vendor" not in path.parts and not is_data(path)
    ]


@pytest.mark.parametrize("looked_for", [NUMBER, FACTS], ids=["clause numbers", "facts of one landlord"])
def test_no_program_holds_them(looked_for: re.Pattern[str]) -> None:
    found = [
        (str(path.relative_to(HOUSE)), text[:80])
        for path in source()
        for text in texts(path)
        if looked_for.search(text) and AS_AN_EXAMPLE.get(str(path.relative_to(HOUSE))) != text
    ]
    assert found == []


@pytest.mark.parametrize("looked_for", [NUMBER, FACTS], ids=["clause numbers", "facts of one landlord"])
def test_no_template_holds_them(looked_for: re.Pattern[str]) -> None:
    found = [
        (str(path.relative_to(HOUSE)), hit[0])
        for path in templates()
        for hit in looked_for.finditer(re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S))
    ]
    assert found == []


def test_they_would_be_noticed(tmp_path: Path) -> None:
    program = tmp_path / "told.py"
    program.write_text('"""Cites S-57."""\nWHO = "Pineview"\ndef f():\n    """Of F.08."""\n    return keep("S-57")  # S-58\n')
    assert [text for text in texts(program) if NUMBER.search(text)] == ["S-57"]
    assert [text for text in texts(program) if FACTS.search(text)] == ["Pineview"]
