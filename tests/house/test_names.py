"""No two classes of one name: whoever reads a name knows which is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
# Names that a framework looks for, or that each room gives to its register of events.
SAME_EVERYWHERE = {"Command", "Meta", "Migration", "Verb"}


def classes() -> dict[str, list[str]]:
    """Where each name of a class is given."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(str(path.relative_to(SOURCE)))
    return places


def test_no_two_classes_have_one_name() -> None:
    places = classes()
    assert len(places) > 500
    assert {name: where for name, where in places.items() if len(where) > 1 and name not in SAME_EVERYWHERE} == {}
