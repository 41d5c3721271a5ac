"""Answers in a spreadsheet: a row for each person, a column for each question, by its words or its code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from steamie.files import sheets
from steamie.people.refusals import NotReady, Problem

from .actions.answering import Sheet
from .models import QuestionKind, SurveyMode, SurveyQuestion, SurveyWave

NUMBER, WAY = "number", "way"
MOST_SHOWN = 10  # problems of a sheet
NOT_ANSWERED = {"", "-", "not answered"}


def heads(questions: Sequence[SurveyQuestion]) -> list[str]:
    """The first row of an empty sheet."""
    return ["Number", "Way", *(question.words for question in questions)]


def read_answers(file: BinaryIO, wave: SurveyWave) -> list[Sheet]:
    """The answers of a sheet. Raises ``NotReady`` with every row that cannot be read, and takes none of them then."""
    try:
        tables = sheets.read(sheets.content_of(file))["tables"]
    except sheets.SheetRefused as refusal:
        raise NotReady([Problem(str(refusal.message), "file")]) from refusal
    lines = [(int(row), cells) for row, cells in tables[0]["lines"].items()] if tables else []
    if len(lines) < 2:
        raise NotReady([Problem("There are no rows under the headings.", "file")])
    questions = list(wave.survey.questions.all())
    columns = _columns(lines[0][1], questions)
    reader = _RowReader(columns)
    answers = [reader.read(row, cells) for row, cells in lines[1:] if any(str(cell).strip() for cell in cells)]
    if reader.problems:
        raise NotReady([Problem(words, "file") for words in reader.problems[:MOST_SHOWN]])
    return answers


def _columns(first: Sequence[Any], questions: Sequence[SurveyQuestion]) -> list[str | SurveyQuestion | None]:
    """What stands in each column. Raises ``NotReady`` when the numbers, the way, or every question is missing."""
    by_name = {name.casefold(): question for question in questions for name in (question.words, question.code)}
    plain = {NUMBER: NUMBER, WAY: WAY}
    found = [plain.get(name) or by_name.get(name) for name in (str(cell).strip().casefold() for cell in first)]
    if NUMBER not in found or WAY not in found or not any(isinstance(one, SurveyQuestion) for one in found):
        words = "The first row must name the columns: Number, Way, and the questions. Download the empty sheet and fill that in."
        raise NotReady([Problem(words, "file")])
    return found


class _RowReader:
    """Reads one row after another, and remembers what it could not read."""

    def __init__(self, columns: list[str | SurveyQuestion | None]) -> None:
        self.columns = columns
        self.problems: list[str] = []
        self.seen: set[str] = set()

    def read(self, row: int, cells: Sequence[Any]) -> Sheet:
        """What stands in a row."""
        named = {one: str(cell).strip() for one, cell in zip(self.columns, cells, strict=False) if isinstance(one, str)}
        number = named.get(NUMBER, "")[:20]
        if not number or number in self.seen:
            self.problems.append(f"Row {row}: {'number ' + number + ' stands twice' if number else 'the number is missing'}.")
        self.seen.add(number)
        choices: dict[str, list[str]] = {}
        words: dict[str, str] = {}
        for question, cell in zip(self.columns, cells, strict=False):
            if isinstance(question, SurveyQuestion):
                self._answer(row, question, str(cell).strip(), choices, words)
        return Sheet(self._mode(row, named.get(WAY, "")), choices, words, number)

    def _mode(self, row: int, text: str) -> SurveyMode:
        by_name = {name.casefold(): mode for mode in SurveyMode for name in (mode.value, str(mode.label))}
        mode = by_name.get(text.casefold())
        if mode is None:
            self.problems.append(f"Row {row}: “{text}” is no way of answering. Write Paper, Phone, At an event or Online.")
        return mode or SurveyMode.PAPER

    def _answer(
        self, row: int, question: SurveyQuestion, text: str, choices: dict[str, list[str]], words: dict[str, str]
    ) -> None:
        if text.casefold() in NOT_ANSWERED or not question.is_for(choices):
            return
        if question.kind == QuestionKind.WORDS:
            words[question.code] = text[:2000]
            return
        parts = [part.strip() for part in text.split(";")] if question.kind == QuestionKind.MANY else [text]
        chosen = [_code(question.options, part) for part in parts if part]
        if None in chosen:
            self.problems.append(f"Row {row}: “{text}” is no answer to “{question.words}”.")
        choices[question.code] = [code for code in chosen if code]


def _code(options: Sequence[Sequence[str]], text: str) -> str | None:
    """The answer that is meant by its words, its code, or its number on the paper."""
    names: Mapping[str, str] = {
        name.casefold(): code for place, (code, label) in enumerate(options, 1) for name in (code, label, str(place))
    }
    return names.get(text.casefold())


def figures(result: Any) -> Iterator[list[Any]]:
    """Every figure of a wave as rows of a sheet, with the same numbers hidden as on the page."""
    yield ["Question", "Group", "Answer", "Number", "Of", "Share", "From", "To", "Weighted"]
    for one in result.questions:
        for line in one.lines:
            share = line.share
            row = [share.number, share.base, share.percent, round(100 * share.low), round(100 * share.high)] if share else []
            yield [one.question.words, "Everybody", line.label, *(row or ["hidden", one.base, "", "", ""]), line.adjusted]
        for table in one.tables:
            for group in table.lines:
                for head, cell in zip(table.heads, group.cells, strict=True):
                    number = "hidden" if cell is None else cell
                    base = "hidden" if group.base is None else group.base
                    yield [one.question.words, f"{table.title}: {group.label}", head, number, base, "", "", "", ""]
