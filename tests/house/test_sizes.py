"""Small pieces: a room that outgrows these limits is redesigned, not excused."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


@cache
def functions() -> list[tuple[str, int]]:
    """Every function of the house with its length in lines."""
    return list(_functions())


def _functions() -> Iterator[tuple[str, int]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def test_no_file_is_longer_than_400_lines() -> None:
    assert len(FILES) > 300
    assert [str(path.relative_to(SOURCE)) for path in FILES if len(path.read_text().splitlines()) > 400] == []


def test_no_function_is_longer_than_50_lines() -> None:
    assert [name for name, lines in functions() if lines > 50] == []


def test_the_median_function_is_under_ten_lines() -> None:
    assert statistics.median(lines for _, lines in functions()) < 10


def test_no_room_is_a_junk_drawer() -> None:
    banned = {"utils", "util", "common", "core", "helpers", "misc", "manager"}

    assert [str(path) for path in FILES if path.stem in banned or banned & set(path.parent.relative_to(SOURCE).parts)] == []
