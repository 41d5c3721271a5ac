"""The search of the desk finds what its reader may open, in either number, and mends one wrong letter."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from steamie.content.suggestions.models import Suggestion
from steamie.people.models import Person
from steamie.people.search_register import AROUND
from steamie.strategy.models import Edition
from tests.casework.making import put_in, told
from tests.content.making import make_channel, make_post


def results(client: Client, person: Person, words: str) -> str:
    client.force_login(person)
    return " ".join(client.get("/desk/search/", {"q": words}).text.split())


@pytest.fixture
def radiators(officer: Person) -> None:
    """A post about them, and a suggestion."""
    text = "Cold spots? A radiator may only need <b>bleeding</b>. " + "It takes five minutes and one key. " * 20
    make_post(officer, make_channel(), text=text, title="How to bleed them")
    Suggestion.objects.create(
        reference="S-AAAA1", title="Radiators again", text="Say it before winter.", group="forum", received_at=timezone.now()
    )


@pytest.mark.usefixtures("radiators")
def test_posts_and_suggestions_are_found_in_either_number(client: Client, officer: Person) -> None:
    page = results(client, officer, "the radiators")

    assert "2 results for “the radiators”" in page
    assert "How to bleed them" in page
    assert "Radiators again" in page
    assert "<mark>Radiators</mark>" not in page, "a title is a link, and marked as such"
    assert "<mark>radiator</mark> may only need &lt;b&gt;bleeding" in page


@pytest.mark.usefixtures("radiators")
def test_a_result_shows_the_words_and_not_the_whole_text(client: Client, officer: Person) -> None:
    page = results(client, officer, "bleeding")

    shown = page.partition("Cold spots?")[2].partition("</p>")[0]
    assert len(shown) < AROUND + 40
    assert shown.endswith("…")


@pytest.mark.usefixtures("radiators")
def test_one_wrong_letter_is_mended_by_asking(client: Client, officer: Person) -> None:
    page = results(client, officer, "raditaor")

    assert "Nothing found for “raditaor”" in page
    assert 'Did you mean <a href="?q=radiator">radiator</a>?' in page


@pytest.mark.usefixtures("radiators")
def test_who_only_suggests_finds_neither_posts_nor_the_suggestions_of_others(client: Client, forum: Person) -> None:
    assert "Nothing found" in results(client, forum, "radiator")
    assert "Did you mean" not in results(client, forum, "raditaor"), "that would say that there is one"


def test_a_case_is_found_by_its_reference_by_all_who_see_it_and_by_its_words_only_by_its_team(
    client: Client, officer: Person, staff: Person, strategy: Edition
) -> None:
    case = told(summary="Ferret in the close", words="There is a ferret in the close")
    put_in(case.team.code, staff)

    assert "There is a <mark>ferret</mark>" in results(client, staff, "ferret")
    assert case.reference in results(client, officer, case.reference)
    assert "Nothing found" in results(client, officer, "ferret")


def test_a_statement_is_found_by_its_words_and_by_its_number(client: Client, officer: Person, strategy: Edition) -> None:
    assert "Statement of the strategy" in results(client, officer, "portal")
    assert "/desk/strategy/S-51/" in results(client, officer, "s-51")


def test_people_are_found_by_whoever_may_see_them(client: Client, officer: Person, colleague: Person, forum: Person) -> None:
    assert f"/desk/people/{colleague.pk}/" in results(client, officer, colleague.name)
    assert f"/desk/people/{colleague.pk}/" not in results(client, forum, colleague.name)


@pytest.mark.parametrize("words", ["", " ", "%%", "\0", "<script>", "' OR 1=1", "a" * 5000, "‮", "_", "\\"])
def test_any_words_get_an_answer(client: Client, officer: Person, strategy: Edition, words: str) -> None:
    client.force_login(officer)

    answer = client.get("/desk/search/", {"q": words})

    assert answer.status_code == 200
    assert "<script>" not in answer.text.partition("<main")[2].partition("</main>")[0]


def test_the_search_stands_on_every_page_of_the_desk(client: Client, officer: Person) -> None:
    client.force_login(officer)

    assert 'id="seek"' in client.get("/desk/more/").text
    assert 'id="q"' in client.get("/desk/more/").text, "a phone has no room for it in the frame"


def test_a_section_with_too_many_says_that_it_shows_the_first(client: Client, officer: Person) -> None:
    channel = make_channel()
    for number in range(21):
        make_post(officer, channel, text="A kettle", title=f"Kettle {number}")

    assert "Posts, the first 20" in results(client, officer, "kettle")
