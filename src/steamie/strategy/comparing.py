"""What a new edition of the strategy changes, clause by clause, for whoever must approve it (S-81)."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from steamie.rules.clauses import Clause, ClauseWay
from steamie.rules.permissions import Office

from .document import Coded, Document
from .standing import capability_of

UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: as it was, taken out, or put in."""

    kind: str  # "same", "out" or "in"
    words: str


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One thing that reads differently."""

    what: str
    pieces: tuple[Piece, ...]
    clause: str = ""


def changes(old: Document, new: Document) -> list[EditionChange]:
    """Everything a reader would notice: dates and names first, then each clause in order."""
    return [*_head(old, new), *_clauses(old, new), *_order(old, new)]


def unseen(old: Document, new: Document) -> bool:
    """Whether only what no reader sees has changed: what the software makes of the words."""
    return not changes(old, new) and old.digest != new.digest


def _head(old: Document, new: Document) -> list[EditionChange]:
    pairs = [
        ("Code", old.code, new.code),
        ("Title", old.title, new.title),
        ("Strapline", old.strapline, new.strapline),
        ("Reviewed", _day(old), _day(new)),
        ("Next due for review", old.due_words or UNSTATED, new.due_words or UNSTATED),
        ("First review", _years(old.review.first_after_years), _years(new.review.first_after_years)),
        ("Reviews after that", _every(old), _every(new)),
    ]
    return [EditionChange(what, compared(before, after)) for what, before, after in pairs if before != after]


def _clauses(old: Document, new: Document) -> list[EditionChange]:
    """Clauses that read differently, that are new, and that are gone."""
    differences = []
    for clause in new.clauses:
        before = old.by_id.get(clause.id)
        if before is None:
            differences.append(EditionChange(clause.heading, (Piece("in", clause.text),), clause.id))
        elif before.text.split() != clause.text.split():
            differences.append(EditionChange(clause.heading, compared(before.text, clause.text), clause.id))
        elif before.heading != clause.heading:
            differences.append(EditionChange("Its name on the board", compared(before.heading, clause.heading), clause.id))
    gone = [clause for clause in old.clauses if clause.id not in new.by_id]
    return differences + [EditionChange(clause.heading, (Piece("out", clause.text),), clause.id) for clause in gone]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Something this desk will do differently once the edition is in force."""

    what: str
    before: str
    after: str


def behaviours(old: Document, new: Document) -> list[Behaviour]:
    """What the desk does differently under the new edition: what keeps each clause, and what the document sets."""
    return [*_kept_otherwise(old, new), *_set_otherwise(old, new)]


def _kept_otherwise(old: Document, new: Document) -> list[Behaviour]:
    numbers = dict.fromkeys([clause.id for clause in (*old.clauses, *new.clauses)])
    differences = []
    for number in numbers:
        before, after = old.by_id.get(number), new.by_id.get(number)
        if _kept(before) != _kept(after):
            heading = (after or before or Clause(number, number, "")).heading
            differences.append(Behaviour(f"{number} {heading}", _kept(before), _kept(after)))
    return differences


def _kept(clause: Clause | None) -> str:
    """What keeps a clause, in words."""
    if clause is None:
        return "Not in the strategy"
    if clause.keeps.way is not ClauseWay.CONTROL:
        return clause.keeps.way.value.capitalize()
    control = capability_of(clause)
    return control.in_words(clause.keeps.parameters) if control else clause.keeps.control


def _set_otherwise(old: Document, new: Document) -> list[Behaviour]:
    pairs = [
        *((f"Title of the office “{office}”", old.offices.get(office, ""), new.offices.get(office, "")) for office in Office),
        ("Audiences of posts and pages", _labels(old.audiences), _labels(new.audiences)),
        ("Purposes of posts", _labels(old.purposes), _labels(new.purposes)),
        ("Risks to score", ", ".join(old.risks), ", ".join(new.risks)),
        ("Documents to look at", ", ".join(old.references), ", ".join(new.references)),
        ("Other formats offered", ", ".join(old.formats), ", ".join(new.formats)),
    ]
    return [Behaviour(what, a or UNSTATED, b or UNSTATED) for what, a, b in pairs if a != b]


def _labels(coded: tuple[Coded, ...]) -> str:
    return ", ".join(one.label for one in coded)


def _order(old: Document, new: Document) -> list[EditionChange]:
    """Words outside the clauses, and the order of it all."""
    before, after = _reading(old), _reading(new)
    if before == after:
        return []
    return [EditionChange("Headings, and the order of reading", _only_changes(compared("\n".join(before), "\n".join(after))))]


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
    for tag, a, b, c, d in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(one[a:b])))
            continue
        pieces += [Piece(kind, " ".join(words)) for kind, words in (("out", one[a:b]), ("in", other[c:d])) if words]
    return tuple(pieces)


def _only_changes(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Long stretches that stayed are left out: only what moved is of interest."""
    return tuple(piece if piece.kind != "same" else Piece("same", "…") for piece in pieces)


def _years(number: int | None) -> str:
    return f"{number} year{'' if number == 1 else 's'}" if number else UNSTATED


def _every(document: Document) -> str:
    years = document.review.then_every_years
    return f"every {_years(years)}" if years else UNSTATED


def _day(document: Document) -> str:
    return f"{document.reviewed:%-d %B %Y}" if document.reviewed else UNSTATED
