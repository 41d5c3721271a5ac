"""What the wording check looks for: the officer’s lists and dates, and our own details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from steamie.evidence.json_rows import JsonRows
from steamie.particulars.register import public_telephones
from steamie.rules.wording import DEFAULT_LISTS, Window
from steamie.strategy import reading
from steamie.strategy.models import Association

from . import shipped
from .models import AllowedDetail, SensitiveWindow, WordList


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the check looks for: read once, used for many posts."""

    lists: Mapping[str, Sequence[str]]
    windows: Sequence[Window]
    ours: Sequence[str]
    association: Association | None
    shown: Sequence[str] = ()  # public numbers and addresses the officer lets through


def vocabulary() -> Vocabulary:
    """The word lists, windows and public details as they are now. Two queries; five before the set-up."""
    association = reading.association(**{name: JsonRows(rows, **_named(rows)) for name, rows in _asked().items()})
    asked = association.__dict__ if association else _asked()
    rows = {row["kind"]: row["words"].splitlines() for row in asked["listed_words"]}
    windows = [_window(row) for row in asked["listed_windows"]]
    allowed = [*(detail.words for detail in shipped.details()), *(row["words"] for row in asked["listed_details"])]
    shown = rows.pop("shown", [])
    titles = {window.title for window in windows}  # the officer's own dates stand in place of those that came with the software
    windows += [window for window in shipped.elections() if window.title not in titles]
    return Vocabulary(
        {**DEFAULT_LISTS, **rows}, windows, [*_ours(association), *public_telephones(), *shown, *allowed], association, shown
    )


def _asked() -> dict[str, QuerySet[Any, Any]]:
    """The lists, the dates and the allowed details, each row as a dictionary."""
    return {
        "listed_words": WordList.objects.order_by("pk").values("kind", "words"),
        "listed_windows": SensitiveWindow.objects.order_by("pk").values("title", "first", "last", "words", "reason"),
        "listed_details": AllowedDetail.objects.values("words"),
    }


def _named(rows: QuerySet[Any, Any]) -> dict[str, F]:
    return {name: F(name) for name in rows.query.values_select}


def _window(row: dict[str, Any]) -> Window:
    """A window, whose days may be written out."""
    first, last = (date.fromisoformat(str(row[name])) for name in ("first", "last"))
    lines = [line for line in row["words"].splitlines() if line]
    return Window(title=row["title"], first=first, last=last, words=lines, reason=row["reason"])


def _ours(association: Association | None) -> list[str]:
    if association is None:
        return []
    telephone, email, address = association.telephone, association.email, association.address
    return [telephone, email, address, f"@{email.partition('@')[2]}", *address.splitlines()]
