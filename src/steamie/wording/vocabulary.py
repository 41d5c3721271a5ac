"""What the wording check looks for: the officer’s lists and dates, and our own details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, QuerySet, TextField, Value

from steamie.rules.wording import DEFAULT_LISTS, Window
from steamie.strategy import reading
from steamie.strategy.models import Association

from . import shipped
from .models import AllowedDetail, SensitiveWindow, WordList

ALLOWED = "allowed"  # stands for the kind of list in the one query; no list is called so


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the check looks for: read once, used for many posts."""

    lists: Mapping[str, Sequence[str]]
    windows: Sequence[Window]
    ours: Sequence[str]
    association: Association | None
    shown: Sequence[str] = ()  # public numbers and addresses the officer lets through


def vocabulary() -> Vocabulary:
    """The word lists, windows and public details as they are now. Two queries."""
    rows, windows, allowed = dict[str, list[str]](), list[Window](), [detail.words for detail in shipped.details()]
    for name, first, last, words, reason in _rows():
        if first is not None and last is not None:
            lines = [line for line in words.splitlines() if line]
            windows.append(Window(title=name, first=first, last=last, words=lines, reason=reason))
        elif name == ALLOWED:
            allowed.append(words)
        else:
            rows[name] = words.splitlines()
    association = reading.association()
    shown = rows.pop("shown", [])
    titles = {window.title for window in windows}  # the officer's own dates stand in place of those that came with the software
    windows += [window for window in shipped.elections() if window.title not in titles]
    return Vocabulary({**DEFAULT_LISTS, **rows}, windows, [*_ours(association), *shown, *allowed], association, shown)


def _rows() -> QuerySet[WordList, tuple[str, date | None, date | None, str, str]]:
    """Lists, dates and allowed details in one query; only dates have days."""
    never, nothing = Value(None, output_field=DateField()), Value("", output_field=TextField())
    lists = WordList.objects.values_list("kind", never, never, "words", nothing)
    windows = SensitiveWindow.objects.values_list("title", "first", "last", "words", "reason")
    allowed = AllowedDetail.objects.order_by().values_list(Value(ALLOWED), never, never, "words", nothing)
    return lists.union(windows, allowed, all=True)


def _ours(association: Association | None) -> list[str]:
    if association is None:
        return []
    telephone, email, address = association.telephone, association.email, association.address
    return [telephone, email, address, f"@{email.partition('@')[2]}", *address.splitlines()]
