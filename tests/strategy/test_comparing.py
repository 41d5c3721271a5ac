"""What a new edition changes, told so that the committee can approve it."""

from __future__ import annotations

from importlib.resources import files

import pytest

from steamie.strategy.comparing import changes, compared, unseen
from steamie.strategy.parsing import parse

SOURCE = (files("steamie.strategy") / "documents" / "f08.toml").read_text()
F08 = parse(SOURCE)


@pytest.mark.parametrize(
    ("old", "new", "what", "clause"),
    [
        ("are restricted", "are sealed", "Passwords restricted, conform to the ICT policy", "S-63"),
        ("reviewed = 2021-09-30", "reviewed = 2022-09-30", "Reviewed", ""),
        ('due = "2024-09"', 'due = "2027-09"', "Next due for review", ""),
        ("years = 3", "years = 2", "Reviews after that", ""),
        ('heading = "Tenants"', 'heading = "Our tenants"', "Its name on the board", "S-36"),
        ('heading = "Account Management"', 'heading = "Accounts"', "Headings, and the order of reading", ""),
        ('text = "{S-57} {S-58}"', 'text = "{S-58} {S-57}"', "Headings, and the order of reading", ""),
    ],
)
@pytest.mark.clause("S-81")
def test_each_change_is_named_once(old: str, new: str, what: str, clause: str) -> None:
    found = changes(F08, parse(SOURCE.replace(old, new)))
    assert [(change.what, change.clause) for change in found] == [(what, clause)]
    assert {piece.kind for piece in found[0].pieces} & {"in", "out"}


def test_the_same_paper_has_no_changes() -> None:
    assert changes(F08, F08) == []
    assert not unseen(F08, F08)
    assert unseen(F08, parse(SOURCE + "\n# a note\n"))


def test_words_are_compared_one_by_one() -> None:
    pieces = compared("Access to passwords is restricted to two", "Access to every password is restricted")
    assert [(piece.kind, piece.words) for piece in pieces] == [
        ("same", "Access to"),
        ("out", "passwords"),
        ("in", "every password"),
        ("same", "is restricted"),
        ("out", "to two"),
    ]
