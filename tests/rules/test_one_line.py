"""What stands on one line stays on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.one_line import one_line

BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@pytest.mark.parametrize("sign", BREAKS)
def test_every_sign_that_breaks_a_line_becomes_a_space(sign: str) -> None:
    assert one_line(f"Fair{sign}Bcc: all@example.org") == "Fair Bcc: all@example.org"
    assert one_line(f"Fair{sign}") == "Fair"


@given(st.text(alphabet=st.sampled_from("ab é" + BREAKS)))
def test_whatever_is_typed_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(alphabet=st.characters(exclude_characters=BREAKS, exclude_categories=("Cs",))))
def test_words_on_one_line_are_left_as_they_are(text: str) -> None:
    assert one_line(text) == text
