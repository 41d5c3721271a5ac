"""Numbers as they stand in a sentence."""

from __future__ import annotations

from steamie.rules.counting import noun, some


def test_one_is_singular_and_thousands_are_parted() -> None:
    assert [some(number, "post") for number in (0, 1, 2, 1744)] == ["0 posts", "1 post", "2 posts", "1,744 posts"]
    assert [some(number, "person", "people") for number in (1, 12)] == ["1 person", "12 people"]
    assert [noun(number, "account has", "accounts have") for number in (1, 3)] == ["account has", "accounts have"]
