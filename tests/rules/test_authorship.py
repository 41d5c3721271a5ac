"""Whose words stand in a post, by its history (S-60)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.authorship import Writing, writers_of

ANNA, BILL, CARA = 1, 2, 3
WORDS = "Every home with gas needs a safety check each year."
OTHER = "Our engineers look at your boiler before the winter comes."


def text(words: str) -> dict[str, str]:
    return {"texts 1": words}


def begun(person: int, words: str = WORDS, **pieces: str) -> Writing:
    return Writing(person, text(words) | pieces, began=True)


CASES = {
    "whoever began it": ([begun(ANNA)], text(WORDS), {ANNA}),
    "a colleague's full stop": ([begun(ANNA, WORDS[:-1]), Writing(BILL, text(WORDS))], text(WORDS), {ANNA, BILL}),
    "a colleague's capitals": ([begun(ANNA), Writing(BILL, text(WORDS.upper()))], text(WORDS.upper()), {ANNA, BILL}),
    "one word in the middle": (
        [begun(ANNA), Writing(BILL, text(WORDS.replace("safety", "yearly")))],
        text(WORDS.replace("safety", "yearly")),
        {ANNA, BILL},
    ),
    "all words replaced": ([begun(ANNA), Writing(BILL, text(OTHER))], text(OTHER), {BILL}),
    "all words replaced, with a few in common": (
        [begun(ANNA, "Come to the hall on Friday."), Writing(BILL, text("The lunch club is open on Friday."))],
        text("The lunch club is open on Friday."),
        {BILL},
    ),
    "taken out and put back by a colleague": (
        [begun(ANNA), Writing(BILL, text("Soon.")), Writing(BILL, text(WORDS))],
        text(WORDS),
        {ANNA},
    ),
    "taken out by a colleague and put back by a third with more": (
        [begun(ANNA), Writing(BILL, text("Soon.")), Writing(CARA, text(f"{WORDS} {OTHER}"))],
        text(f"{WORDS} {OTHER}"),
        {ANNA, CARA},
    ),
    "sentences in another order": (
        [begun(ANNA, f"{WORDS} {OTHER}"), Writing(BILL, text(f"{OTHER} {WORDS}"))],
        text(f"{OTHER} {WORDS}"),
        {ANNA, BILL},
    ),
    "put on another channel by a colleague": (
        [begun(ANNA), Writing(BILL, {"texts 2": WORDS})],
        {"texts 2": WORDS},
        {ANNA, BILL},
    ),
    "the headline stands though the text was replaced": (
        [begun(ANNA, title="Gas safety"), Writing(BILL, text(OTHER))],
        text(OTHER) | {"title": "Gas safety"},
        {ANNA, BILL},
    ),
    "a short headline went into a longer one": (
        [begun(ANNA, title="Gas safety"), Writing(BILL, text(OTHER) | {"title": "Gas safety week begins"})],
        text(OTHER) | {"title": "Gas safety week begins"},
        {ANNA, BILL},
    ),
    "a stop after a headline of one word": (
        [begun(ANNA, "", title="Closed"), Writing(BILL, {"title": "Closed!"})],
        {"title": "Closed!"},
        {ANNA, BILL},
    ),
    "another link of the same site": (
        [begun(ANNA, "", link="https://example.org/gas"), Writing(BILL, {"link": "https://example.org/boilers"})],
        {"link": "https://example.org/boilers"},
        {BILL},
    ),
    "a suggestion taken up as it is": ([Writing(ANNA, {"texts": WORDS}), begun(BILL)], text(WORDS), {ANNA, BILL}),
    "an earlier post said again": ([begun(ANNA), begun(BILL), Writing(CARA, {"title": "New"})], text(WORDS), {ANNA, BILL}),
    "what was taken out altogether": (
        [begun(ANNA, title="Gas"), Writing(BILL, text(OTHER))],
        text(OTHER) | {"title": ""},
        {BILL},
    ),
    "nothing stands": ([begun(ANNA)], {}, set()),
    "nobody wrote": ([], text(WORDS), set()),
}


@pytest.mark.parametrize("name", CASES)
def test_who_wrote_any_of_the_words_that_stand(name: str) -> None:
    history, standing, writers = CASES[name]
    assert writers_of(standing, history) == writers


SENTENCE = st.lists(st.sampled_from(WORDS.split() + OTHER.split() + ["tea", "—", "!"]), min_size=1, max_size=12).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from([ANNA, BILL, CARA]), SENTENCE), min_size=1, max_size=6))
def test_somebody_answers_for_whatever_stands(writings: list[tuple[int, str]]) -> None:
    first, *later = writings
    history = [begun(*first), *(Writing(person, text(words)) for person, words in later)]
    writers = writers_of(text(writings[-1][1]), history)
    assert writers
    assert writers <= {person for person, _ in writings}


@given(SENTENCE, st.sampled_from([".", "!", " .", "…", "\n"]))
def test_no_mark_of_a_colleague_takes_words_from_who_wrote_them(words: str, mark: str) -> None:
    if any(letter.isalnum() for letter in words):
        assert ANNA in writers_of(text(words + mark), [begun(ANNA, words), Writing(BILL, text(words + mark))])
