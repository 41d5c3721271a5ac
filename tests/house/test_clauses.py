"""Every clause of F.08 says what keeps it, from a catalogue the rooms fill, and a test shows it kept."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from steamie.rules import catalogue
from steamie.rules.catalogue import TwoOwners, keeps
from steamie.rules.clauses import ClauseWay
from steamie.strategy.register import discover
from steamie.strategy.standing import capability_of, parameters_of
from tests.strategy.papers import CLAUSES, f08, unmeasured

TESTS = Path(__file__).parents[1]
HOUSE = TESTS.parent / "src" / "steamie"
ASKING = ("Citation", "asked_by", "clause_number", "kept_by", "parameters_of")
NOT_OF_F08: set[str] = set()  # capabilities that other landlords' strategies ask for


def marks(tree: ast.AST) -> Iterator[str]:
    """The clauses named in ``pytest.mark.clause("S-57")`` anywhere in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "clause":
            yield from (word.value for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str))


def asked(tree: ast.AST) -> Iterator[str]:
    """The capabilities named where something is looked up by one: ``Citation("content.approved")``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ASKING and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
                yield first.value


def found(folder: Path, read: Callable[[ast.AST], Iterator[str]]) -> list[str]:
    return [word for path in sorted(folder.rglob("*.py")) for word in read(ast.parse(path.read_text()))]


@pytest.fixture(scope="module", autouse=True)
def _the_catalogue_is_filled() -> None:
    discover()


def test_there_are_81_clauses() -> None:
    assert tuple(clause.id for clause in f08().clauses) == CLAUSES


def test_each_is_kept_by_a_control_this_house_has_or_says_what_is_done_meanwhile() -> None:
    for clause in f08().clauses:
        if clause.keeps.way is ClauseWay.CONTROL:
            assert capability_of(clause), clause.id
            assert parameters_of(clause), clause.id
        else:
            assert clause.keeps.why, clause.id
            assert clause.keeps.meanwhile, clause.id


def test_no_control_is_there_that_no_strategy_asks_for() -> None:
    asked_for = {clause.keeps.control for clause in f08().clauses} | NOT_OF_F08
    assert sorted(set(catalogue.capabilities()) - asked_for) == []


def test_none_has_two_owners() -> None:
    def another(clause: object, parameters: object, now: object) -> None:
        """Claims what is kept already."""

    with pytest.raises(TwoOwners, match=r"review\.every"):
        keeps("review.every", label="Again")(another)


def test_each_is_registered_by_its_room_in_the_room_s_own_register() -> None:
    places = {name: known.control.__module__ for name, known in catalogue.capabilities().items()}
    assert {name: place for name, place in places.items() if "controls" not in place.split(".")} == {}


def test_what_events_cite_and_pages_name_is_in_the_catalogue() -> None:
    used = set(found(HOUSE, asked))
    assert len(used) > 25
    assert sorted(used - set(catalogue.capabilities())) == []


def test_each_of_the_81_has_an_acceptance_test() -> None:
    assert [clause for clause in CLAUSES if clause not in set(found(TESTS, marks))] == []


def test_each_of_the_81_has_a_control() -> None:
    assert unmeasured() == {}
