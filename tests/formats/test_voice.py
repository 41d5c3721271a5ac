"""What a page read aloud costs: by the processor's time of the voice's own process, and in bytes."""

from __future__ import annotations

import resource

import pytest

from steamie.formats.speaking import speak

WORDS = 600
ENGLISH = "We answer every repair in five working days. Call us if water pours in. Your rent is due on Tuesday."
POLISH = "Zgłoś naprawę i zadzwoń do nas jutro rano, bo woda leci z rury."


@pytest.mark.parametrize(("voice", "sentence"), [("en-gb-scotland", ENGLISH), ("pl", POLISH)])
def test_600_words_take_three_seconds_and_a_megabyte_and_a_half(voice: str, sentence: str) -> None:
    text = " ".join((f"{sentence} " * WORDS).split()[:WORDS])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    sound = speak(text, voice)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert seconds <= 3, seconds
    assert len(sound) <= 1_500_000
