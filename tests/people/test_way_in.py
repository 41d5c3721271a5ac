"""The way in: throttles that pause only the guesser, links for an hour, codes that work once, and what is written of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.test import Client

from steamie.evidence.models import Event
from steamie.people import actions, throttles
from steamie.people.adapters import SecondFactors
from steamie.people.models import OpenSession, Person
from steamie.rules.permissions import Office
from tests.conftest import make_person
from tests.surroundings import MOMENT, TODAY

from .reading import words

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "three plain words", "kettle-otter-staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.fixture(autouse=True)
def _nobody_tried_before(settings) -> None:
    cache.clear()
    settings.MAIL_SERVER = object()


@pytest.fixture
def forum() -> Person:
    person = make_person(Office.FORUM)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def officer() -> Person:
    person = make_person(Office.OFFICER)
    person.set_password(PASSWORD)
    person.save()
    Authenticator.objects.filter(user=person).update(data={"secret": SecondFactors().encrypt(SECRET)})
    return person


def browser(address: str = "192.0.2.1", agent: str = FIREFOX) -> Client:
    return Client(REMOTE_ADDR=address, headers={"user-agent": agent})


def sign_in(client: Client, person: Person, password: str = PASSWORD):
    return client.post("/accounts/login/", {"login": person.email, "password": password})


def is_in(answer) -> bool:
    return answer.status_code == 302 and answer.headers["Location"] == "/desk/"


def code(step: int = 0) -> str:
    counter = int(MOMENT.timestamp()) // 30 + step
    return totp.format_hotp_value(totp.hotp_value(SECRET, counter))


def hammer(person: Person, address: str = "203.0.113.9", times: int = 15) -> None:
    stranger = browser(address)
    for _ in range(times):
        sign_in(stranger, person, "wrong again and again")


def test_a_stranger_who_hammers_a_name_shuts_out_only_themselves(forum: Person) -> None:
    hammer(forum)

    assert not is_in(sign_in(browser("203.0.113.9"), forum)), "the right password comes too late from there"
    assert is_in(sign_in(browser("192.0.2.1"), forum))


def test_a_known_browser_comes_in_even_from_behind_the_stranger_s_address(forum: Person) -> None:
    known = browser("203.0.113.9")
    assert is_in(sign_in(known, forum))
    known.post("/accounts/logout/")
    for number in range(7):
        hammer(make_person(Office.FORUM, f"Member {number}"))
    hammer(forum)

    assert is_in(sign_in(known, forum))
    known.post("/accounts/logout/")
    known.cookies["device"] = known.cookies["device"].value[:-2] + "xx"
    assert not is_in(sign_in(known, forum)), "a cookie made up by oneself is worth nothing"


def test_a_known_browser_is_known_for_its_owner_only(forum: Person, officer: Person) -> None:
    own = browser("203.0.113.9")
    sign_in(own, forum)
    own.post("/accounts/logout/")
    for _ in range(11):
        sign_in(own, officer, "wrong again and again")

    assert "this is paused" in words(sign_in(own, officer))


def test_the_ways_round_a_password_stay_open_while_a_name_is_hammered(forum: Person, django_capture_on_commit_callbacks) -> None:
    hammer(forum)
    for _ in range(5):
        browser("203.0.113.9").post("/accounts/password/reset/", {"email": forum.email})
    letters = [letter for letter in mail.outbox if "/password/reset/key/" in letter.body]
    assert len(letters) == 3, "a letter for each wish, up to three an hour"

    assert browser().get("/accounts/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 200
    assert choose(browser(), link(letters[-1].body)).status_code == 302


def link(body: str) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", body)[1]


def choose(client: Client, path: str, password: str = NEW):
    page = client.get(path)
    return client.post(page.headers.get("Location", path), {"password1": password, "password2": password})


def ask(client: Client, email: str, **headers: str):
    return client.post("/accounts/password/reset/", {"email": email}, headers=headers)


def test_a_link_for_a_new_password_leads_to_the_public_address_only(forum: Person, settings) -> None:
    settings.ALLOWED_HOSTS, settings.PUBLIC_URL = ["*"], "https://desk.example.org"

    ask(browser(), forum.email, host="evil.example")

    assert "https://desk.example.org/accounts/password/reset/key/" in mail.outbox[-1].body
    assert "evil" not in mail.outbox[-1].body


def test_a_link_lasts_an_hour_and_works_once(forum: Person) -> None:
    with time_machine.travel(MOMENT, tick=False) as clock:
        ask(browser(), forum.email)
        path = link(mail.outbox[-1].body)
        clock.shift(timedelta(minutes=59))
        assert choose(browser(), path).status_code == 302
        assert is_in(sign_in(browser(), forum, NEW))
        assert "no longer works" in words(browser().get(path, follow=True)), "once"

        ask(browser(), forum.email)
        clock.shift(timedelta(minutes=61))
        assert "no longer works" in words(browser().get(link(mail.outbox[-1].body), follow=True))


def test_an_invitation_lasts_for_days(officer: Person) -> None:
    with time_machine.travel(MOMENT, tick=False) as clock:
        more = {"since": TODAY, "until": None, "reason": "New"}
        guest = actions.invite(email="m@example.org", name="M", office=Office.FORUM, by=officer, **more)
        path = link(actions.invitation_link(person=guest, by=officer))
        clock.shift(timedelta(days=6))
        assert choose(browser(), path).status_code == 302


def test_the_token_leaves_the_address_at_once_and_no_page_hears_of_it(forum: Person) -> None:
    ask(browser(), forum.email)
    client, path = browser(), link(mail.outbox[-1].body)

    first = client.get(path)

    token = path.rstrip("/").partition("-")[2]
    assert token not in first.headers["Location"]
    shown = client.get(first.headers["Location"])
    assert token not in shown.content.decode()
    # "no-referrer" would make a browser send the form as from nowhere, which the guard of forms refuses.
    assert [one.headers["Referrer-Policy"] for one in (first, shown)] == ["same-origin", "same-origin"]
    assert "no-store" in shown.headers["Cache-Control"]


def test_whether_an_address_is_here_cannot_be_told_from_the_answer(forum: Person) -> None:
    answers = [ask(browser(), email) for email in (forum.email, "nobody@example.org") for _ in range(5)]

    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, "/accounts/password/reset/done/")}
    assert len(mail.outbox) == 6, "and as many letters are written"


def second_step(person: Person, typed: str):
    client = browser()
    sign_in(client, person)
    return client.post("/accounts/2fa/authenticate/", {"code": typed})


@pytest.mark.parametrize(("step", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_of_one_step_either_side_will_do(officer: Person, step: int, right: bool) -> None:
    assert is_in(second_step(officer, code(step))) is right


def test_a_code_works_once_however_it_is_written(officer: Person) -> None:
    with time_machine.travel(MOMENT, tick=False) as clock:
        assert is_in(second_step(officer, code(1)))
        clock.shift(timedelta(seconds=31))
        assert not is_in(second_step(officer, code(1)))
        assert not is_in(second_step(officer, f"{code(1)[:3]} {code(1)[3:]}"))
        assert is_in(second_step(officer, code(2)))


def test_guessing_codes_is_paused_for_the_guesser_only(officer: Person) -> None:
    for _ in range(11):
        guesser = browser("203.0.113.9")
        sign_in(guesser, officer)
        guesser.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "this is paused" in words(guesser.post("/accounts/2fa/authenticate/", {"code": code()}))

    assert is_in(second_step(officer, code()))


def verbs() -> list[str]:
    return list(Event.objects.order_by("number").values_list("verb", flat=True))


def test_signing_in_failing_and_a_new_password_are_in_the_record_without_secrets(forum: Person) -> None:
    hammer(forum, times=6)
    client = browser()
    sign_in(client, forum)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert verbs() == ["fail to sign in", "sign in", "change password"]
    stored = str([event.__dict__ for event in Event.objects.all()])
    for secret in (PASSWORD, NEW, "wrong again", forum.email, "192.0.2.1", "203.0.113.9"):
        assert secret not in stored
    subjects = [letter.subject for letter in mail.outbox]
    assert subjects == ["Somebody cannot sign in as you", "You signed in to the desk", "Your password was changed"]
    assert "Firefox on Windows" in mail.outbox[1].body


def test_in_a_known_browser_nobody_is_written_to_again(forum: Person) -> None:
    client = browser()
    for _ in range(2):
        sign_in(client, forum)
        client.post("/accounts/logout/")

    assert [letter.subject for letter in mail.outbox] == ["You signed in to the desk"]
    assert [event.facts["known_browser"] for event in Event.objects.filter(verb="sign in")] == [False, True]


def test_a_second_factor_added_or_taken_away_is_written_down_and_to_whom_it_concerns(
    forum: Person, django_capture_on_commit_callbacks
) -> None:
    client = browser()
    sign_in(client, forum)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    first = totp.format_hotp_value(totp.hotp_value(secret, int(MOMENT.timestamp()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": first})
    client.post("/accounts/2fa/totp/deactivate/")

    assert {"add second factor", "remove second factor"} <= set(verbs())
    assert {"A second factor was added", "A second factor was taken away"} <= {letter.subject for letter in mail.outbox}


def test_one_page_lists_where_somebody_is_signed_in_and_ends_it(forum: Person) -> None:
    here, phone, other = browser(), browser(agent=IPHONE), browser()
    for client in (here, phone, other):
        sign_in(client, forum)
    page = words(here.get("/desk/people/sessions/"))
    assert "Firefox on Windows" in page
    assert "Safari on an iPhone" in page

    row = OpenSession.objects.get(device="Safari on an iPhone")
    here.post(f"/desk/people/sessions/{row.pk}/end/")
    assert [client.get("/desk/").status_code for client in (here, phone, other)] == [200, 302, 200]
    here.post("/desk/people/sessions/others/end/")
    assert [client.get("/desk/").status_code for client in (here, phone, other)] == [200, 302, 302]
    assert words(here.get("/desk/people/sessions/")).count("Last seen") == 1
    assert verbs()[-2:] == ["end sessions", "end sessions"]


def test_nobody_ends_another_s_session(forum: Person, officer: Person) -> None:
    phone, mine = browser(), browser()
    sign_in(phone, forum)
    mine.force_login(officer)

    assert mine.post(f"/desk/people/sessions/{forum.open_sessions.get().pk}/end/").status_code == 404
    assert phone.get("/desk/").status_code == 200


def test_a_new_password_ends_every_other_session(forum: Person) -> None:
    here, other = browser(), browser()
    for client in (here, other):
        sign_in(client, forum)

    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert [client.get("/desk/").status_code for client in (here, other)] == [200, 302]
    assert words(here.get("/desk/people/sessions/")).count("Last seen") == 1


def test_whoever_is_refused_again_and_again_waits_but_still_reads(forum: Person) -> None:
    client = browser()
    client.force_login(forum)
    with time_machine.travel(MOMENT, tick=False) as clock:
        answers = [client.post("/desk/people/invitation/", {"name": str(number)}).status_code for number in range(25)]

        assert answers == [403] * throttles.REFUSALS + [429] * 5
        assert client.get("/desk/").status_code == 200
        assert browser().get("/").status_code == 200
        clock.shift(timedelta(minutes=11))
        client.force_login(forum)
        assert client.post("/desk/people/invitation/", {"name": "again"}).status_code == 403


def test_somebody_sent_to_set_up_a_second_factor_comes_back_to_where_they_were(committee: Person) -> None:
    Authenticator.objects.filter(user=committee).delete()
    client = browser()
    client.force_login(committee)

    sent = client.get("/desk/people/access/?quarter=1")
    assert sent.headers["Location"] == "/desk/people/second-factor/?next=%2Fdesk%2Fpeople%2Faccess%2F%3Fquarter%3D1"
    client.get(sent.headers["Location"])
    Authenticator.objects.create(user=committee, type=Authenticator.Type.TOTP, data={"secret": ""})

    assert client.get("/desk/people/second-factor/return/").headers["Location"] == "/desk/people/access/?quarter=1"
    client.get("/desk/people/second-factor/?next=https://evil.example/")
    assert client.get("/desk/people/second-factor/return/").headers["Location"] == "/desk/"
