"""What a voice reads: numbers, telephones, dates, money and postcodes as people say them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.number_words import DIGITS, cardinal, digits, ordinal, year
from steamie.rules.spoken import spoken

READ = [
    ("Call 0141 944 3891.", "Call zero one four one, nine four four, three eight nine one."),
    ("(01632) 960 100", "zero one six three two, nine six zero, one zero zero"),
    ("01632960100", "zero one six three two, nine six zero, one zero zero"),
    ("07700 900123", "zero seven seven zero zero, nine zero zero, one two three"),
    ("+44 141 944 3891", "plus four four, one four one, nine four four, three eight nine one"),
    ("Call 999 now, or NHS 111.", "Call nine nine nine now, or NHS one one one."),
    ("999 homes", "nine hundred and ninety-nine homes"),
    ("mail@pineview.org.uk", "mail at pineview dot org dot u k"),
    ("See https://www.pineview.org.uk/repairs/.", "See w w w dot pineview dot org dot u k slash repairs."),
    ("Glasgow. G15 7QR", "Glasgow. G fifteen, seven Q R"),
    ("EH1 1AA", "E H one, one A A"),
    ("W1A 1AA", "W one A, one A A"),
    ("£1,250.50", "one thousand two hundred and fifty pounds fifty"),
    ("£1, £15 and £0.75", "one pound, fifteen pounds and seventy-five pence"),
    ("75p or 1p", "seventy-five pence or one penny"),
    ("£1.5m, £3 million", "one point five million pounds, three million pounds"),
    ("on 6 October 2026", "on the sixth of October twenty twenty-six"),
    ("by the 21st March", "by the twenty-first of March"),
    ("6–8 October", "the sixth to the eighth of October"),
    ("2026-10-06", "the sixth of October twenty twenty-six"),
    ("06/10/2026", "the sixth of October twenty twenty-six"),
    ("May 2026", "May twenty twenty-six"),
    ("Mon–Fri, 9am–5pm", "Monday to Friday, nine a m to five p m"),
    ("Sat 9:30 a.m. to 16:05", "Saturday nine thirty a m to four oh five p m"),
    ("12:00 and 00:00", "noon and midnight"),
    ("reference R7K-Q42", "reference R seven K, Q four two"),
    ("SC038237, HAC231, 2375R(S)", "S C zero three eight two three seven, H A C two three one, two three seven five R S"),
    ("F.08", "F zero eight"),
    ("40% of 1,250", "forty per cent of one thousand two hundred and fifty"),
    ("1/3 is ours", "a third is ours"),
    ("2026/27, 1998 and 2005", "twenty twenty-six to twenty-seven, nineteen ninety-eight and two thousand and five"),
    ("3–5 working days", "three to five working days"),
    ("2.5 times, 24/7", "two point five times, twenty-four seven"),
    ("Bins & bikes, e.g. at No. 5", "Bins and bikes, for example at No. five"),
    ("Well done 👍🏽 all 🏠", "Well done all"),
    ("Sunday we saw Marjory", "Sunday we saw Marjory"),
    ("999.", "nine nine nine."),
    ("105", "one zero five"),
]


@pytest.mark.parametrize(("written", "read"), READ)
def test_english_is_read_as_people_say_it(written: str, read: str) -> None:
    assert spoken(written, "en-GB") == read


def test_other_languages_keep_their_numbers_and_telephones_are_drawn_apart() -> None:
    assert spoken("فون 0141 944 3891، 10 دن", "ur") == "فون 0 1 4 1, 9 4 4, 3 8 9 1، 10 دن"
    assert spoken("٠٣", "ar") == "03"


@given(st.text(max_size=200))
def test_nothing_is_left_in_figures_and_reading_again_changes_nothing(text: str) -> None:
    read = spoken(text)
    assert not re.search(r"[0-9]", read)
    assert spoken(read) == read


@given(st.lists(st.sampled_from(["bins", "Tuesday", "the", "close", "and", "stair"]), max_size=20))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    assert spoken(" ".join(words)) == " ".join(words)


@given(st.from_regex(r"0[1-9][0-9]{2} [0-9]{3} [0-9]{4}", fullmatch=True))
def test_every_digit_of_a_telephone_is_read_in_its_place(number: str) -> None:
    read = re.findall(r"\w+", spoken(f"Ring {number} today"))
    assert read == ["Ring", *digits(number).split(), "today"]


@given(st.integers(0, 10**15 - 1))
def test_a_number_in_words_is_that_number(number: int) -> None:
    assert _back(cardinal(number)) == number
    assert ordinal(number)[-2:] in {"st", "nd", "rd", "th"}


def test_years_and_ordinals() -> None:
    assert [year(one) for one in (1066, 1900, 2000, 2009, 2010, 2026)] == [
        "ten sixty-six", "nineteen hundred", "two thousand", "two thousand and nine", "twenty ten", "twenty twenty-six",
    ]  # fmt: skip
    assert [ordinal(one) for one in (1, 2, 3, 12, 20, 21, 100)] == [
        "first", "second", "third", "twelfth", "twentieth", "twenty-first", "one hundredth",
    ]  # fmt: skip


SMALL = {cardinal(number): number for number in range(100)}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def _back(words: str) -> int:
    """The number of the words, worked out the other way round."""
    total = part = 0
    for word in words.replace(" and ", " ").split():
        if word == "hundred":
            part *= 100
        elif word in SCALES:
            total, part = total + part * SCALES[word], 0
        else:
            part += SMALL[word]
    return total + part


def test_the_table_of_digits_is_whole() -> None:
    assert len(set(DIGITS)) == 10
