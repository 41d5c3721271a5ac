"""Whatever is written in the record can be read aloud: each verb in use is told in words of its own.

A new verb needs one line in ``evidence/sayings.py``.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from steamie.evidence.sayings import NAMES, SAYINGS
from steamie.evidence.words import deed, past

HOUSE = Path(__file__).parents[2] / "src" / "steamie"
VERB = re.compile(r"[a-z]+( [a-z]+)*")
TABLES = {
    "website/wagtail_hooks.py": ["IN_PUBLIC"],
    "content/publishing/publisher/ledger.py": ["RESTING"],
    "content/publishing/publisher/amending.py": ["RESTING"],
}


def texts(node: ast.AST) -> list[str]:
    return [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def recorded(tree: ast.AST) -> Iterator[str]:
    """The verbs given to whatever takes a verb, a clause and a subject; through a name, what that name can be."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            given = {word.arg: word.value for word in call.keywords}
            if {"verb", "clause", "subject"} <= given.keys():
                yield from texts(given["verb"])
                if isinstance(given["verb"], ast.Name):
                    yield from named(function, given["verb"].id)


def named(function: ast.FunctionDef, name: str) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(name in ast.unparse(target) for target in node.targets):
            yield from (text for text in texts(node.value) if "." not in text)


def in_tables(path: Path, tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in TABLES.get(str(path.relative_to(HOUSE)), []):
            yield from (text for value in node.value.values for text in texts(value) if "." not in text)


def verbs() -> set[str]:
    found: set[str] = set()
    for path in HOUSE.rglob("*.py"):
        tree = ast.parse(path.read_text())
        found |= {*recorded(tree), *in_tables(path, tree)}
    return found


def test_every_verb_in_use_has_words_of_its_own() -> None:
    used = verbs()
    assert len(used) > 75
    assert sorted(used - SAYINGS.keys()) == []
    assert all(VERB.fullmatch(verb) and len(verb) <= 40 for verb in used)


def test_no_saying_is_left_over() -> None:
    assert sorted(SAYINGS.keys() - verbs()) == []


def test_the_words_are_past_and_plain() -> None:
    for verb, saying in SAYINGS.items():
        assert saying.count("{}") <= 1
        assert "_" not in deed(verb, "post 12")
        assert not re.search(r"\b(at|of|for|about)$", past(verb)), past(verb)
        assert not re.search(r"\b(row|recertif|credential|grant)\w*", deed(verb, "")), verb


def test_each_verb_stands_whole_and_alone_among_those_to_choose_from() -> None:
    """The record is filtered by what was done, where no subject stands beside the verb."""
    told = Counter(past(verb) for verb in SAYINGS)
    assert [name for name, times in told.items() if times > 1] == []
    torn = re.compile(r"\s,|\b(of|in|that|let) (,|of|with|back|may|set)\b|\b(in|of|that),")
    assert [name for name in told if torn.search(name)] == []
    assert sorted(NAMES.keys() - SAYINGS.keys()) == []
