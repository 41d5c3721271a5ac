"""Coming in: two factors, sessions that end, asking again, the demonstration's door, and refusals that are noted."""

from __future__ import annotations

import json
from datetime import date, timedelta
from urllib.parse import quote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import SESSION_KEY, authenticate
from django.test import Client, RequestFactory

from steamie.evidence.in_force import office_title
from steamie.evidence.models import Event
from steamie.evidence.words import sentence
from steamie.people import actions, demonstration
from steamie.people.models import GrantConfirmation, Person
from steamie.people.permissions import NotAllowed, require
from steamie.rules.permissions import Act, Office
from tests.conftest import make_person
from tests.house.test_who_may import addresses

pytestmark = pytest.mark.django_db
PASSWORD = "three plain words"


def with_password(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    return person


def without_factor(office: Office) -> Person:
    person = with_password(make_person(office))
    Authenticator.objects.filter(user=person).delete()
    return person


@pytest.mark.clause("S-15")
@pytest.mark.parametrize("office", [Office.OFFICER, Office.TEAM, Office.AUDITOR])
def test_no_second_factor_no_desk(client: Client, office: Office) -> None:
    client.force_login(without_factor(office))

    for page in ("/desk/", "/desk/people/", "/desk/channels/", "/desk/website/"):
        assert client.get(page).headers["Location"].partition("?")[0] == "/desk/people/second-factor/"
        assert client.post(page).status_code == 302
    assert "One more lock" in client.get("/desk/people/second-factor/").content.decode()


@pytest.mark.clause("S-15")
def test_no_second_factor_no_token_access_even_in_an_action() -> None:
    with pytest.raises(NotAllowed, match="second way"):
        require(without_factor(Office.OFFICER), Act.CONNECT)


def test_a_password_alone_opens_no_other_door() -> None:
    person = with_password(make_person(Office.OFFICER))
    typed = dict.fromkeys(("username", "email", "login"), person.email) | {"password": PASSWORD}
    client = Client()
    for address in every_address():
        client.post(address, typed)
        assert SESSION_KEY not in client.session, address
    assert authenticate(RequestFactory().post("/"), username=person.email, password=PASSWORD) is None, "a door of a library’s"


def every_address() -> set[str]:
    """Every address without a number or a name in it, outside of the desk."""
    plain = {route for route in addresses() if not set("<(^\\$") & set(route)}
    return {f"/{route}" for route in plain | {"_util/login/"} if not route.startswith("desk/")}


KEY = {"id": "QQ", "rawId": "QQ", "type": "public-key", "clientExtensionResults": {}}
PARTS = {"clientDataJSON": "e30", "authenticatorData": "QQ", "signature": "QQ", "userHandle": "QQ"}
MADE_UP = ["", "[" * 3_000, "[]", "1", "{}", '{"id": 1}', json.dumps(KEY), json.dumps(KEY | {"response": PARTS})]


@pytest.mark.parametrize("answer", [*MADE_UP, json.dumps(KEY | {"response": PARTS | {"authenticatorData": "QUFB" * 40}})])
def test_a_made_up_answer_of_a_passkey_is_wrong_and_no_error(client: Client, answer: str) -> None:
    client.get("/accounts/2fa/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})
    came = client.post("/accounts/2fa/webauthn/login/", {"credential": answer})
    assert (came.status_code, came.headers["Location"]) == (302, "/accounts/login/")
    assert SESSION_KEY not in client.session


def test_offices_that_only_suggest_come_in_with_a_password(client: Client, forum: Person) -> None:
    client.force_login(forum)
    assert client.get("/desk/").status_code == 200


def test_the_whole_way_in_with_an_authenticator_app() -> None:
    person, client = without_factor(Office.OFFICER), Client()
    came = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert came.redirect_chain[-1][0] == "/desk/people/second-factor/"
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))

    kept = client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)

    assert "Keep these codes somewhere safe" in kept.content.decode()
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in stored, "the secret is sealed in the database"
    assert client.get("/desk/").status_code == 200

    again = Client()
    step = again.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert "One more step" in step.content.decode()
    assert again.get("/desk/").status_code == 302, "a password alone is not enough"
    recovery = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]
    assert again.post("/accounts/2fa/authenticate/", {"code": recovery}, follow=True).redirect_chain[-1][0] == "/desk/"


def test_nobody_signs_themselves_up(client: Client) -> None:
    answers = {client.get("/accounts/signup/").status_code, client.post("/accounts/signup/", {"email": "x@y.z"}).status_code}
    assert answers == {404}


def test_guarded_sessions_end_after_thirty_idle_minutes_and_all_after_twelve_hours(officer: Person, forum: Person) -> None:
    with time_machine.travel("2026-11-23 09:00+00:00", tick=False) as clock:
        guarded, open_ended = Client(), Client()
        guarded.force_login(officer)
        open_ended.force_login(forum)
        clock.shift(timedelta(minutes=31))
        assert open_ended.get("/desk/").status_code == 200
        out = guarded.get("/desk/calendar/")
        assert out.headers["Location"] == "/accounts/login/?next=/desk/calendar/"
        assert "Nothing happened for 30 minutes" in guarded.get("/accounts/login/").content.decode()
        for _ in range(23):
            clock.shift(timedelta(minutes=30))
            last = open_ended.get("/desk/").status_code
        assert last == 302


