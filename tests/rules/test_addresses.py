"""Addresses in plain words: found whole, with nothing of the sentence round them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.addresses import addresses

BRACKETS = "Book a slot (www.example.org/slots), or ring. See the map (https://example.org/map). Then come!"
QUOTES = "Read https://example.org/O'Neill and mygov.scot/housing, or “https://example.org/q”."
FOUND = {
    BRACKETS: [
        ("www.example.org/slots", "https://www.example.org/slots"),
        ("https://example.org/map", "https://example.org/map"),
    ],
    QUOTES: [
        ("https://example.org/O'Neill", "https://example.org/O'Neill"),
        ("mygov.scot/housing", "https://mygov.scot/housing"),
        ("https://example.org/q", "https://example.org/q"),
    ],
    "See ‘https://example.org/a’, www.example.org's page and gov.uk.": [
        ("https://example.org/a", "https://example.org/a"),
        ("www.example.org", "https://www.example.org"),
        ("gov.uk", "https://gov.uk"),
    ],
    "https://example.org/wiki/Damp_(housing) (see https://example.org/wiki/Damp_(housing)).": [
        ("https://example.org/wiki/Damp_(housing)", "https://example.org/wiki/Damp_(housing)")
    ]
    * 2,
    "https://example.org/find?a=1&b=2#there, and so on": [("https://example.org/find?a=1&b=2#there",) * 2],
    "Mail repairs@example.org.uk.": [("repairs@example.org.uk", "mailto:repairs@example.org.uk")],
    "HTTPS://EXAMPLE.ORG/A": [("HTTPS://EXAMPLE.ORG/A",) * 2],
}
NO_ADDRESS = [
    "Call at 10.30. Then come.",
    "e.g.this",
    "Open 9.00-5.00",
    "He said so.The end",
    "a/b",
    "@pineview",
    "readme.txt",
    "",
]


@pytest.mark.parametrize("text", FOUND)
def test_an_address_is_found_whole(text: str) -> None:
    assert [(text[one.first : one.last], one.leads_to) for one in addresses(text)] == FOUND[text]


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_plain_words_are_no_address(text: str) -> None:
    assert list(addresses(text)) == []


@given(
    st.sampled_from(["https://example.org", "http://example.org/a/b.html", "www.example.org/O'Neill", "mygov.scot/housing?x=1"]),
    st.sampled_from(["", "(", "“", "‘", "[", '"', "«", "see: "]),
    st.sampled_from(["", ")", "”", "’", "].", '".', "»,", "!", "?", ").", "…", " now", "\nnow"]),
)
def test_marks_round_an_address_are_no_part_of_it(address: str, before: str, after: str) -> None:
    text = f"Look {before}{address}{after}"
    assert [text[one.first : one.last] for one in addresses(text)] == [address]


@given(st.text(max_size=300))
def test_addresses_stand_in_order_and_inside_the_text(text: str) -> None:
    place = 0
    for one in addresses(text):
        assert place <= one.first < one.last <= len(text)
        place = one.last


@pytest.mark.parametrize("piece", ["a", "a.", "a-", "a+", "www.", "(", "a@", "https://a.", "/"])
def test_a_long_text_is_read_in_a_moment(piece: str) -> None:
    """Where it took time by the square of the length, 60,000 characters would outlast the limit of any test."""
    list(addresses(piece * (60_000 // len(piece))))
