"""The frame of the desk shows each person the doors they may open."""

from django.test import Client

from steamie.people.models import Person


def test_the_officer_sees_every_door(client: Client, officer: Person) -> None:
    client.force_login(officer)

    page = client.get("/desk/").content.decode()

    for door in ("Today", "Calendar", "Suggestions", "Strategy", "Channels", "People", "Evidence", "Stop all posts"):
        assert door in page


def test_the_forum_sees_suggestions_but_no_stop_button(client: Client, forum: Person) -> None:
    client.force_login(forum)

    page = client.get("/desk/").content.decode()

    assert "Suggestions" in page
    assert "Stop all posts" not in page


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/desk/").headers["Location"].startswith("/accounts/login/")
