"""The search of the site: singular and plural find the same, one wrong letter is mended, and what is exact comes first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from steamie.channels.contract import Outgoing
from steamie.website import actions, finding
from steamie.website.models import HomePage
from tests.pages import in_one_line
from tests.postgres import again_on

from .making import NOW

# Pairs of words that the search of an earlier version told apart; one line each, as people typed them.
PAIRS = [line.split() for line in (Path(__file__).parent / "search_pairs.txt").read_text().splitlines()]


@pytest.fixture
def news(home: HomePage) -> HomePage:
    """A piece of news for each word of the pairs, and no page with both."""
    for number, word in enumerate(word for pair in PAIRS for word in pair):
        text = f"We write of the {word.replace('-', ' ')} here."
        actions.add_news(Outgoing(marker=f"P{number}", title=f"Letter {number}", text=text), shown_at=NOW)
    return home


def titles(client: Client, query: str) -> list[str]:
    """The headings of everything found, through all pages of the answer."""
    found: list[str] = []
    for number in range(1, 30):
        page = client.get("/search/", {"q": query, "page": number}).content.decode()
        found += re.findall(r"<h3><a href=\"[^\"]*\">(.*?)</a>", page)
        if 'rel="next"' not in page:
            break
    return found


def told(client: Client, query: str) -> str:
    return in_one_line(client.get("/search/", {"q": query}).content.decode())


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_each_finds_what_the_other_finds(news: HomePage, resident: Client, one: str, many: str) -> None:
    first, second = titles(resident, one), titles(resident, many)

    assert len(first) >= 2
    assert set(first) == set(second)


def test_the_very_word_comes_first(home: HomePage, resident: Client) -> None:
    for number, word in enumerate(("dykes", "dyke", "dykes")):
        actions.add_news(Outgoing(marker=f"E{number}", title=f"Number {number}", text=f"About the {word}."), shown_at=NOW)

    assert titles(resident, "dyke")[0] == "Number 1"
    assert titles(resident, "dykes")[2] == "Number 1"
    assert len(titles(resident, "dyke")) == 3


def test_one_wrong_letter_is_mended_and_said(home: HomePage, resident: Client) -> None:
    actions.add_news(Outgoing(marker="K1", title="New kitchens", text="Fitted kitchens in Drumchapel."), shown_at=NOW)

    page = told(resident, "kitchin & <drumchapel>")
    assert (
        "Showing results for <strong>kitchen drumchapel</strong>, you typed <span>kitchin &amp; &lt;drumchapel&gt;</span>."
        in page
    )
    page = told(resident, "how do i get a kichen")
    assert "Showing results for <strong>how do i get a kitchen</strong>, you typed <span>how do i get a kichen</span>." in page
    assert "New kitchens" in page
    assert "with “how do i get a kitchen”" in page
    assert "Showing results" not in told(resident, "kitchens")
    assert "Showing results" not in told(resident, "kitchen")
    assert "Showing results" not in told(resident, "zzzzzzzz")
    assert titles(resident, "kitchhhen") == []


def test_a_word_that_is_on_a_page_is_never_mended(home: HomePage, resident: Client) -> None:
    actions.add_news(Outgoing(marker="K1", title="Kitten", text="Kittens and dampness."), shown_at=NOW)

    assert titles(resident, "kitten dampnes") == ["Kitten"]
    assert titles(resident, "kitten dumpness chimney") == []
    assert "Showing results" not in told(resident, "kitten rent")


def test_words_of_a_page_that_came_later_mend_too_and_those_of_one_taken_down_do_not(home, resident: Client) -> None:
    assert titles(resident, "xylophnes") == []
    page = actions.add_news(Outgoing(marker="K1", title="Music", text="Bring xylophones."), shown_at=NOW)
    assert titles(resident, "xylophnes") == ["Music"]
    actions.take_down(page, at=NOW)
    assert titles(resident, "xylophnes") == []
    assert titles(resident, "xylophones") == []


def test_words_that_only_join_others_are_not_asked_for(home: HomePage, resident: Client) -> None:
    assert titles(resident, "how to report a repair")[0] == titles(resident, "report repair")[0]
    assert "Pay your rent" in titles(resident, "pay my rents")
    assert titles(resident, "tenant's rents") == titles(resident, "tenant rents")


def test_a_question_of_any_length_costs_little(home: HomePage, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(20):
        assert finding.find(" ".join(f"qwertyu{number}zz" for number in range(200))).pages == ()


@pytest.mark.postgres
@pytest.mark.long
def test_postgresql_finds_the_same(postgres: str, tmp_path: Path) -> None:
    again_on(postgres, tmp_path, __file__)
