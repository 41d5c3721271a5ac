"""The lists of news by e-mail, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TABLE = files(__package__) / "lists.toml"


@dataclass(frozen=True, slots=True)
class MailingList:
    """One list: what it is called, what comes, and the sentence that people agree to."""

    code: str
    label: str
    about: str
    agreed: str
    organisations: bool = False


@cache
def mailing_lists() -> Mapping[str, MailingList]:
    """Every list by its code, in the order of the form."""
    return {code: MailingList(code=code, **table) for code, table in tomllib.loads(TABLE.read_text()).items()}


def list_called(code: str) -> MailingList:
    """The list with this code; for one that is no more, its code alone, so that its readers can still leave."""
    return mailing_lists().get(code) or MailingList(code, code, "", "")
