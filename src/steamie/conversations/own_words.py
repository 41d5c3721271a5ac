"""The rules that judge what people write: those of the house, and above them the words this landlord added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max

from steamie.rules.triage import Rulebook, rulebook

from .models import OwnWords

_books: dict[object, Rulebook] = {}  # the newest alone: by how many there are and the last change


def book_in_use() -> Rulebook:
    """The rules as they are now. One query; the lists are read again only after a change."""
    rows = OwnWords.objects.in_use()
    version = tuple(rows.aggregate(Count("pk"), Max("pk")).values())
    if version not in _books:
        book = rulebook()
        book.learn(document_of(rows))
        _books.clear()
        _books[version] = book
    return _books[version]


def document_of(rows: Iterable[OwnWords]) -> dict[str, Any]:
    """The words in the shape that the rules read: a family, a rule and an advice each."""
    listed = {f"our own {row.pk}": row for row in rows}
    return {
        "families": {name: ", ".join(row.listed) for name, row in listed.items()},
        "rules": {
            name: {"kind": row.primary, "together": [name], "advice": name if row.to_do or row.not_to_do else ""}
            for name, row in listed.items()
        },
        "advice": {name: {"do": row.to_do, "avoid": row.not_to_do} for name, row in listed.items() if row.to_do or row.not_to_do},
    }
