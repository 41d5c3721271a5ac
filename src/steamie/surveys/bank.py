"""The questions that stand ready."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from steamie.strategy.reading import NotLoaded, current

SHIPPED = files(__package__) / "bank.toml"
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question as somebody would ask it. ``needs``: the earlier question and the answers to it that this one is for."""

    code: str
    words: str
    kind: str
    options: Options = ()
    digital: bool = False
    segment: bool = False
    audiences: bool = False
    needs: tuple[str, tuple[str, ...]] = ("", ())


@cache
def bank() -> Mapping[str, QuestionDraft]:
    """Every question of the bank by its code, in its order."""
    return {table["code"]: _draft(dict(table)) for table in tomllib.loads(SHIPPED.read_text())["questions"]}


def _draft(table: dict[str, object]) -> QuestionDraft:
    only_if = table.pop("only_if", {})
    options = tuple((code, label) for code, label in table.pop("options", ()))  # type: ignore[attr-defined]
    needs = next(((code, tuple(wanted)) for code, wanted in only_if.items()), ("", ()))  # type: ignore[attr-defined]
    return QuestionDraft(options=options, needs=needs, **table)  # type: ignore[arg-type]  # the file's own names


def ready(code: str) -> QuestionDraft:
    """A question of the bank with its answers filled in from the strategy in force. Raises ``KeyError`` for an unknown code."""
    draft = bank()[code]
    if not draft.audiences:
        return draft
    return QuestionDraft(draft.code, draft.words, draft.kind, _audiences(), draft.digital, draft.segment)


def _audiences() -> Options:
    try:
        return tuple((one.code, one.label) for one in current().audiences)
    except NotLoaded:
        return (("tenant", "Tenant"), ("other", "Something else"))
