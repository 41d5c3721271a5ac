"""Singular and plural, and one wrong letter: what a search also looks for."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.word_forms import IRREGULAR, LONGEST_MENDED, forms, mended, worth_finding

PAIRS = [
    ("complaint", "complaints"), ("tenant", "tenants"), ("adaptation", "adaptations"), ("cost", "costs"), ("key", "keys"),
    ("tenancy", "tenancies"), ("property", "properties"), ("factory", "factories"), ("half", "halves"), ("shelf", "shelves"),
    ("knife", "knives"), ("wife", "wives"), ("life", "lives"), ("leaf", "leaves"), ("roof", "roofs"), ("roof", "rooves"),
    ("box", "boxes"), ("switch", "switches"), ("sash", "sashes"), ("address", "addresses"), ("access", "accesses"),
    ("process", "processes"), ("house", "houses"), ("close", "closes"), ("lease", "leases"), ("notice", "notices"),
    ("potato", "potatoes"), ("photo", "photos"), ("person", "people"), ("child", "children"), ("woman", "women"),
    ("foot", "feet"), ("mouse", "mice"), ("penny", "pence"), ("fascia", "fasciae"), ("bus", "buses"), ("bus", "bus"),
    ("virus", "viruses"), ("glove", "gloves"), ("pie", "pies"), ("fee", "fees"), ("quay", "quays"), ("survey", "surveys"),
    ("gas", "gases"), ("staff", "staffs"), ("stair", "stairs"), ("bin", "bins"), ("factor", "factors"), ("charge", "charges"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_each_number_finds_what_the_other_finds(one: str, many: str) -> None:
    assert many in forms(one)
    assert one in forms(many)
    assert forms(one)[0] == one


@pytest.mark.parametrize("word", ["news", "premises", "gas", "this", "is", "as", "2027", "g15", "series"])
def test_a_word_that_only_looks_like_a_plural_does_not_find_another(word: str) -> None:
    assert set(forms(word)) <= {word, *next((all_of for all_of in IRREGULAR if word in all_of), ())}
    assert "new" not in forms("news")


SITE = Counter({"kitchen": 3, "kitten": 1, "damp": 4, "complaints": 2, "rent": 9, "heating": 5, "children": 2, "boiler": 1})


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("kichen", "kitchen"), ("kitchin", "kitchen"), ("kitchenn", "kitchen"), ("kithcen", "kitchen"), ("heatin", "heating"),
        ("complant", "complaint"), ("complaintz", "complaints"), ("chldren", "children"), ("rnet", "rent"), ("dmap", "damp"),
        ("kitchen", ""), ("complaint", ""), ("child", ""), ("kcihenx", ""), ("zzzzzz", ""), ("ren", ""), ("k1tchen", ""),
        ("boilers", ""), ("x" * 100, ""), ("", ""),
    ],
)  # fmt: skip
def test_one_wrong_letter_is_mended_and_what_is_right_is_left(typed: str, better: str) -> None:
    assert mended(typed, SITE) == better


def test_of_two_words_as_near_the_one_on_more_pages_is_meant() -> None:
    assert mended("dimp", Counter({"damp": 2, "dump": 1})) == "damp"
    assert mended("dimp", Counter({"damp": 1, "dump": 2})) == "dump"


@given(st.text(max_size=LONGEST_MENDED + 2))
def test_any_text_has_itself_as_its_first_form_and_is_mended_to_a_word_of_the_site_or_left(text: str) -> None:
    assert forms(text)[0] == text
    better = mended(text, SITE)
    assert not better or any(form in SITE for form in forms(better))


def test_words_that_join_others_are_left_out_unless_nothing_else_is_there() -> None:
    assert worth_finding(["how", "to", "pay", "my", "rent"]) == ["pay", "rent"]
    assert worth_finding(["who", "to"]) == ["who"]
    assert worth_finding(["the", "to"]) == ["the", "to"]
