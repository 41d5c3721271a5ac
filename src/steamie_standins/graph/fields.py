"""The ``fields`` parameter: ``id,from{name},reactions.type(LOVE).limit(0).summary(true).as(loved)``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn

from .errors import GraphError

LONGEST = 5_000  # characters
DEEPEST = 40  # braces


@dataclass(slots=True)
class Asked:
    """One field asked for, with its modifiers and what is asked of what it leads to."""

    name: str
    with_: dict[str, str] = field(default_factory=dict)
    inside: list[Asked] = field(default_factory=list)

    @property
    def called(self) -> str:
        """The name it bears in the answer."""
        return self.with_.get("as", self.name)


def parse(text: str) -> list[Asked]:
    """Read a ``fields`` parameter; a malformed one is Facebook's syntax error, code 2500."""
    reader = _FieldReader(text)
    if len(text) > LONGEST or text.count("{") > DEEPEST:
        reader.fail()
    asked = reader.listed()
    if reader.at < len(text):
        reader.fail()
    return asked


class _FieldReader:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def listed(self) -> list[Asked]:
        fields = [self.one()]
        while self.take(","):
            fields.append(self.one())
        return fields

    def one(self) -> Asked:
        asked = Asked(self.word())
        while self.take("."):
            modifier = self.word()
            asked.with_[modifier] = self.argument()
        if self.take("{"):
            asked.inside = self.listed()
            self.need("}")
        return asked

    def word(self) -> str:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] in "_-"):
            self.at += 1
        if start == self.at:
            self.fail()
        return self.text[start : self.at]

    def argument(self) -> str:
        self.need("(")
        start, depth = self.at, 1
        while depth:
            if self.at >= len(self.text):
                self.fail()
            depth += {"(": 1, ")": -1}.get(self.text[self.at], 0)
            self.at += 1
        return self.text[start : self.at - 1]

    def take(self, mark: str) -> bool:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        if self.text[self.at : self.at + 1] != mark:
            return False
        self.at += 1
        return True

    def need(self, mark: str) -> None:
        if not self.take(mark):
            self.fail()

    def fail(self) -> NoReturn:
        where = f"Expected name at character {self.at} of fields" if self.text else "Expected name"
        raise GraphError(2500, f'Syntax error "{where}: {self.text[:80]}"')
