"""The wording check against labelled sentences: precision and recall for each family."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.wording import DEFAULT_LISTS, FindingKind, Window, check, reading_age
from steamie.rules.wording.banking import luhn
from steamie.rules.wording.findings import Subject
from steamie.rules.wording.folding import fold
from steamie.rules.wording.spoken import spoken

from .wording_examples import LEAVE_ALONE, OPINIONS, SHOULD_FIND

LEAST_RECALL, LEAST_PRECISION = 0.95, 0.95
PERSONAL = [rule for rule in SHOULD_FIND if rule not in DEFAULT_LISTS]


def rules_found(text: str) -> set[str]:
    return {finding.rule for finding in check(text, lists=DEFAULT_LISTS)}


def _measured(rule: str) -> tuple[float, float]:
    hits = sum(rule in rules_found(text) for text in SHOULD_FIND[rule])
    false = sum(rule in rules_found(text) for text in LEAVE_ALONE + OPINIONS)
    return hits / len(SHOULD_FIND[rule]), hits / (hits + false) if hits else 0.0


def _assert_family(rule: str) -> None:
    recall, precision = _measured(rule)
    missed = [text for text in SHOULD_FIND[rule] if rule not in rules_found(text)]
    wrong = [text for text in LEAVE_ALONE + OPINIONS if rule in rules_found(text)]
    assert recall >= LEAST_RECALL, missed
    assert precision >= LEAST_PRECISION, wrong


@pytest.mark.clause("S-66")
def test_offensive_words_are_found_and_innocent_ones_left() -> None:
    _assert_family("offensive")


@pytest.mark.clause("S-67")
@pytest.mark.parametrize("rule", ["confrontational", "topic"])
def test_quarrelsome_words_and_sensitive_subjects_are_found(rule: str) -> None:
    _assert_family(rule)


@pytest.mark.clause("S-68")
@pytest.mark.parametrize("rule", PERSONAL)
def test_personal_data_is_found(rule: str) -> None:
    _assert_family(rule)


@pytest.mark.clause("S-69")
@pytest.mark.parametrize("opinion", OPINIONS)
def test_an_opinion_is_no_finding(opinion: str) -> None:
    assert check(opinion, lists=DEFAULT_LISTS) == ()


@pytest.mark.parametrize("text", LEAVE_ALONE)
def test_ordinary_posts_pass(text: str) -> None:
    assert check(text, lists=DEFAULT_LISTS) == ()


def test_a_finding_shows_the_exact_words_and_where() -> None:
    text = "Ring Jean,\u200b 07700\u00a0900123, the EEJIT"
    phone, word = check(text, lists=DEFAULT_LISTS)
    assert (phone.rule, phone.words, phone.firm, phone.subject, phone.kind) == (
        "phone",
        "07700\u00a0900123",
        True,
        Subject.CONFIDENTIAL,
        FindingKind.CONFIDENTIAL,
    )
    assert phone.reason.endswith("take it out.")
    assert (word.words, word.firm, word.subject) == ("EEJIT", False, Subject.OFFENSIVE)
    assert all(text[found.start : found.end] == found.words for found in (phone, word))


@pytest.mark.parametrize("number", ["AB123456C", "JG103759A", "CE901234D"])
@pytest.mark.parametrize("gap", ["", " ", "-", ".", "  "])
def test_a_national_insurance_number_is_found_however_it_is_spaced(number: str, gap: str) -> None:
    pairs = gap.join([number[:2], number[2:4], number[4:6], number[6:8], number[8:]])
    halves = gap.join([number[:2], number[2:5], number[5:8], number[8:]])
    for written in (pairs, halves, gap.join(number)):
        assert rules_found(f"It is {written}, she said") == {"national insurance"}, written


@pytest.mark.parametrize("number", ["QQ123456C", "QQ 12 34 56 C", "DF 12 34 56 A", "AO123456", "BG123456A"])
def test_what_the_words_call_an_insurance_number_is_one_even_if_none_like_it_was_given_out(number: str) -> None:
    (found,) = check(f"Her NI number is {number}, she said", lists=DEFAULT_LISTS)
    assert (found.rule, found.words) == ("national insurance", number)
    assert rules_found(f"Part {number} for the boiler came") == set()


def test_a_reference_at_the_end_of_a_sentence_is_not_taken_for_the_start_of_an_address() -> None:
    found = check("Tenancy ref TEN/0012345. moira@example.org", lists=DEFAULT_LISTS)
    assert [(one.rule, one.words) for one in found] == [
        ("tenancy", "Tenancy ref TEN/0012345"),
        ("e-mail", "moira@example.org"),
    ]


@given(
    st.lists(st.sampled_from(["", " ", "-", " - ", "."]), min_size=10, max_size=10),
    st.sampled_from(["07700900123", "01414960782"]),
)
def test_a_phone_number_is_found_however_it_is_spaced(gaps: list[str], number: str) -> None:
    written = "".join(digit + gap for digit, gap in zip(number, [*gaps, ""], strict=True))
    assert "phone" in rules_found(f"Ring {written}, ask for Jean"), written


def test_figures_in_words_are_read_and_shown_where_they_stand() -> None:
    text = "Ring oh one four one, four nine six, zero double five five now"
    (found,) = check(text, lists=DEFAULT_LISTS)
    assert (found.rule, found.words) == ("phone", "oh one four one, four nine six, zero double five five")
    assert rules_found("Twelve of us and twenty-two of them met for two hours in room six") == set()


TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


@pytest.mark.parametrize(("tens", "figures"), list(TENS.items()))
def test_tens_in_words_are_two_figures(tens: str, figures: int) -> None:
    read = spoken(fold(f"Ring {tens}, then {tens}-two"))
    assert read
    assert read.plain == f"ring {figures}, then {figures + 2}"


def test_an_address_behind_a_public_place_is_the_places_own() -> None:
    assert rules_found("At the Community Centre, 320 Kinfauns Drive, G15 7PP, from ten") == set()
    assert rules_found("Flat 2/1, 320 Kinfauns Drive, G15 7PP") == {"address", "postcode"}


def test_a_star_stands_for_any_ending() -> None:
    assert check("What foolishness", lists={"offensive": ["fool*"]})[0].words == "foolishness"
    assert check("What foolishness", lists={"offensive": ["fool"]}) == ()


@pytest.mark.parametrize(
    "text", ["Mrs Reilly is in arrears", "Our Callum was taken into care", "Mr Khan’s benefits were stopped"]
)
def test_a_name_beside_a_private_matter_is_a_question_and_no_more(text: str) -> None:
    (found,) = check(text, lists=DEFAULT_LISTS)
    assert (found.rule, found.firm, found.subject) == ("named", False, Subject.CONFIDENTIAL)
    assert "Have they agreed" in found.reason


@pytest.mark.parametrize("text", ["Margaret raised £200 for cancer research", "Arrears are down", "Children in care: a talk"])
def test_work_and_nameless_matters_are_left(text: str) -> None:
    assert rules_found(text) == set()


def test_the_houses_own_words_pass() -> None:
    """Thousands of ordinary words: the guides, with nothing in them to ask about. Commands, set in, are not words."""
    guides = [*(Path(__file__).parents[2] / "docs").rglob("*.md")]
    prose = {guide.name: re.sub(r"^ {4}.*$", "", guide.read_text(), flags=re.MULTILINE) for guide in guides}
    asked = [(name, found.words) for name, text in prose.items() for found in check(text, lists=DEFAULT_LISTS)]
    assert len(guides) > 5
    assert asked == []


def test_softer_words_are_offered() -> None:
    (found,) = check("Stop moaning about the bins", lists=DEFAULT_LISTS)
    assert found.softer == "we have heard your concerns"
    assert found.reason == "This could start a quarrel. You could say “we have heard your concerns”."


def test_our_own_numbers_and_addresses_may_be_shown() -> None:
    text = "Ring 0141 496 0123 or write to office@ours.example, 39 Inchfad Drive, G15 7PQ"
    ours = ("+44 141 496 0123", "@ours.example", "39 Inchfad Drive, Glasgow, G15 7PQ")
    assert check(text, lists={}, ours=ours) == ()
    assert [found.rule for found in check(text, lists={})] == ["phone", "address", "postcode"]  # an office's mailbox is public


def test_the_lists_are_the_officers() -> None:
    assert check("Glaikit crew", lists={"offensive": ["glaikit"]})[0].rule == "offensive"
    assert check("what an eejit", lists={"offensive": []}) == ()


def test_a_window_asks_only_on_its_days_and_of_its_words() -> None:
    council = Window("Council election", date(2027, 3, 20), date(2027, 5, 6), ("councillor",), "Keep out of the campaign.")
    everything = Window("Mourning", date(2027, 4, 1), date(2027, 4, 2), (), "Ask first.")
    text = "Councillor Brown opened the garden"
    assert check(text, lists={}, windows=[council], on=date(2027, 3, 19)) == ()
    (found,) = check(text, lists={}, windows=[council, everything], on=date(2027, 5, 6))
    assert (found.words, found.kind) == ("Councillor", FindingKind.WINDOW)
    assert found.reason == "Council election, until 6 May 2027: Keep out of the campaign."
    whole = check("Tea at ten", lists={}, windows=[council, everything], on=date(2027, 4, 1))
    assert [(f.words, f.start, f.end) for f in whole] == [("", 0, 0)]


@given(st.text(max_size=300))
def test_no_text_upsets_it_and_every_finding_is_in_place(text: str) -> None:
    for found in check(text, lists=DEFAULT_LISTS):
        assert text[found.start : found.end] == found.words


def test_long_text_is_read_quickly() -> None:
    hostile = "a" * 4000 + " 1" * 4000 + "@" * 4000 + "flat " * 2000
    assert isinstance(check(hostile, lists=DEFAULT_LISTS), tuple)


# Each once took from ten seconds to two minutes: every word of it began a search to the end of the text.
HARD_TO_READ = {
    "postcodes": ("G1 1AA ", "postcode", 200),
    "letters for figures": ("1o", "", 0),
    "an address that never ends": ("a . ", "", 0),
    "stars": (f"b{'*' * 30}a ", "offensive", 1916),
    "flats": ("flat 1/2 ", "flat", 200),
    "insurance numbers": ("AB123456C ", "national insurance", 200),
    "a sign that stands for a sentence": ("\ufdfa", "", 0),
    "references": ("rent/", "", 0),
}


@pytest.mark.timeout(60)  # all of it is read in a fifth of a second
@pytest.mark.parametrize("sort", HARD_TO_READ)
def test_the_longest_text_of_a_form_holds_nobody_up_whatever_is_in_it(sort: str) -> None:
    piece, rule, number = HARD_TO_READ[sort]
    found = check((piece * 63_206)[:63_206], lists=DEFAULT_LISTS)
    assert {finding.rule for finding in found} == ({rule} if rule else set())
    assert len(found) == number


def test_a_second_sort_is_asked_about_beside_two_hundred_of_the_first() -> None:
    found = check(f"{'Flat 1/2, ' * 300} G1 1AA.", lists=DEFAULT_LISTS)
    assert [finding.rule for finding in found].count("flat") == 200
    assert found[-1].rule == "postcode"


def test_check_digits() -> None:
    assert luhn([4] + [1] * 15)
    assert not luhn([4] + [1] * 14 + [2])


def test_reading_age() -> None:
    plain = "We fix your boiler the same day. Ring us if it stops. We will send a man in a van. He will knock. Tell us."
    hard = (
        "The Association's comprehensive prioritisation methodology necessitates consideration of individual circumstances "
        "prior to the commencement of remedial interventions in accordance with contract obligations and regulatory expectations."
    )
    assert reading_age("Hello there").age is None
    assert reading_age(plain).within
    answer = reading_age(hard)
    assert answer.age
    assert answer.age > 16
    assert "aim for 11. Longest sentence: " in answer.reason
