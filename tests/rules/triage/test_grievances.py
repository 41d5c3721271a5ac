"""Complaints that use no word of complaint: what is learned finds them, raises only, and is what the tool makes."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from steamie.rules.triage import rulebook
from steamie.rules.triage.grievances import Grievances
from steamie.rules.triage.judging import LISTS, house_rules
from steamie.rules.triage.reading import words

ROOT = Path(__file__).parents[3]
BOOK = rulebook()
COMMENTS = (
    "I rang, I emailed, I came in. What else have I to do?",
    "is anybody actually reading these? asked the same thing last Friday and the Friday before",
    "Reported the leak on Monday, it is Thursday, I am using a basin",
    "So much for listening to us",
)
OTHERS = (
    "Kitchen tap drips, can somebody come out",
    "ok",
    "nice",
    "how are you",
    "When does the office open?",
    "What a goal.",
    "Thank you for this.",
    "Thank you so much for the quick repair",
)


def tool() -> object:
    spec = importlib.util.spec_from_file_location("triage_grievances", ROOT / "tools/triage_grievances.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("text", COMMENTS)
def test_dissatisfaction_is_heard_without_the_word_complaint(text: str) -> None:
    assert "complaint" in BOOK.judge(text).labels


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_complaint_is_none(text: str) -> None:
    assert "complaint" not in BOOK.judge(text).labels


def test_thanks_that_sting_are_heard() -> None:
    assert BOOK.judge("Thank you for nothing").primary == "complaint"
    assert BOOK.judge("Thanks a lot for ignoring me for three weeks").primary == "complaint"


def test_it_takes_nothing_from_what_the_rules_say() -> None:
    alone = rulebook()
    alone.grievances = Grievances()
    for text in (*COMMENTS, *OTHERS, "I smell gas and nobody answers your phone", "love the park, shame about my kitchen"):
        before, after = alone.judge(text), BOOK.judge(text)
        assert (before.urgent, before.primary in after.labels or "complaint" in after.labels) == (after.urgent, True)


def test_the_weights_are_what_the_tool_made_of_the_comments_that_may_be_read() -> None:
    first = (LISTS / "grievances.toml").read_text(encoding="utf-8").splitlines()[0]
    digest: Callable[[], str] = tool().digest  # type: ignore[attr-defined]
    assert f"({digest()})" in first, "run: python tools/triage_grievances.py > src/steamie/rules/triage/data/grievances.toml"


def test_too_few_words_say_no_mood() -> None:
    book = house_rules()
    assert book.grievances.raises({}, words("disgrace", book.written_as)) is None
