"""What the rules make of comments that nobody wrote before, and of text of any sort."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steamie.rules.triage import KINDS, judge, rulebook
from steamie.rules.triage.judging import LISTS, house_rules

DANGERS = {
    "There is a smell of gas on the landing": "gas",
    "oor close is reekin o gas": "gas",
    "Sparks came out of the plug socket": "electricity",
    "Water is dripping into the fuse box": "water on electricity",
    "He has a knife and he is at the close door": "weapon",
    "We have no heating and the baby is three weeks old": "no heating for somebody who cannot stand the cold",
    "The lady upstairs has not been seen since Friday": "somebody has not been seen",
    "my husband hit me again": "domestic abuse",
    "I want to end it all": "despair",
    "W mieszkaniu czuć gaz": "gas",
}
DANGERS |= {
    "They threw a brick through ma windae": "threat",
    "Half my ceiling is on the floor": "something heavy is coming down",
    "Toddler wandering the street in just a nappy": "a child",
    "hear a woman being hit in the flat upstairs": "domestic abuse, plainly",
    "my pal just texted me goodbye": "despair",
    "somebody's been in my house and I'm frightened to stay": "somebody is afraid",
    "Our water tastes of petrol": "water that makes people ill",
    "we are prisoners, the fire exit is chained": "trapped",
}
HARMLESS = [
    "I can't cope with the noise from the flat above",
    "We got battered 4-0 on Saturday",
    "The council has cut the bus and old folk are trapped indoors",
    "The rent is killing me",
    "This place is on fire with love",
    "Can the gas engineer come on Tuesday for my gas safety check?",
    "I could murder a fish supper",
    "My flat flooded years ago and your team were brilliant",
    "The new fire doors look smart",
]


@pytest.mark.parametrize(("text", "rule"), DANGERS.items())
def test_a_danger_is_urgent_and_its_words_are_shown(text: str, rule: str) -> None:
    judged = judge(text)

    assert judged.urgent
    assert rule in {reason.rule for reason in judged.reasons}
    assert all(reason.words in text for reason in judged.reasons)
    assert judged.what_to_do
    assert judged.what_not_to_do


@pytest.mark.parametrize("text", HARMLESS)
def test_a_figure_of_speech_is_no_danger(text: str) -> None:
    assert not judge(text).urgent


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        ("Nobody turned up again, third appointment missed. Shambles.", "complaint"),
        ("Black mould round the window", "damp"),
        ("Under freedom of information, what did you spend on vans?", "info"),
        ("You sent me someone else's letter", "breach"),
        ("My tap is dripping", "repair"),
        ("What time does the office open?", "question"),
        ("Thank you so much", "compliment"),
        ("Earn £900 a week from home, click here", "spam"),
        ("", "offtopic"),
        ("ok", "offtopic"),
    ],
)
def test_what_a_comment_is_about(text: str, primary: str) -> None:
    assert judge(text).primary == primary


def test_a_danger_in_the_middle_of_a_ramble_is_found_with_its_words() -> None:
    text = "Lovely fun day, my sister was over. " * 100 + "There is a smell of gas in the kitchen. " + "See you at bingo. " * 100

    judged = judge(text)

    assert judged.urgent
    assert "smell of gas" in judged.reasons[0].words


@pytest.mark.parametrize(
    "text", ["Tha an taigh againn fuar agus fliuch", "Kun na la soo xiriir berrito fadlan", "ਕਿਰਪਾ ਕਰਕੇ ਮੈਨੂੰ ਫ਼ੋਨ ਕਰੋ ਜੀ"]
)
def test_a_language_that_nobody_here_reads_goes_to_a_person_first(text: str) -> None:
    judged = judge(text)

    assert judged.person_first
    assert judged.urgent


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_a_judgement_whose_words_are_its_own(text: str) -> None:
    judged = judge(text)

    assert judged.primary == judged.labels[0]
    assert set(judged.labels) <= set(KINDS)
    assert all(reason.words in text for reason in judged.reasons)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(DANGERS)[:9]), st.text(alphabet="abcde fghij", max_size=80))
def test_more_words_after_a_danger_never_lower_it(danger: str, more: str) -> None:
    assert judge(f"{danger}. {more}").urgent


@pytest.mark.parametrize("piece", ["gas smell ", "a", "can't ", "煤气", "fire fire door ", "💥", "not work "])
def test_cost_grows_with_the_length_only(piece: str) -> None:
    """Four times the text may cost six times the CPU, not sixteen."""

    def cost(length: int) -> float:
        text = (piece * length)[:length]
        started = time.process_time()
        judge(text)
        return time.process_time() - started

    judge(piece)
    short = min(cost(4_000) for _ in range(3))
    assert min(cost(16_000) for _ in range(3)) < 8 * short + 0.02


def test_a_landlord_extends_the_lists_and_the_rules(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[families]\n"our boiler house" = "boiler hoose, district heating hut"\n'
        '[rules."boiler house"]\nkind = "urgent-danger"\ntogether = ["our boiler house + hissing"]\nadvice = "hut"\n'
        '[advice.hut]\ndo = "Ring Donald."\navoid = "Do not go in."\n'
    )

    judged = rulebook(own).judge("The boiler hoose is hissing")

    assert judged.urgent
    assert "Ring Donald." in judged.what_to_do
    assert not judge("Where is the boiler hoose?").urgent


def test_every_rule_names_families_and_advice_that_exist() -> None:
    book = house_rules()
    named = book.lists.families

    for rule in book.rules.values():
        assert {family for families in rule.together for family in families} | set(rule.unless) <= named, rule.name
        assert rule.kind in KINDS
        assert not rule.advice or rule.advice in book.advice


def test_every_list_of_the_house_is_read_once() -> None:

    assert len(list(LISTS.glob("*.toml"))) >= 8
    assert all(tomllib.loads(path.read_text(encoding="utf-8")) for path in LISTS.glob("*.toml"))


def test_several_small_signs_raise_what_no_rule_names() -> None:
    book = rulebook()
    text = "My fridge is on"
    before = book.judge(text)
    book.signs.learn({"electric thing": 3.0}, 2.0, {"fridge": 3.0})

    assert not before.urgent
    assert [reason.rule for reason in book.judge(text).reasons] == ["several signs together"]


def test_a_model_may_raise_and_never_lower() -> None:
    book = rulebook()
    book.models.append(lambda text: "zebra" in text)

    assert book.judge("A zebra on the green").urgent
    assert not book.judge("A horse on the green").urgent
    assert book.judge("There is a smell of gas on the landing").urgent
