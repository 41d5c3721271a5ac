"""Confirmed statements written as a strategy file of the second schema. What nobody has confirmed is measured by nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from steamie.rules.clauses import ClauseWay
from steamie.strategy.capabilities import REFERENCE

from .statements import Statement

UNCONFIRMED = "Nobody has said yet what keeps this statement."


@dataclass(frozen=True, slots=True)
class Head:
    """What a person says of the document as a whole; what is empty is left out."""

    title: str
    code: str = ""
    reviewed: str = ""  # a day, 2027-03-31
    due: str = ""  # a month, 2027-03
    offices: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""  # of every statement that names nobody


def compose(head: Head, statements: Iterable[Statement]) -> str:
    """The file, to be read like any other."""
    statement_list = list(statements)
    return "\n".join(
        [*_head(head), *_parts(statement_list), *_sections(statement_list), *_clauses(statement_list, head.owner), ""]
    )


def _head(head: Head) -> Iterator[str]:
    yield "schema = 2"
    yield "\n[document]"
    yield f"title = {_text(head.title)}"
    if head.code:
        yield f"code = {_text(head.code)}"
    if head.reviewed:
        yield f"reviewed = {head.reviewed}"
    if head.due:
        yield f"due = {_text(head.due)}"
    if named := {office: title for office, title in head.offices.items() if title}:
        yield "\n[offices]"
        yield from (f"{office} = {_text(title)}" for office, title in named.items())


def _parts(statements: list[Statement]) -> Iterator[str]:
    """The documents that statements refer to are looked at together."""
    references = [one.number for one in statements if one.confirmed and one.control == REFERENCE]
    if references:
        yield "\n[parts]"
        yield f"references = {_value(references)}"


def _sections(statements: list[Statement]) -> Iterator[str]:
    for place, (heading, inside) in enumerate(groupby(statements, key=lambda one: one.section), start=1):
        yield "\n[[sections]]"
        yield f"id = {_text(f'part-{place}')}"
        yield f"heading = {_text(heading)}"
        if heading:
            yield "listed = true"
        else:
            yield 'label = "The strategy"'
        for one in inside:
            yield "\n[[sections.blocks]]"
            yield 'kind = "paragraph"'
            yield f"text = {_text('{' + one.number + '}')}"


def _clauses(statements: list[Statement], owner: str) -> Iterator[str]:
    for one in statements:
        yield "\n[[clauses]]"
        yield f"id = {_text(one.number)}"
        yield f"text = {_text(one.text)}"
        yield f"keeps = {_keeps(one)}"
        if one.owner or owner:
            yield f"owner = {_text(one.owner or owner)}"


def _keeps(one: Statement) -> str:
    if not one.confirmed:
        return _value({"nothing_measures_this": UNCONFIRMED})
    if one.way == ClauseWay.CONTROL.value and one.control:
        return _value({"control": one.control, **one.parameters})
    return _text(ClauseWay.READING.value if one.way == ClauseWay.READING.value else ClauseWay.NOTHING.value)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(words: str) -> str:
    """A text in quotation marks: what JSON escapes, TOML escapes in the same way."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
