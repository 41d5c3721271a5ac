"""A row of a sheet on its way to be a draft: what it says, what is asked about it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from steamie.content.posts.definition import Composition
from steamie.diary import moments


class RowState(StrEnum):
    """How far a row is."""

    READY = "ready"
    ASK = "ask"  # a person must answer something
    WRONG = "wrong"  # a person must put something right
    LEFT = "left"  # nobody is to bring it in


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """Something only a person can say about a row: the name of its field, what is asked, and the ways to answer."""

    about: str
    words: str
    choices: Sequence[tuple[str, str]]
    answer: str = ""


@dataclass(slots=True)
class DraftRow:
    """One line of the sheet, or several that are one post: what it says, and what is wrong with it by column."""

    number: int  # of its first line, as the spreadsheet counts
    cells: dict[str, str]
    texts: dict[int, str]  # words by channel
    others: tuple[int, ...] = ()  # numbers of the further lines that are the same post
    notes: list[str] = field(default_factory=list)  # what was taken for granted, in sentences
    questions: list[RowQuestion] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    unused: list[tuple[str, str]] = field(default_factory=list)  # what a column holds that the post does not take
    composition: Composition | None = None
    left: str = ""  # why it is not brought in
    share_from: str = ""  # why it counts as what it does, where no column says

    @property
    def state(self) -> RowState:
        """How far it is."""
        if self.left:
            return RowState.LEFT
        if self.errors:
            return RowState.WRONG
        return RowState.ASK if any(not question.answer for question in self.questions) else RowState.READY

    @property
    def due(self) -> str:
        """When it goes out, spelt out; empty without a day."""
        if self.composition is None or self.composition.due_at is None:
            return ""
        local = datetime.fromisoformat(moments.wall(self.composition.due_at))
        return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"
