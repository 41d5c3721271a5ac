"""What the wording check looks for: the officer’s lists and dates, and our own details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, QuerySet, TextField, Value

from steamie.rules.wording import DEFAULT_LISTS, Window
from steamie.strategy import reading
from steamie.strategy.models import Association

from .models import SensitiveWindow, WordList


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the check looks for: read once, used for many posts."""

    lists: Mapping[str, Sequence[str]]
    windows: Sequence[Window]
    ours: Sequence[str]
    association: Association | None
    shown: Sequence[str] = ()  # public numbers and addresses the officer lets through


def vocabulary() -> Vocabulary:
    """The word lists, windows and our own details as they are now. Two queries."""
    rows, windows = {}, []
    for name, first, last, words, reason in _lists_and_windows():
        if first is None or last is None:
            rows[name] = words.splitlines()
        else:
            lines = [line for line in words.splitlines() if line]
            windows.append(Window(title=name, first=first, last=last, words=lines, reason=reason))
    association = reading.association()
    shown = rows.pop("shown", [])
    return Vocabulary({**DEFAULT_LISTS, **rows}, windows, [*_ours(association), *shown], association, shown)


def _lists_and_windows() -> QuerySet[WordList, tuple[str, date | None, date | None, str, str]]:
    """Both in one query; a list has no days."""
    never = Value(None, output_field=DateField())
    lists = WordList.objects.values_list("kind", never, never, "words", Value("", output_field=TextField()))
    return lists.union(SensitiveWindow.objects.values_list("title", "first", "last", "words", "reason"), all=True)


def _ours(association: Association | None) -> list[str]:
    if association is None:
        return []
    telephone, email, address = association.telephone, association.email, association.address
    return [telephone, email, address, f"@{email.partition('@')[2]}", *address.splitlines()]
