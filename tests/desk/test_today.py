"""The first page says what needs doing, in order, with the reason."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from steamie.content.models import Suggestion
from steamie.people.models import Person


def suggestion(number: int) -> Suggestion:
    received = timezone.now() - timedelta(days=number)
    return Suggestion.objects.create(
        reference=f"S-{number}", title=f"Idea {number}", text="Words", group="forum", received_at=received
    )


def test_the_officer_is_asked_to_answer_suggestions_and_plan_the_quarter(client: Client, officer: Person) -> None:
    suggestion(1)
    suggestion(2)
    client.force_login(officer)

    page = client.get("/desk/").content.decode()

    assert "2 suggestions to answer" in page
    assert "The oldest, “Idea 2”, came 2 days ago." in page
    assert "The quarter has begun without an approved plan." in page


def test_only_the_first_thing_to_do_has_a_filled_button(client: Client, officer: Person) -> None:
    suggestion(1)
    client.force_login(officer)

    page = client.get("/desk/").content.decode()
    todo = page[page.index('<ol class="st_list st_todo">') : page.index("</ol>", page.index('<ol class="st_list st_todo">'))]

    assert todo.count('class="ds_button"') == 1


def test_a_forum_member_sees_what_became_of_their_suggestions(client: Client, forum: Person) -> None:
    row = suggestion(3)
    row.person = forum
    row.save()
    client.force_login(forum)

    page = client.get("/desk/").content.decode()

    assert "Idea 3" in page
    assert "Being looked at" in page
    assert "Next to go out" not in page


def test_markup_in_a_suggestion_is_text(client: Client, officer: Person) -> None:
    row = suggestion(1)
    row.title = "<script>alert(1)</script>"
    row.save()
    client.force_login(officer)

    assert "<script>alert(1)" not in client.get("/desk/").content.decode()


@pytest.mark.parametrize("number", [3, 40])
def test_the_page_asks_no_more_of_the_database_as_rows_grow(
    client: Client, officer: Person, number: int, django_assert_max_num_queries: object
) -> None:
    for one in range(number):
        suggestion(one)
    client.force_login(officer)
    client.get("/desk/")  # the first page of a sitting also notes when the session was last used

    with django_assert_max_num_queries(15):
        client.get("/desk/")
