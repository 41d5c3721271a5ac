"""Nothing in the house knows a kind of channel by name: a kind is one folder and one line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from steamie.channels import registry

SOURCE = Path(__file__).parents[2] / "src"
KINDS = SOURCE / "steamie" / "channels" / "kinds"
CAST = "steamie/desk/demonstration/accounts.py"  # which accounts the demonstration opens: data, and the only such list
NAMES = sorted(registry.kinds())
COMMON = {"paper", "website"}  # words of other things too, so only where a kind is asked about
IN_A_TEMPLATE = re.compile(rf"""kind\s*(?:==|!=|in)\s*["'](?:{"|".join(NAMES)})["']""")


def sources() -> list[Path]:
    """The house and its drills, without the kinds themselves."""
    files = [*(SOURCE / "steamie").rglob("*.py"), *(SOURCE / "steamie_drills").rglob("*.py")]
    return [path for path in files if KINDS not in path.parents and "migrations" not in path.parts]


def named(tree: ast.AST) -> Iterator[str]:
    """Where a kind's name stands as a value: anywhere, or for common words where something called a kind is compared."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in set(NAMES) - COMMON:
            yield f"{node.lineno}: {node.value}"
        if isinstance(node, ast.Compare) and "kind" in ast.unparse(node):
            yield from (f"{node.lineno}: {found}" for found in _constants(node) & COMMON)
        if isinstance(node, ast.keyword) and node.arg and re.search(r"(^|_)kind(__|$)", node.arg):
            yield from (f"{node.lineno}: {found}" for found in _constants(node) & COMMON)


def _constants(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def test_the_kinds_of_this_house_are_loaded() -> None:
    assert {"bluesky", "facebook", "paper", "website"} <= set(NAMES)


def test_no_code_names_a_kind() -> None:
    found = {str(path.relative_to(SOURCE)): list(named(ast.parse(path.read_text()))) for path in sources()}
    guilty = {path: lines for path, lines in found.items() if lines and path != CAST}

    assert guilty == {}


def test_the_list_of_the_demonstration_is_still_where_it_was() -> None:
    assert list(named(ast.parse((SOURCE / CAST).read_text())))


def test_no_code_reaches_into_a_kind() -> None:
    reaching = [
        f"{path.relative_to(SOURCE)}: {line.strip()}"
        for path in sources()
        for line in path.read_text().splitlines()
        if "channels.kinds" in line
    ]

    assert reaching == []


def test_no_template_names_a_kind() -> None:
    pages = [path for path in (SOURCE / "steamie").rglob("*.html") if KINDS not in path.parents]

    assert pages
    assert [f"{path.name}: {found[0]}" for path in pages for found in IN_A_TEMPLATE.finditer(path.read_text())] == []


@pytest.mark.parametrize(
    "line",
    [
        'x = channels["facebook"]',
        'if channel.kind == "paper": pass',
        'if text.channel.kind not in ("website",): pass',
        'rows.exclude(channel__kind="website")',
        'add_channel(kind="paper")',
    ],
)
def test_a_line_that_names_one_is_noticed(line: str) -> None:
    assert list(named(ast.parse(line)))


def test_the_register_is_asked_through_its_module() -> None:
    """Whoever puts another register in its place, as drills and tests do, puts it there for all: nobody holds the old one."""
    holding = [
        f"{path.relative_to(SOURCE)}: {node.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and node.module == "steamie.channels.registry"
        and {"kinds", "kind"} & {one.name for one in node.names}
    ]

    assert holding == []
