"""A row of a sheet as a planned post: what it says, what is asked about it, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import URLField

from steamie.content.posts import reading_fields
from steamie.content.posts.definition import USUAL_TIME, Composition, Declaration, FieldKind, declarations
from steamie.content.posts.models import Post
from steamie.diary import moments
from steamie.rules import share_words
from steamie.rules.guessing import guess_share
from steamie.rules.wall_clock import Moment

from .answers import BY_WORDS, Answers
from .days import Days
from .draft_rows import DraftRow, RowQuestion
from .headings import HASHTAGS, WORDS_FOR, OurTerms

TITLE = 120  # characters


class RowReader:
    """Reads the fields of rows, by the declaration of each, with the readers every other door uses."""

    def __init__(self, terms: OurTerms, answers: Answers, days: Days) -> None:
        self.terms, self.answers, self.days = terms, answers, days

    def read(self, row: DraftRow) -> None:
        """Fill in the composition of a row, its questions, notes and errors."""
        due, wall = self._due(row)
        self._title(row)
        _add_hashtags(row)
        row.texts = {
            number: self._try(row, "words", partial(reading_fields.words, text)) or "" for number, text in row.texts.items()
        }
        values: dict[str, Any] = {"due_at": due, "due_wall": wall, "texts": row.texts}
        for name, declaration in declarations().items():
            if declaration.columns and name not in values:
                values[name] = self._value(row, name, declaration)
        row.composition = Composition(**values)

    def _value(self, row: DraftRow, name: str, declaration: Declaration) -> Any:
        """The value of a field that stands in a column of its own."""
        (column,) = declaration.columns
        written = row.cells.get(column, "")
        match declaration.kind:
            case FieldKind.CHOICE:
                return self._choice(row, name, column, declaration)
            case FieldKind.MOMENT:
                moment = self._moment(row, column, lambda which: reading_fields.moment(written, which, near=self.days.near))
                return moments.utc(moment) if moment else None
            case FieldKind.FLAG:
                return bool(self._try(row, column, lambda: reading_fields.flag(written)))
            case _:
                return self._line(row, name, column, written)

    def _line(self, row: DraftRow, name: str, column: str, written: str) -> str:
        model_field = Post._meta.get_field(name)
        if isinstance(model_field, URLField):
            return self._try(row, column, lambda: reading_fields.link(written)) or ""
        longest = getattr(model_field, "max_length", None) or TITLE
        return self._try(row, column, lambda: reading_fields.line(written, longest)) or ""

    def _choice(self, row: DraftRow, name: str, column: str, declaration: Declaration) -> str:
        if name == "share":
            return self._share(row, column)
        offered = self.terms.offered(name)
        usual = "" if declaration.default is MISSING else offered[0][0]
        return self._try(row, column, lambda: reading_fields.choice(row.cells.get(column, ""), offered, usual)) or usual

    def _share(self, row: DraftRow, column: str) -> str:
        """What it counts as: as its column says, as was answered for it or for all, or as its words point to."""
        shares = self.terms.allowed.shares
        if not shares:
            return ""
        offered = self.terms.offered("share")
        if chosen := self.answers.of_row(row.number).get("share"):
            return self._try(row, column, lambda: reading_fields.choice(chosen, offered)) or ""
        if row.cells.get(column):
            return self._try(row, column, lambda: reading_fields.choice(row.cells[column], offered)) or ""
        codes = dict(offered)
        if self.answers.share in codes:
            row.share_from = "as answered for all rows"
            return self.answers.share
        guess = guess_share("\n".join([row.cells.get("title", ""), *row.texts.values()]), shares)
        if guess.share and self.answers.share == BY_WORDS:
            row.share_from = guess.reason
            return guess.share
        if self.answers.share == BY_WORDS and self.answers.otherwise in codes:
            row.share_from = "as answered for the rest"
            return self.answers.otherwise
        row.questions.append(RowQuestion("share", f"Which {share_words.noun(shares)} does it count as?", offered))
        return ""

    def _title(self, row: DraftRow) -> None:
        """A headline: its own, or the beginning of its words."""
        words = next((text for text in row.texts.values() if text.strip()), "")
        if not row.cells.get("title") and words:
            row.cells["title"] = first_words(words)
            row.notes.append("The headline is the beginning of the words.")
        if not row.cells.get("title"):
            row.errors["title"] = f"Write a headline of {TITLE} characters at most."

    def _due(self, row: DraftRow) -> tuple[datetime | None, str]:
        """When it goes out, and how that was written; nothing without a day."""
        if not row.cells.get("day"):
            if row.cells.get("time"):
                row.errors["day"] = f"There is a time, {row.cells['time']}, but no day."
            return None, ""
        day = self._try(row, "day", lambda: self.days.read(row, self.answers.of_row(row.number)))
        at = self._try(row, "time", lambda: reading_fields.clock(row.cells.get("time", "")))
        if day is None or at is None:
            return None, ""
        if not row.cells.get("time"):
            row.notes.append(f"No time is written, so it goes at {USUAL_TIME:%H:%M}.")
        self._ask_when_far(row, day)
        moment = self._moment(row, "time", lambda which: reading_fields.day_and_time(day, at, which))
        return (moments.utc(moment), moment.written) if moment else (None, "")

    def _ask_when_far(self, row: DraftRow, day: date) -> None:
        if question := self.days.far(day, self.answers.of_row(row.number).get("far", "")):
            row.questions.append(question)
        if day < self.days.today:
            row.notes.append("This day is past.")

    def _moment(self, row: DraftRow, column: str, read: Callable[[str], Moment | None]) -> Moment | None:
        """A moment; an hour that comes twice is asked about, unless its own column settles it."""
        about = "which" if column == "time" else f"which_{column}"
        which = self.answers.of_row(row.number).get(about) or (row.cells.get("which", "") if about == "which" else "")
        try:
            return read(which)
        except ValidationError as problem:
            if problem.code != "repeated":
                row.errors[column] = " ".join(problem.messages)
                return None
            choices = [("first", "The first time, before the clocks go back"), ("second", "The second time, after")]
            row.questions.append(RowQuestion(about, " ".join(problem.messages), choices))
            return None

    def _try(self, row: DraftRow, column: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except ValidationError as problem:
            row.errors[column] = " ".join(problem.messages)
            return None


def first_words(text: str) -> str:
    """The first line or sentence, no longer than a headline may be, cut between words."""
    line = next(line for line in text.splitlines() if line.strip()).strip()
    sentence = re.match(r".+?[.!?](?=\s|$)", line)
    line = (sentence[0] if sentence else line).removesuffix(".")
    return line if len(line) <= TITLE else f"{line[: TITLE - 1].rpartition(' ')[0] or line[: TITLE - 1]}…"


def _add_hashtags(row: DraftRow) -> None:
    """Put the hashtags behind the words of every channel, unless they stand there already."""
    tags = row.cells.get(HASHTAGS, "")
    for number, text in row.texts.items():
        if tags and text.strip() and tags not in text:
            row.texts[number] = f"{text.rstrip()}\n\n{tags}"
    if tags and not any(text.strip() for text in row.texts.values()):
        row.unused.append(("hashtags", tags))


def texts_of(cells: Mapping[str, str], channels: Sequence[int], terms: OurTerms) -> dict[int, str]:
    """The words for each of these channels: those of its own column, else those for all."""
    texts = dict.fromkeys(channels, cells.get("words", ""))
    for name, numbers in terms.columns.by_name.items():
        if words := cells.get(f"{WORDS_FOR}{name}"):
            texts |= dict.fromkeys(numbers, words)
    return texts
