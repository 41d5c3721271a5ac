"""Every clause of F.08 has one control, in the room the strategy says keeps it, and a test that shows it kept."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from steamie.strategy.unbuilt import REASONS

from steamie.rules.standing import controls
from steamie.strategy.document import CLAUSES, Document
from steamie.strategy.parsing import parse
from steamie.strategy.standing import register
from tests.strategy.test_not_measured import SAID_PLAINLY

TESTS = Path(__file__).parents[1]
HOUSE = TESTS.parent / "src" / "steamie"


@pytest.fixture(scope="module")
def f08() -> Document:
    return parse((files("steamie.strategy") / "documents" / "f08.toml").read_text())


def marks(tree: ast.AST) -> Iterator[str]:
    """The clauses named in ``pytest.mark.clause("S-57")`` anywhere in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "clause":
            yield from (word.value for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str))


def claims(tree: ast.AST) -> Iterator[str]:
    """The clauses named in ``@keeps("S-57")``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "keeps":
            yield from (word.value for word in node.args if isinstance(word, ast.Constant))


def found(folder: Path, read: Callable[[ast.AST], Iterator[str]]) -> list[str]:
    return [clause for path in sorted(folder.rglob("*.py")) for clause in read(ast.parse(path.read_text()))]


def test_there_are_81_clauses(f08: Document) -> None:
    assert [clause.id for clause in f08.clauses] == list(CLAUSES)
    assert len(CLAUSES) == 81


def test_each_has_a_control() -> None:
    assert [clause for clause in CLAUSES if clause not in register()] == []
    assert [clause for clause in controls() if clause not in CLAUSES] == []


def test_none_has_two_owners() -> None:
    claimed = Counter([*found(HOUSE, claims), *REASONS])
    assert [clause for clause, times in claimed.items() if times > 1] == []


def test_each_is_kept_by_the_room_the_strategy_names(f08: Document) -> None:
    elsewhere = {
        clause: control.__module__
        for clause, control in register().items()
        if clause not in REASONS and control.__module__.split(".")[1] != f08.clause(clause).room
    }
    assert elsewhere == {}


def test_each_of_the_81_has_an_acceptance_test() -> None:
    """Either its control is shown to measure, or it is shown to say plainly that nothing measures it."""
    shown = set(found(TESTS, marks))
    said_plainly = {mark.args[0] for each in SAID_PLAINLY for mark in each.marks}
    assert said_plainly == set(REASONS)
    assert [clause for clause in CLAUSES if clause not in shown | said_plainly] == []


def test_the_lists_of_what_is_measured_and_what_is_not_never_meet() -> None:
    """Whoever builds a clause deletes its line, so that no test goes on excusing it."""
    measured = set(found(HOUSE, claims))
    assert sorted(measured & set(REASONS)) == []
    assert measured | set(REASONS) == set(CLAUSES)
