"""The lists of news by e-mail, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from steamie.particulars.register import Particular, register
from steamie.particulars.shape import ListSection, RowColumn, RowEntry, RowLayout

NEWS = "news.by_email"


@dataclass(frozen=True, slots=True)
class MailingList:
    """One list: what it is called, what comes, and the sentence that people agree to."""

    code: str
    label: str
    about: str
    agreed: str
    organisations: bool = False
    past: bool = False  # nobody can be put on it any more


def _read(table: dict[str, dict[str, Any]]) -> Mapping[str, MailingList]:
    return {code: MailingList(code=code, **row) for code, row in table.items()}


def _wrong(read: Mapping[str, MailingList]) -> Iterator[str]:
    if all(one.past for one in read.values()):
        yield "One list must stay that people can ask to be on."


_COLUMNS = (
    RowColumn("label", "What it is called", most=80),
    RowColumn("about", "What comes, and how often", most=160),
    RowColumn(
        "agreed", "The sentence people agree to", RowEntry.WORDS, "What somebody agreed to before stays as it was.", most=300
    ),
    RowColumn("organisations", "Staff may put organisations on it", RowEntry.TICK),
)
LISTS = register(
    Particular(
        code="news",
        label="News by e-mail",
        about="The lists that people can ask to be on.",
        capability=NEWS,
        shipped=files(__package__) / "lists.toml",
        read=_read,
        sections=(ListSection("", "Lists", _COLUMNS, RowLayout.BY_CODE),),
        problems=_wrong,
    )
)


def mailing_lists() -> Mapping[str, MailingList]:
    """Every list by its code, in the order of the form; those that end too, for their readers."""
    return LISTS.current()


def offered_lists() -> list[MailingList]:
    """The lists that somebody can ask to be on."""
    return [one for one in mailing_lists().values() if not one.past]


def list_called(code: str) -> MailingList:
    """The list with this code; for one that is no more, its code alone, so that its readers can still leave."""
    return mailing_lists().get(code) or MailingList(code, code, "", "")
