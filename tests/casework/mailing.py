"""What the tests of mail that comes in share: taking it in, and what is said of it."""

from __future__ import annotations

from uuid import uuid4

from steamie.casework.models import Case, SortedLetter
from steamie.casework.models.trail import EntryKind
from steamie.project import rounds


def written(content: bytes, case: Case, theirs: str = "") -> bytes:
    """The letter, with the numbers and references it speaks of."""
    entry = case.trail.filter(kind=EntryKind.WENT_OUT).first()
    wrong = case.reference[:-1] + ("A" if case.reference[-1] != "A" else "B")
    words = {
        b"{OURS}": entry.message_id if entry else "",
        b"{THEIRS}": theirs or f"<{uuid4().hex}@example.net>",
        b"{REF}": case.reference,
        b"{ref}": case.reference.lower().replace("-", " "),
        b"{WRONG}": wrong,
    }
    for sign, word in words.items():
        content = content.replace(sign, word.encode())
    return content


def take_in() -> SortedLetter:
    """The clock comes round; what became of the newest letter."""
    rounds.go("mail that comes in")
    return SortedLetter.objects.latest("pk")


def everything(row: SortedLetter) -> str:
    """Whatever is said of a letter, in its case and beside it."""
    trail = row.case.trail.values_list("title", "words") if row.case else []
    return "\n".join([row.why, *(text for pair in trail for text in pair)])
