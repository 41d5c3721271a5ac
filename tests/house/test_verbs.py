"""Whatever is written in the record can be read aloud: each event is a member of its room's ``Verb``, and each member is used."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.verbs import RoomVerb, all_verbs, verbs
from steamie.evidence.words import past, sentence, what_happened

HOUSE = Path(__file__).parents[2] / "src" / "steamie"
WORD = re.compile(r"[a-z]+( [a-z]+)*")
READING = ("filter", "exclude", "get")


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in HOUSE.rglob("*.py"):
        if path.name != "verbs.py" and "demonstration" not in path.parts:
            yield path, ast.parse(path.read_text())


def given(tree: ast.AST) -> Iterator[ast.expr]:
    """What is given as the verb to whatever takes a verb, a clause and a subject."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        named = {word.arg: word.value for word in call.keywords}
        if {"verb", "clause", "subject"} <= named.keys():
            yield named["verb"]


def enums(path: Path, tree: ast.Module) -> dict[str, type[RoomVerb]]:
    """The rooms' verbs that a file imports, by the name it knows them by."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] == "verbs":
            package = ".".join(("steamie", *path.relative_to(HOUSE).parent.parts))
            module = import_module("." * node.level + (node.module or ""), package)
            found |= {name.asname or name.name: module.Verb for name in node.names if name.name == "Verb"}
    return found


def read_only(tree: ast.AST) -> set[int]:
    """Where a verb is looked for or compared with, and not recorded."""
    parts: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            parts.append(node)
        elif isinstance(node, ast.Dict):
            parts += [key for key in node.keys if key]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READING:
            parts.append(node)
    return {id(inner) for part in parts for inner in ast.walk(part)}


def recorded() -> set[RoomVerb]:
    used = set()
    for path, tree in trees():
        rooms, skipped = enums(path, tree), read_only(tree)
        for node in ast.walk(tree):
            known = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms
            if known and id(node) not in skipped:
                used.add(rooms[node.value.id][node.attr])
    return used


def test_no_event_is_recorded_by_a_bare_word() -> None:
    calls = [verb for _, tree in trees() for verb in given(tree)]
    assert len(calls) > 75
    assert [ast.unparse(verb) for verb in calls if any(isinstance(part, ast.Constant) for part in ast.walk(verb))] == []


def test_every_verb_is_recorded_somewhere() -> None:
    assert sorted(set(all_verbs()) - recorded()) == []
    assert sorted(recorded() - set(all_verbs())) == []


def test_every_room_s_verbs_are_found() -> None:
    rooms = {".".join(("steamie", *path.relative_to(HOUSE).with_suffix("").parts)) for path in HOUSE.rglob("verbs.py")}
    assert {type(verb).__module__ for verb in all_verbs()} == rooms


def test_a_stored_word_fits_and_belongs_to_one_room() -> None:
    assert all(WORD.fullmatch(verb) and len(verb) <= 40 for verb in all_verbs())
    with pytest.raises(ValueError, match="needs its own"):

        @verbs()
        class Another(RoomVerb):
            APPROVE = "approve", "approved {}"


def test_the_words_are_past_and_plain() -> None:
    for verb in all_verbs():
        assert verb.sentence.count("{}") <= 1
        assert "_" not in what_happened(verb, "post 12")
        assert not re.search(r"\b(at|of|for|about)$", past(verb)), past(verb)
        assert not re.search(r"\b(row|recertif|credential|grant)\w*", what_happened(verb, "")), verb


def test_each_verb_stands_whole_and_alone_among_those_to_choose_from() -> None:
    """The record is filtered by what was done, where no subject stands beside the verb."""
    said = Counter(past(verb) for verb in all_verbs())
    assert [name for name, times in said.items() if times > 1] == []
    torn = re.compile(r"\s,|\b(of|in|that|let) (,|of|with|back|may|set)\b|\b(in|of|that),")
    assert [name for name in said if torn.search(name)] == []


@pytest.mark.django_db
def test_what_was_written_under_an_earlier_word_is_still_told() -> None:
    class Verb(RoomVerb):
        ADD_CHANNEL = "add channel", "never used"

    event = record(by=CLOCK, verb=Verb.ADD_CHANNEL, clause="S-57", subject="channels.channel:3")
    assert event.verb == "add channel"
    assert sentence(event) == "The clock added account 3"
