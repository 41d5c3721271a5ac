"""A lost second factor is replaced by two people; and what is being written when a session ends is not lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.evidence.models import Event
from steamie.people import actions, demonstration
from steamie.people.models import FreshStart, Person
from steamie.people.permissions import NotAllowed
from steamie.rules.permissions import Office
from tests.conftest import make_person

pytestmark = pytest.mark.django_db
WORDS = {"title": "Bin day moves", "share": "association"}


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def asked(officer: Person, colleague: Person) -> FreshStart:
    """The officer lost the phone; a colleague asks for them."""
    return actions.ask_fresh_start(person=officer, reason="Phone in the Clyde", by=colleague)


@pytest.mark.clause("S-15")
@pytest.mark.usefixtures("strategy")
def test_two_people_together_let_an_officer_begin_again(
    client: Client, officer, colleague, committee, django_capture_on_commit_callbacks
) -> None:
    client.force_login(officer)
    officer_s_phone = Client()
    officer_s_phone.force_login(officer)
    client.force_login(colleague)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/desk/people/{officer.pk}/fresh-start/", {"reason": "Phone in the Clyde"})
    asked = FreshStart.objects.get()
    assert "Nothing changes before a second colleague has agreed" in mail.outbox[-1].body
    assert Authenticator.objects.filter(user=officer).exists(), "one person's word changes nothing"
    assert "Phone in the Clyde" in client.get("/desk/people/").content.decode()
    assert client.post(f"/desk/people/fresh-starts/{asked.pk}/confirmation/").status_code == 403

    client.force_login(committee)
    assert "I spoke to them: confirm" in client.get("/desk/people/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/desk/people/fresh-starts/{asked.pk}/confirmation/")

    assert not Authenticator.objects.filter(user=officer).exists()
    assert officer_s_phone.get("/desk/").headers["Location"].startswith("/accounts/login/"), "every session has ended"
    client.force_login(Person.objects.get(pk=officer.pk))
    assert client.get("/desk/").headers["Location"] == "/desk/people/second-factor/"
    assert mail.outbox[-1].to == [officer.email]
    assert set(Event.objects.filter(clause="S-15").values_list("verb", flat=True)) >= {
        "ask for fresh start",
        "confirm fresh start",
    }


def test_nobody_begins_again_alone_or_by_the_same_person(asked: FreshStart, officer, committee, colleague, staff) -> None:
    with pytest.raises(NotAllowed):
        actions.ask_fresh_start(person=colleague, reason="Mine", by=colleague)
    with pytest.raises(NotAllowed):
        actions.ask_fresh_start(person=officer, reason="A friend", by=staff)
    with pytest.raises(NotAllowed):
        actions.confirm_fresh_start(fresh_start=asked, by=officer)
    committee_asks = actions.ask_fresh_start(person=colleague, reason="Lost", by=committee)
    with pytest.raises(NotAllowed, match="Two people"):
        actions.confirm_fresh_start(fresh_start=committee_asks, by=committee)
    with pytest.raises(ValidationError, match="asked for already"):
        actions.ask_fresh_start(person=officer, reason="Again", by=committee)


def test_what_nobody_confirms_lapses(asked: FreshStart, committee: Person) -> None:
    with pytest.raises(ValidationError, match="does not wait"):
        actions.confirm_fresh_start(fresh_start=asked, by=committee, now=timezone.now() + timedelta(days=4))
    assert Authenticator.objects.filter(user=asked.person).exists()


# What was being written


def over_while_writing(client: Client, person: Person, address: str, **headers: str) -> object:
    """Half an hour and a minute pass; then what was written is sent."""
    with time_machine.travel("2026-11-23 09:00+00:00", tick=False) as clock:
        client.force_login(person)
        clock.shift(timedelta(minutes=31))
        return client.post(address, WORDS, headers=headers)


def test_what_was_being_written_waits_for_its_writer(client: Client, colleague: Person, forum: Person) -> None:
    with time_machine.travel("2026-11-23 09:00+00:00", tick=False) as clock:
        out = over_while_writing(client, colleague, "/desk/posts/new/")
        clock.shift(timedelta(minutes=32))
        assert out.headers["Location"] == "/accounts/login/?next=/desk/people/unsent/"
        assert "What you were writing is kept for you." in client.get(out.headers["Location"]).content.decode()
        client.force_login(colleague)

        page = client.get("/desk/people/unsent/").content.decode()

        assert "Nothing is lost" in page
        assert "Bin day moves" in page
        assert 'action="/desk/posts/new/"' in page
        assert "csrfmiddlewaretoken" in page
        assert page.count('name="csrfmiddlewaretoken"') >= 2, "a new token, not the old one"
        assert not Post.objects.exists(), "nothing is done unasked"
        client.post("/desk/people/unsent/")
        assert client.get("/desk/people/unsent/").status_code == 302


def test_nobody_else_sees_it_on_the_same_computer(client: Client, colleague: Person, officer: Person) -> None:
    with time_machine.travel("2026-11-23 09:32+00:00", tick=False):
        over_while_writing(client, colleague, "/desk/posts/new/")
        client.force_login(officer)

        assert client.get("/desk/people/unsent/").headers["Location"] == "/desk/"
        assert "unsent" not in client.session


def test_a_piece_of_a_page_leads_back_to_the_whole(client: Client, colleague: Person) -> None:
    told = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/posts/7/"}
    with time_machine.travel("2026-11-23 09:32+00:00", tick=False):
        out = over_while_writing(client, colleague, "/desk/posts/7/check/", **told)

        assert out.headers["HX-Redirect"] == "/accounts/login/?next=/desk/people/unsent/"
        client.force_login(colleague)
        assert 'action="/desk/posts/7/"' in client.get("/desk/people/unsent/").content.decode()


def test_it_is_kept_too_when_an_office_ends_the_session(client: Client, colleague: Person) -> None:
    client.force_login(colleague)
    Person.objects.filter(pk=colleague.pk).update(locks_changed=1)

    out = client.post("/desk/posts/new/", WORDS)

    assert out.headers["Location"] == "/accounts/login/?next=/desk/people/unsent/"
    client.force_login(Person.objects.get(pk=colleague.pk))
    assert "Bin day moves" in client.get("/desk/people/unsent/").content.decode()


def test_secrets_are_never_kept(client: Client, officer: Person) -> None:
    with time_machine.travel("2026-11-23 09:32+00:00", tick=False):
        out = over_while_writing(client, officer, "/desk/channels/new/facebook/")

    assert out.headers["Location"] == "/accounts/login/?next=/desk/"
    assert "unsent" not in client.session


def test_a_session_that_is_over_changes_no_password(client: Client, officer: Person) -> None:
    with time_machine.travel("2026-11-23 09:00+00:00", tick=False) as clock:
        client.force_login(officer)
        clock.shift(timedelta(minutes=31))

        assert client.get("/accounts/password/change/").headers["Location"].startswith("/accounts/login/")


# Passwords


@pytest.mark.clause("S-15")
def test_ten_wrong_passwords_bring_a_pause_and_never_shut_anyone_out(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: two dozen are checked here
    person = make_person(Office.FORUM)
    person.set_password("three plain words")
    person.save()
    right, wrong = ({"login": person.email, "password": word} for word in ("three plain words", "guess"))
    with time_machine.travel("2026-11-23 09:00+00:00", tick=False) as clock:
        for _ in range(9):
            assert Client().post("/accounts/login/", wrong).status_code == 200
        assert Client().post("/accounts/login/", right).status_code == 302, "nine slips are forgiven"
        for _ in range(11):
            Client().post("/accounts/login/", wrong)
        assert "this is paused" in Client().post("/accounts/login/", right).content.decode()
        clock.shift(timedelta(minutes=11))

        assert Client().post("/accounts/login/", right).status_code == 302


@pytest.mark.clause("S-15")
@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("short words", False),  # eleven
        ("password1234", False),  # on the list of those everyone tries
        ("three plain words", True),  # no capitals, figures or signs are asked for
        ("a sentence with spaces " * 6, True),  # 138 characters
    ],
)
def test_which_passwords_are_taken(client: Client, forum: Person, password: str, taken: bool) -> None:
    forum.set_password("the one before this")
    forum.save()
    client.force_login(forum)
    given = {"oldpassword": "the one before this", "password1": password, "password2": password}

    answer = client.post("/accounts/password/change/", given)

    assert (answer.status_code == 302) is taken
    forum.refresh_from_db()
    assert forum.password.startswith("argon2")
    assert forum.check_password(password.strip() if taken else "the one before this") or forum.check_password(password)


def test_the_demonstration_s_door_keeps_what_it_said_is_kept(client: Client, settings, colleague: Person) -> None:
    settings.DEMONSTRATION = True
    colleague.email = demonstration.address_of(Office.TEAM)
    colleague.save()
    with time_machine.travel("2026-11-23 09:32+00:00", tick=False):
        over_while_writing(client, colleague, "/desk/posts/new/")

        came = client.post("/demonstration/", {"office": "team"}, follow=True)

    assert "Nothing is lost" in came.content.decode()
    assert "Bin day moves" in came.content.decode()
