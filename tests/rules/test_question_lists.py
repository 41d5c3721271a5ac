"""Questions as somebody writes them down."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.question_lists import WrittenQuestion, read_questions


def test_questions_are_read_with_their_choices() -> None:
    text = "What first?\n- Benches\n – Trees \n\nAnything   else?\n"
    assert read_questions(text) == [WrittenQuestion("What first?", ("Benches", "Trees")), WrittenQuestion("Anything else?")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Write one question at least."),
        ("- Benches", "“Benches” is a choice, and no question stands above it."),
        ("What?\n- Benches", "“What?” has one choice. Give it another one, or none for an answer in words."),
        ("What?\n- Benches\n- benches", "A choice of “What?” is empty, or stands there twice."),
        ("What?\n-\n- a", "A choice of “What?” is empty, or stands there twice."),
        ("\n".join("abcdefghijklm"), "These are 13 questions. More than 12 are too many to ask at once."),
        ("x" * 201, f"“{'x' * 40}…” is longer than 200 characters."),
    ],
)
def test_what_is_wrong_is_said_with_the_words_of_the_line(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        read_questions(text)


@given(st.text(max_size=300))
def test_anything_is_read_or_refused_with_a_sentence(text: str) -> None:
    with suppress(ValueError):
        assert read_questions(text)
