"""What a new edition of the strategy changes, clause by clause, for whoever must approve it (S-81)."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from .document import Document


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: as it was, taken out, or put in."""

    kind: str  # "same", "out" or "in"
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads differently."""

    what: str
    pieces: tuple[Piece, ...]
    clause: str = ""


def changes(old: Document, new: Document) -> list[Change]:
    """Everything a reader would notice: dates and names first, then each clause in order."""
    return [*_head(old, new), *_clauses(old, new), *_order(old, new)]


def unseen(old: Document, new: Document) -> bool:
    """Whether only what no reader sees has changed: what the software makes of the words."""
    return not changes(old, new) and old.digest != new.digest


def _head(old: Document, new: Document) -> list[Change]:
    pairs = [
        ("Code", old.code, new.code),
        ("Title", old.title, new.title),
        ("Reviewed", f"{old.reviewed:%-d %B %Y}", f"{new.reviewed:%-d %B %Y}"),
        ("Next due for review", old.due_words, new.due_words),
        ("First review", _years(old.review.first_after_years), _years(new.review.first_after_years)),
        ("Reviews after that", f"every {_years(old.review.then_every_years)}", f"every {_years(new.review.then_every_years)}"),
    ]
    return [Change(what, compared(before, after)) for what, before, after in pairs if before != after]


def _clauses(old: Document, new: Document) -> list[Change]:
    found = []
    for clause in new.clauses:
        before = old.clause(clause.id)
        if before.text.split() != clause.text.split():
            found.append(Change(clause.heading, compared(before.text, clause.text), clause.id))
        elif before.heading != clause.heading:
            found.append(Change("Its name on the board", compared(before.heading, clause.heading), clause.id))
    return found


def _order(old: Document, new: Document) -> list[Change]:
    """Words outside the clauses, and the order of it all."""
    before, after = _reading(old), _reading(new)
    if before == after:
        return []
    return [Change("Headings, and the order of reading", _only_changes(compared("\n".join(before), "\n".join(after))))]


def _reading(document: Document) -> list[str]:
    """Headings, the words between clauses, and each clause by its number, in reading order."""
    lines = []
    for section in document.sections:
        lines.append(section.heading or section.label)
        lines += [span.clause or span.text for block in section.blocks for item in block.items for span in item]
    return lines


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts word by word."""
    one, other = before.split(), after.split()
    pieces: list[Piece] = []
    for deed, a, b, c, d in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if deed == "equal":
            pieces.append(Piece("same", " ".join(one[a:b])))
            continue
        pieces += [Piece(kind, " ".join(words)) for kind, words in (("out", one[a:b]), ("in", other[c:d])) if words]
    return tuple(pieces)


def _only_changes(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Long stretches that stayed are left out: only what moved is of interest."""
    return tuple(piece if piece.kind != "same" else Piece("same", "…") for piece in pieces)


def _years(number: int) -> str:
    return f"{number} year{'' if number == 1 else 's'}"
