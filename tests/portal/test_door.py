"""The door of the portal: registered by letter code or facts, in by a link, the same answer for known and unknown."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from steamie.letters.models import Letter
from steamie.people.models import Person
from steamie.portal.actions.codes import make_codes
from steamie.portal.models import AccountRequest, ResidentAccount, Tenant
from steamie.portal.sessions import COOKIE
from steamie.portal.tasks import answer_due

from .making import NOW, account_of, browser_of, key_of, let, newest_link

pytestmark = pytest.mark.django_db
TRIES, MOST_DIFFERENCE = 1000, 0.05
REGISTER, SIGN_IN = "/portal/register/", "/portal/sign-in/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def by_code(code: str, email: str = "shona@example.org") -> dict[str, str]:
    return {"by": "code", "code": code, "email": email}


def by_facts(born: str = "1980-05-06", postcode: str = "g99 9zz", **more: str) -> dict[str, str]:
    return {"by": "facts", "reference": "t1", "born": born, "postcode": postcode, "email": "shona@example.org"} | more


def registered(given: dict[str, str]) -> int:
    """Ask for an account and let it be answered: how many letters went out."""
    before = Letter.objects.count()
    answer = Client().post(REGISTER, given)
    assert answer.status_code == 200
    assert "Look at your e-mail" in answer.content.decode()
    answer_due()
    return Letter.objects.count() - before


def test_a_letter_code_opens_an_account_once_and_for_its_owner(officer: Person) -> None:
    tenant = let("T1", "Shona Reid").tenants.get()
    ((_, code),) = make_codes(tenants=[tenant], by=officer)
    assert registered(by_code(f"{code[:4].lower()} {code[4:]}")) == 1
    client = Client()
    address = reverse("portal:link", args=[newest_link()])
    assert "Yes, sign me in" in client.get(address).content.decode()
    assert client.get(address).status_code == 200  # a program that looks into mail uses nothing up
    assert not client.cookies
    assert client.post(address).headers["Location"] == "/portal/"
    assert "Hello, Shona" in client.get("/portal/").content.decode()
    assert ResidentAccount.objects.get().opened_at == NOW
    assert client.post(address).status_code == 410  # used
    assert registered(by_code(code, "somebody.else@example.org")) == 0


@pytest.mark.parametrize(
    ("given", "letters"),
    [
        (by_facts(), 1),
        (by_facts(born="1980-05-07"), 0),
        (by_facts(postcode="G1 1AA"), 0),
        (by_facts(reference="T2"), 0),
        (by_code("22222222"), 0),
    ],
)
def test_facts_must_fit_and_the_page_does_not_say_whether_they_do(given: dict[str, str], letters: int) -> None:
    let("T1", "Shona Reid")
    assert registered(given) == letters
    assert not AccountRequest.objects.exists()


def test_a_slip_in_the_code_is_said_and_nothing_typed_is_lost() -> None:
    answer = Client().post(REGISTER, by_code("ABCD EFG"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A letter or a figure of the code is wrong or missing" in page
    assert 'value="ABCD EFG"' in page
    assert 'value="shona@example.org"' in page


def test_known_and_unknown_addresses_get_the_same_page_with_the_same_work() -> None:
    account_of(let("T1", "Shona Reid").tenants.get(), "known@example.org")
    pages, queries = set(), set()
    Client().post(SIGN_IN, {"email": "first@example.org"})  # the counter of tries begins
    for email in ("known@example.org", "other@example.org"):
        with CaptureQueriesContext(connection) as counted:
            answer = Client().post(SIGN_IN, {"email": email})
        pages.add(answer.content.decode().replace(email[:1] + "…", ""))
        queries.add(len(counted))
        assert not answer.cookies
    assert len(pages) == len(queries) == 1
    before = Letter.objects.count()
    answer_due()
    assert list(Letter.objects.filter(pk__gt=0).order_by("pk").values_list("to", flat=True))[before:] == ["known@example.org"]


@pytest.mark.parametrize(
    ("later", "status"), [(timedelta(minutes=19), 302), (timedelta(minutes=20), 410), (timedelta(days=7), 410)]
)
def test_a_link_lasts_twenty_minutes(later: timedelta, status: int, clock: time_machine.Traveller) -> None:
    account_of(let("T1", "Shona Reid").tenants.get(), "shona@example.org")
    Client().post(SIGN_IN, {"email": "Shona@Example.org"})
    answer_due()
    clock.move_to(NOW + later)
    assert Client().post(reverse("portal:link", args=[newest_link()])).status_code == status


@pytest.mark.parametrize(("site", "status"), [("cross-site", 200), ("same-site", 200), ("same-origin", 302), ("none", 302)])
def test_another_website_cannot_bring_its_reader_into_an_account(site: str, status: int) -> None:
    account_of(let("T1", "Shona Reid").tenants.get(), "shona@example.org")
    Client().post(SIGN_IN, {"email": "shona@example.org"})
    answer_due()
    browser = Client(headers={"Sec-Fetch-Site": site})
    assert browser.post(reverse("portal:link", args=[newest_link()])).status_code == status
    assert (COOKIE in browser.cookies) is (status == 302)


def test_somebody_who_moved_out_yesterday_is_not_let_in() -> None:
    tenant = let("T1", "Shona Reid").tenants.get()
    account_of(tenant, "shona@example.org")
    Client().post(SIGN_IN, {"email": "shona@example.org"})
    answer_due()
    address = reverse("portal:link", args=[newest_link()])
    Tenant.objects.update(until=date(2026, 11, 23))
    assert Client().post(address).status_code == 410


def test_a_sign_in_ends_when_it_lies_idle_and_when_its_owner_goes_out(clock: time_machine.Traveller) -> None:
    account = account_of(let("T1", "Shona Reid").tenants.get(), "shona@example.org")
    client = browser_of(account)
    assert client.get("/portal/").status_code == 200
    assert client.post("/portal/sign-out/", {"key": "forged"}).status_code == 403
    assert client.post("/portal/sign-out/", {"key": key_of(account)}).status_code == 302
    assert client.get("/portal/").headers["Location"] == SIGN_IN
    client = browser_of(account)
    clock.move_to(NOW + timedelta(hours=1, minutes=1))
    assert client.get("/portal/").headers["Location"] == SIGN_IN


def test_no_cookie_is_set_before_somebody_comes_in() -> None:
    for address in (SIGN_IN, REGISTER, "/portal/", "/portal/link/unknown/"):
        assert not Client().get(address).cookies, address
    assert COOKIE == "account"


def test_a_flood_from_one_address_is_asked_to_wait() -> None:
    answers = [Client().post(SIGN_IN, {"email": f"a{number}@example.org"}).status_code for number in range(22)]
    assert answers[:20] == [200] * 20
    assert answers[20:] == [429, 429]


def test_one_account_gets_few_links() -> None:
    account_of(let("T1", "Shona Reid").tenants.get(), "shona@example.org")
    before = Letter.objects.count()
    for _ in range(6):
        Client().post(SIGN_IN, {"email": "shona@example.org"})
        answer_due()
    assert Letter.objects.count() - before == 2  # with the one that opened the account, three


def test_the_desk_s_accounts_and_the_portal_s_open_no_door_of_each_other(officer: Person) -> None:
    account = account_of(let("T1", "Shona Reid").tenants.get(), officer.email)
    assert browser_of(account).get("/desk/").headers["Location"].startswith("/accounts/login/")
    staff = Client()
    staff.force_login(officer)
    assert staff.get("/portal/").headers["Location"] == SIGN_IN


@pytest.mark.long
def test_a_thousand_tries_tell_nobody_whom_we_know() -> None:
    """Known and unknown in turn: the processor works as long for either, and both get the same page."""
    account_of(let("T1", "Shona Reid").tenants.get(), "known@example.org")
    spent: dict[str, list[float]] = {"known@example.org": [], "other@example.org": []}
    pages = set()
    for number in range(TRIES):
        email = ("known@example.org", "other@example.org")[number % 2]
        began = time.process_time()
        answer = Client(REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}").post(SIGN_IN, {"email": email})
        spent[email].append(time.process_time() - began)
        pages.add(answer.content.decode().replace(f"{email[0]}…", "…"))
    known, other = (median(times[20:]) for times in spent.values())
    assert len(pages) == 1
    assert abs(known / other - 1) < MOST_DIFFERENCE, (known, other)
