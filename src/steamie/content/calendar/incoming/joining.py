"""One row for each platform is one post: rows of one headline, or of the same words, on one day are joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from . import naming
from .draft_rows import DraftRow, RowQuestion
from .headings import HASHTAGS, PLATFORM, WORDS_FOR, OurTerms
from .rows import texts_of

_APART = ("words", HASHTAGS, PLATFORM, "title", "day")  # columns that may differ, or that joined the rows


@dataclass(slots=True)
class SheetEntry:
    """A line of the sheet by column of ours, with the channels it is for."""

    number: int
    cells: dict[str, str]
    channels: Sequence[int]
    notes: list[str] = field(default_factory=list)
    questions: list[RowQuestion] = field(default_factory=list)
    unused: list[tuple[str, str]] = field(default_factory=list)
    left: str = ""  # why it is not brought in
    wrong: str = ""


def join(entries: Iterable[SheetEntry], terms: OurTerms, answers_of: Callable[[int], Mapping[str, str]]) -> list[DraftRow]:
    """A row for each post, in the order of the sheet. Rows are joined only where each names its own channels."""
    groups: dict[tuple[object, ...], list[SheetEntry]] = {}
    for entry in entries:
        key = _key(entry)
        group = groups.get(key)
        if group is None:
            groups[key] = [entry]
        elif _fits(entry, group, terms):
            group.append(entry)
        else:
            groups[(*key, entry.number)] = [entry]
    return [_row(group, terms, answers_of) for group in groups.values()]


def _key(entry: SheetEntry) -> tuple[object, ...]:
    headline = (entry.cells.get("title") or entry.cells.get("words", "")).casefold()
    day = entry.cells.get("day", "").casefold()
    joins = entry.cells.get(PLATFORM) and headline and not (entry.left or entry.wrong)
    return (day, " ".join(headline.split())) if joins else (entry.number,)


def _fits(entry: SheetEntry, group: Sequence[SheetEntry], terms: OurTerms) -> bool:
    """Whether no channel would get other words from this row than from the rows before it."""
    texts = _tagged(entry, terms)
    for other in group:
        before = _tagged(other, terms)
        if any(before[channel] != texts[channel] for channel in texts.keys() & before.keys()):
            return False
    return True


def _tagged(entry: SheetEntry, terms: OurTerms) -> dict[int, str]:
    """The words for each channel with their own hashtags: other rows of the post may have others."""
    tags = naming.as_hashtags(entry.cells.get(HASHTAGS, ""))
    texts = texts_of(entry.cells, entry.channels, terms)
    return {
        channel: f"{text.rstrip()}\n\n{tags}" if tags and text.strip() and tags not in text else text
        for channel, text in texts.items()
    }


def _row(group: Sequence[SheetEntry], terms: OurTerms, answers_of: Callable[[int], Mapping[str, str]]) -> DraftRow:
    first = group[0]
    texts: dict[int, str] = {}
    for entry in group:
        texts |= {channel: text for channel, text in _tagged(entry, terms).items() if text or channel not in texts}
    row = DraftRow(first.number, dict(first.cells), texts, tuple(entry.number for entry in group[1:]))
    for entry in group:
        row.notes += [note for note in entry.notes if note not in row.notes]
        row.questions += entry.questions
        row.unused += entry.unused
        row.left = row.left or entry.left
    if first.wrong:
        row.errors["row"] = first.wrong
    if any(texts.values()):
        row.cells.pop(HASHTAGS, None)  # they stand behind the words of each channel
    if row.others:
        named = " and ".join(str(number) for number in (row.number, *row.others))
        row.notes.append(f"Rows {named} are one post, with words for each channel.")
        _settle(row, group, answers_of(row.number))
    return row


def _settle(row: DraftRow, group: Sequence[SheetEntry], answers: Mapping[str, str]) -> None:
    """Of what the rows of one post say differently, a person chooses; what only a later row says is taken from it."""
    for column in dict.fromkeys(column for entry in group for column in entry.cells):
        if column in _APART or column.startswith(WORDS_FOR):
            continue
        row_by_words = {entry.cells[column]: entry.number for entry in reversed(group) if entry.cells.get(column)}
        if len(row_by_words) <= 1:
            row.cells[column] = next(iter(row_by_words), "")
            continue
        choices = [(text, f"{text} (row {number})") for text, number in reversed(row_by_words.items())]
        about = f"one_{column}"
        answer = answers.get(about, "") if answers.get(about, "") in row_by_words else ""
        words = f"The rows of this post say different things for “{column}”. Which holds?"
        row.questions.append(RowQuestion(about, words, choices, answer))
        row.cells[column] = answer or choices[0][0]
