"""The wording check on both sides of each rule, and how long the worst text takes (S-66 to S-68)."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings, target
from hypothesis import strategies as st

from steamie.rules.wording import DEFAULT_LISTS, check
from steamie.rules.wording.people import people_named
from steamie.rules.wording.reasons import is_a_reason
from steamie.rules.wording.references import is_health_number

from .wording_clean import NEIGHBOURS
from .wording_neighbours import ASKED

LONGEST = 63_206  # characters that a channel takes at most
TRIED = 6_000  # characters for the search; the worst of it is then tried at full length


def rules_found(text: str) -> set[str]:
    return {finding.rule for finding in check(text, lists=DEFAULT_LISTS)}


@pytest.mark.clause("S-66")
@pytest.mark.clause("S-67")
@pytest.mark.clause("S-68")
@pytest.mark.parametrize("rule", ASKED)
def test_each_is_asked_about_by_its_rule(rule: str) -> None:
    assert [text for text in ASKED[rule] if rule not in rules_found(text)] == []


def test_a_house_named_after_its_street_is_somebody_s_home() -> None:
    assert "address" in " ".join(rules_found("Fallside Court number 9 is where she stays"))


def test_their_ordinary_neighbours_are_left() -> None:
    assert {text: rules_found(text) for text in NEIGHBOURS if rules_found(text)} == {}


@pytest.mark.parametrize("after", ["2pm", "10am to 4", "6 or 7 tonight", "24/7", "3/2 top flat"])
@pytest.mark.parametrize("number", ["07700 900123", "07700900123", "0141 496 0123", "+44 7700 900123"])
def test_a_number_is_found_whatever_figures_follow_it(number: str, after: str) -> None:
    found = check(f"Give Jean a shout on {number} {after}", lists=DEFAULT_LISTS)
    assert number in [finding.words for finding in found if finding.rule == "phone"]


@pytest.mark.parametrize("given_name", ["Oluwaseun", "Tesfaye", "Nguyen", "Agnieszka", "Mhairi", "Xiuying", "Jean", "Bhavna"])
@pytest.mark.parametrize(
    "family", ["Adeyemi", "Gebremariam", "O'Hare", "McGlinchey", "Zhang", "Kowalczyk", "Baird", "Okonkwo-Reid"]
)
def test_a_name_of_any_origin_in_either_order_is_known_beside_a_private_matter(given_name: str, family: str) -> None:
    for name in (f"{given_name} {family}", f"{family} {given_name}"):
        assert "named" in rules_found(f"Last week {name} was evicted for arrears"), name
        assert rules_found(f"Last week {name} was at the lunch club") == set(), name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thanks to Mrs Okafor and wee Tam for the soup", ("Mrs Okafor", "wee Tam")),
        ("Meet Jean at the Community Centre on Monday", ("Jean",)),
        ("The Housing Regulator and Glasgow City Council met on Tuesday", ()),
    ],
)
def test_people_named_with_nothing_private_are_one_quiet_line(text: str, names: tuple[str, ...]) -> None:
    assert people_named(text) == names
    assert rules_found(text) == set()


@pytest.mark.parametrize("figures", ["3213010000", "0141036144", "0000000000"])
def test_a_health_number_has_a_day_and_a_month(figures: str) -> None:
    assert not is_health_number(figures)


@given(st.dates(), st.integers(0, 999))
def test_one_health_number_of_eleven_has_the_right_check_figure(day: object, rest: int) -> None:
    start = f"{day:%d%m%y}{rest:03}"
    assert sum(is_health_number(f"{start}{figure}") for figure in range(10)) <= 1


@given(st.text(max_size=60))
def test_a_reason_is_judged_whatever_is_in_it(words: str) -> None:
    assert is_a_reason(words) in (True, False)
    assert not is_a_reason(words[:1] * 40)


PIECES = st.sampled_from(
    """
    G1_1AA_ 1o a_._ b******a_ flat_1/2_ AB123456C_ rent/ _1 @ a A Aa_ Mrs_Aa_is_ill._ Mrs_ 0 07700_900123_ one_
    seven_seven_ the_woman_ her_at_4_ you_ because_ - ( . well_done_ thanks_ mould_is_ complaint_ police_ John_
    John_Smith_ is_ has_ born_ born_1_ account_ sort_code_ card_ a.b a@b a_at_b_ at_ dot_ http:// no_ 's_ a' St_ women_
    the_ 12_ 12/ 12_a_ ! 0_7_ I_ A._ A,_ aged_ 1,_ P1_ sh * ref:_ number_ nhs_number_ passport_ with_the_ ,_ only_
    or_we_ what_ she_should_ tenants_who_ my_boy_a_ Ab's_ (1)_ Ann_( son_ loud_ x/ 1- £1 owes_ behind_ months_ 4111_
    jan_ 1_jan_ top_left_ one_hundred_
    """.split()  # noqa: SIM905  # a list of one a line would fill the page
).map(lambda piece: piece.replace("_", " "))


def seconds(text: str) -> float:
    begun = time.process_time()
    check(text, lists=DEFAULT_LISTS)
    return time.process_time() - begun


@pytest.mark.timeout(300)
def test_no_text_however_it_is_put_together_takes_a_second() -> None:
    """A search for the slowest text: the longest of what it found is then read at its full length."""
    slowest: dict[str, float] = {}

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(PIECES, min_size=1, max_size=6))
    def search(pieces: list[str]) -> None:
        piece = "".join(pieces)
        spent = seconds((piece * TRIED)[:TRIED])
        target(spent)
        slowest[piece] = spent

    search()
    for piece in sorted(slowest, key=slowest.__getitem__)[-2:]:
        assert min(seconds((piece * LONGEST)[:LONGEST]) for _ in range(2)) < 1, piece
