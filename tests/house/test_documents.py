"""Whoever follows a document finds what it names: files, and functions in them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDES = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
FILE = re.compile(r"`((?:src|tests|tools|benchmarks|docs)/[^`\s<>…]*)`")
FUNCTION_IN_FILE = re.compile(r"`(\w+)`(?: and `(\w+)`)? in\s+`(src/[^`]+\.py)`")


def test_every_file_that_a_guide_names_is_there() -> None:
    named = {(guide.name, path) for guide in GUIDES for path in FILE.findall(guide.read_text())}
    assert len(named) > 30
    assert sorted(name for name in named if not (ROOT / name[1]).exists()) == []


def test_every_function_that_a_guide_names_is_in_its_file() -> None:
    named = {found for guide in GUIDES for found in FUNCTION_IN_FILE.findall(guide.read_text())}
    assert len(named) > 10
    missing = [
        (function, file)
        for *functions, file in sorted(named)
        for function in functions
        if function and not re.search(rf"^def {function}\(", (ROOT / file).read_text(), re.MULTILINE)
    ]
    assert missing == []


def test_the_map_in_the_readme_says_of_every_room_what_the_room_says_of_itself() -> None:
    shown = {(name, what) for name, what in re.findall(r"^ {2,4}(\w+)/ +(\S.*)$", (ROOT / "README.md").read_text(), re.MULTILINE)}
    house = ROOT / "src" / "steamie"
    rooms = [room for street in (house, house / "content") for room in street.iterdir() if (room / "__init__.py").exists()]
    assert len(rooms) > 30
    assert {(name, what.lower()) for name, what in shown} == {(room.name, _docstring(room).lower()) for room in rooms}


def _docstring(room: Path) -> str:
    """Return what a room's package says of itself, without the stop at its end."""
    return (ast.get_docstring(ast.parse((room / "__init__.py").read_text())) or "").removesuffix(".")
