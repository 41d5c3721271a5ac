"""Sharp words that no list has: asked about when they weigh enough, mentioned when they may be, and calm ones let by."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steamie.rules.wording import DEFAULT_LISTS, FindingKind, check, may_read_sharp
from steamie.rules.wording.folding import fold
from steamie.rules.wording.measuring import groups_of
from steamie.rules.wording.sharpness import LONGEST, WEIGHTS, weighed

ROOT = Path(__file__).parents[2]


def asked(text: str) -> set[str]:
    return {group for finding in check(text, lists=DEFAULT_LISTS) for group in groups_of(finding)}


@pytest.mark.parametrize(
    "text",
    [
        "She has a face like a burst couch and manners to match.",
        "The bedroom tax lot are at it again, don't let them near Holyrood.",
        "You invited him in, so the mess he made is yours to deal with.",
    ],
)
def test_words_that_no_list_has_are_asked_about_by_their_weight(text: str) -> None:
    assert {"offensive", "quarrelsome"} <= asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody should have to choose between heating and eating. Talk to us.",
        "A reminder that fire doors must never be wedged open.",
        "I disagree with the new rent, and I will say so at the meeting.",
        "Thanks to everyone who complained about the bins: it helped us get a second collection.",
        "Wake up to music on Saturday: the brass band marches at nine",
        "A round of applause for our apprentices, who all passed.",
        "Top marks for Primrose Nursery",
        "Congratulations on ten years, Linkwood garden",
    ],
)
def test_their_harmless_twins_are_let_by(text: str) -> None:
    assert asked(text) == set()


def test_a_turn_of_phrase_in_a_calm_sentence_is_mentioned_and_no_question() -> None:
    text = "Wake up to music on Saturday: the brass band marches at nine"
    assert may_read_sharp(text, lists=DEFAULT_LISTS) == ("Wake up",)
    assert may_read_sharp("The office is shut on Monday. Wake up!", lists=DEFAULT_LISTS) == ()
    assert may_read_sharp(text, lists={}) == ()


def test_an_officer_s_own_word_and_a_threat_are_asked_about_in_the_calmest_sentence() -> None:
    lists = {**DEFAULT_LISTS, "confrontational": ["brass band"]}
    text = "Music on Saturday: the brass band marches at nine"
    assert [finding.words for finding in check(text, lists=lists)] == ["brass band"]
    assert asked("Watch your back on the way home")


def test_who_insults_quarrels_and_a_threat_offends() -> None:
    insult, threat = check("You are an idiot.", lists=DEFAULT_LISTS), check("We know where you live.", lists=DEFAULT_LISTS)
    both = {FindingKind.OFFENSIVE, FindingKind.CONFRONTATIONAL}
    assert [finding.kinds for finding in (*insult, *threat)] == [both, both]


@given(st.text(st.sampled_from("abc you'?!.\n é"), max_size=400))
@settings(max_examples=60, deadline=None)
def test_every_part_lies_in_the_text_once_and_in_order(text: str) -> None:
    parts = list(weighed(fold(text)))
    assert all(one.end <= two.start for one, two in pairwise(parts))
    assert all(0 <= part.start < part.end <= len(fold(text).plain) for part in parts)


def test_the_longest_text_is_weighed_in_a_fraction_of_a_second() -> None:
    text = fold("would you people ever read this letter " * 1_600)
    begun = time.process_time()
    assert len(list(weighed(text))) == -(-1_600 * 7 // LONGEST)
    assert time.process_time() - begun < 0.5


def test_the_weights_are_what_the_tool_made_of_the_drafts_that_may_be_read() -> None:
    spec = importlib.util.spec_from_file_location("wording_sharpness", ROOT / "tools/wording_sharpness.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    digest: Callable[[], str] = module.digest
    first = WEIGHTS.read_text("utf-8").splitlines()[0]
    assert f"({digest()})" in first, f"run: python tools/wording_sharpness.py > {WEIGHTS.relative_to(ROOT)}"
