"""Codes that are copied from a letter."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.letter_codes import ALPHABET, LENGTH, new_code, read_code, spaced

SEEDS = st.integers(0, 10**6)


def code_of(seed: int) -> str:
    return new_code(random.Random(seed).choice)


@given(SEEDS)
def test_a_code_is_read_however_it_is_typed(seed: int) -> None:
    code = code_of(seed)
    assert read_code(spaced(code)) == read_code(code.lower()) == read_code(f" {code[:4]}-{code[4:]} ") == code


@given(SEEDS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_seen(seed: int, place: int, letter: str) -> None:
    code = code_of(seed)
    wrong = code[:place] + letter + code[place + 1 :]
    assert read_code(wrong) == (code if wrong == code else "")


@given(st.text(max_size=20))
def test_anything_may_be_typed(written: str) -> None:
    assert read_code(written) in ("", read_code(read_code(written)))