def test_confirming_asks_again_after_five_minutes_and_then_does_what_was_asked(client: Client, officer: Person) -> None:
    with_password(officer)
    other = make_person(Office.OFFICER, "Other officer")
    with time_machine.travel("2026-11-23 09:00+00:00", tick=False) as clock:
        guest = actions.invite(
            email="m@example.org", name="M", office=Office.TEAM, since=date(2026, 11, 23), until=None, reason="New", by=other
        )
        held = guest.grants.get()
        page = f"/desk/people/offices/{held.pk}/confirmation/"
        client.force_login(officer)
        clock.shift(timedelta(minutes=6))

        asked = client.post(page)
        assert asked.headers["Location"] == f"/accounts/reauthenticate/?next={quote(page, safe='')}"
        assert not GrantConfirmation.objects.exists()
        assert "Is it still you?" in client.get(asked.headers["Location"]).content.decode()
        client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": page})

        assert held.confirmation.by == officer
        clock.shift(timedelta(minutes=4))
        assert client.post("/desk/people/offices/999999/confirmation/").status_code == 404, "fresh: the view itself answers"


def test_htmx_is_sent_to_the_same_question(client: Client, officer: Person) -> None:
    with time_machine.travel("2026-11-23 09:00+00:00", tick=False) as clock:
        client.force_login(officer)
        clock.shift(timedelta(minutes=6))
        told = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/people/"}

        answer = client.post("/desk/people/offices/1/confirmation/", headers=told)

    assert answer.headers["HX-Redirect"] == "/accounts/reauthenticate/?next=%2Fdesk%2Fpeople%2F"


@pytest.mark.clause("S-11")
@pytest.mark.usefixtures("strategy")
def test_an_outsider_s_attempt_is_refused_explained_and_logged(client: Client, staff: Person, officer: Person) -> None:
    client.force_login(staff)

    answer = client.post("/desk/people/invitation/", {"name": "Me", "email": "me@example.org", "office": "officer"})

    assert answer.status_code == 403
    assert "Your office may not change people and offices." in answer.content.decode()
    event = Event.objects.get(verb="refuse")
    assert (event.clause, event.actor, event.subject) == ("S-11", staff.reference, "page:people:invite")
    assert sentence(event).endswith("was refused the page “invite”")


@pytest.mark.clause("S-11")
def test_a_stranger_s_post_is_noted_once_a_minute(client: Client) -> None:
    for _ in range(3):
        client.post("/desk/people/invitation/")

    assert Event.objects.filter(verb="refuse", actor="visitor").count() <= 1
    assert client.post("/desk/people/invitation/").status_code == 302


def test_looking_is_refused_without_filling_the_book(client: Client, staff: Person) -> None:
    client.force_login(staff)
    assert client.get("/desk/people/invitation/").status_code == 403
    assert not Event.objects.filter(verb="refuse").exists()


@pytest.fixture
def demonstrators() -> None:
    for office in Office:
        person = make_person(office, f"The {office.value}")
        person.email = demonstration.address_of(office)
        person.save()
        Authenticator.objects.filter(user=person).delete()


@pytest.mark.usefixtures("demonstrators")
@pytest.mark.parametrize("office", list(Office))
def test_the_demonstration_s_door_opens_every_office(client: Client, settings, office: Office) -> None:
    settings.DEMONSTRATION = True
    assert office_title(office) in client.get("/demonstration/").content.decode()

    came = client.post("/demonstration/", {"office": office.value}, follow=True)

    assert came.status_code == 200
    assert came.redirect_chain[0][0] == "/desk/"
    assert came.wsgi_request.user.email == f"{office}@demonstration.example"


@pytest.mark.usefixtures("demonstrators")
def test_outside_a_demonstration_there_is_no_door(client: Client) -> None:
    assert client.get("/demonstration/").status_code == 404
    assert client.post("/demonstration/", {"office": "officer"}).status_code == 404
    assert client.get("/desk/").status_code == 302
    assert "demonstration" not in client.get("/accounts/login/").content.decode()


@pytest.mark.usefixtures("demonstrators")
def test_a_session_from_the_door_is_worth_nothing_outside_a_demonstration(client: Client, settings) -> None:
    settings.DEMONSTRATION = True
    client.post("/demonstration/", {"office": "officer"})
    settings.DEMONSTRATION = False

    assert client.get("/desk/people/").headers["Location"].startswith("/desk/people/second-factor/")


@pytest.mark.parametrize(
    "page",
    [
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-wrong/",
        "/accounts/inactive/",
    ],
)
def test_sign_in_pages_are_ours(client: Client, page: str) -> None:
    text = client.get(page).content.decode()
    assert "st_sheet" in text
    assert "<h1>" in text


@pytest.mark.parametrize(
    "page",
    [
        "/accounts/logout/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/reauthenticate/",
    ],
)
def test_pages_about_one_s_own_sign_in_are_ours(client: Client, officer: Person, page: str) -> None:
    client.force_login(with_password(officer))
    text = client.get(page).content.decode()
    assert "st_sheet" in text
    assert text.count("<h1") == 1
