"""What comes with the software, and what the officer puts in its place."""

from __future__ import annotations

from datetime import date

import pytest

from steamie.content.posts import checks
from steamie.particulars import changes
from steamie.particulars.actions import change_rows
from steamie.people.models import Person
from steamie.rules.wording import DEFAULT_LISTS, FindingKind, check
from steamie.services.numbers import NUMBERS, WHEN_SHUT
from steamie.wording import shipped
from steamie.wording.actions import allow_detail, open_window, take_back_detail
from steamie.wording.vocabulary import vocabulary
from tests.content.making import NOW, make_channel, make_post

NEAR, FAR = date(2027, 4, 12), date(2027, 5, 7)


@pytest.mark.clause("S-67")
@pytest.mark.parametrize(
    "words", ["Meet your candidates", "Our MSP opened the garden", "Cllr Brown came by", "How to vote on 6 May"]
)
def test_an_election_s_words_are_asked_about_in_its_weeks_only(words: str) -> None:
    windows = shipped.elections()
    found = check(words, lists={}, windows=windows, on=NEAR)
    assert {finding.kind for finding in found} == {FindingKind.WINDOW}
    assert "Scottish council elections, until 6 May 2027" in found[0].reason
    assert check(words, lists={}, windows=windows, on=FAR) == ()
    assert check("Soup at noon in the hall", lists={}, windows=windows, on=NEAR) == ()


def test_elections_are_on_the_first_thursday_of_may_and_open_six_weeks_before() -> None:
    for window in shipped.elections():
        assert (window.last.month, window.last.weekday()) == (5, 3)
        assert window.last.day <= 7
        assert (window.last - window.first).days == 42


@pytest.mark.django_db
def test_the_officer_s_own_dates_of_the_same_name_stand_in_its_place(officer: Person) -> None:
    title = shipped.elections()[0].title
    open_window(title=title, first=date(2027, 5, 1), last=date(2027, 5, 6), reason="Ours", words="vote", by=officer, at=NOW)
    assert [window.reason for window in vocabulary().windows if window.title == title] == ["Ours"]


@pytest.mark.django_db
def test_public_numbers_come_with_the_software_and_more_may_be_allowed(officer: Person) -> None:
    post = make_post(officer, make_channel(), text="Fly-tipping? 0141 287 2000. The hall's: Isa, 0141 496 0188.")
    assert [one.finding.words for one in checks.of_post(post).questions] == ["0141 496 0188"]
    detail = allow_detail(words="0141 4960188", by=officer, at=NOW)
    assert allow_detail(words="0141 4960188", by=officer, at=NOW) == detail
    assert checks.of_post(post).questions == []
    take_back_detail(detail=detail, by=officer, at=NOW)
    assert len(checks.of_post(post).questions) == 1


def test_what_comes_with_the_software_is_asked_about_without_it() -> None:
    """An entry that the rules let through anyway would only lengthen the list."""
    for detail in shipped.details():
        if "@" not in detail.words:
            assert [one.rule for one in check(f"Isa: {detail.words}", lists=DEFAULT_LISTS)] == ["phone"], detail


@pytest.mark.django_db
def test_a_number_that_we_tell_everybody_to_ring_is_nobody_s_own(officer: Person) -> None:
    post = make_post(officer, make_channel(), text="Isa: ring 0141 496 0123 at night.")
    assert [one.finding.rule for one in checks.of_post(post).questions if one.finding.rule == "phone"] == ["phone"]
    change_rows(particular=NUMBERS, section=WHEN_SHUT, change=changes.replaced(0, {"out_of_hours": "0141 496 0123"}), by=officer)
    assert [one.finding.rule for one in checks.of_post(post).questions if one.finding.rule == "phone"] == []
