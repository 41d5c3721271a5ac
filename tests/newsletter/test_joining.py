"""Nobody is written news before they confirmed it from their own mailbox, and one press stops it for good."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.letters.models import Letter
from steamie.newsletter import composing, sending
from steamie.newsletter.actions import joining
from steamie.newsletter.models import Basis, Leaving, NewsLayout, NewsSubscription
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from tests.newsletter.making import NOW, part, read, reader, wish

pytestmark = pytest.mark.django_db
ASK = "/news-by-email/"


@pytest.fixture(autouse=True)
def _with_mail(settings: Any) -> None:
    settings.MAIL_SERVER = object()


def ask(client: Client, email: str = "jean@example.org", **typed: str) -> HttpResponse:
    return client.post(ASK, {"email": email, "mailing_list": "supporters", "layout": "ordinary"} | typed)


def link(letter: Letter, place: str) -> str:
    """The address in a letter that leads to a place of ours."""
    found = re.search(rf"https?://[^/\s]+(/news-by-email/{place}/\S+)", part(read(letter), "plain"))
    assert found
    return found[1]


def test_asking_writes_one_letter_and_nothing_comes_before_the_press_in_it(client: Client) -> None:
    page = ask(client)
    assert page.status_code == 200
    assert not page.cookies
    row, letter = NewsSubscription.objects.get(), Letter.objects.get()
    assert (row.is_active, row.basis, letter.to) == (False, Basis.ASKED, "jean@example.org")
    assert row.basis_words.startswith("Send me news for residents")
    address = link(letter, "confirmation")
    assert "Yes, send it" in client.get(address).content.decode()
    assert not NewsSubscription.objects.active().exists()  # a program that opens every link confirms nothing
    assert "You get our news now" in client.post(address).content.decode()
    assert NewsSubscription.objects.active().get() == row
    assert client.post(address).status_code == 200  # pressed twice
    assert Event.objects.filter(verb="confirm news").count() == 1


def test_who_is_on_the_list_and_who_is_not_get_the_same_page(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        reader("known@example.org")
    letters = Letter.objects.count()
    known, unknown = ask(client, "known@example.org"), ask(client, "other@example.org")
    pages = [page.content.decode().replace(name, "") for page, name in ((known, "known"), (unknown, "other"))]
    assert pages[0] == pages[1]
    assert Letter.objects.count() == letters + 2
    assert "already" in Letter.objects.get(to="known@example.org", subject__contains="already").subject


def test_a_stranger_s_mailbox_is_not_filled(client: Client) -> None:
    for _ in range(3):
        ask(client)
    assert Letter.objects.count() == 1
    answers = [ask(client, f"a{number}@example.org").status_code for number in range(18)]
    assert answers == [200] * 17 + [429]


@pytest.mark.parametrize(
    "email",
    ["", "jean", "jean@example.org\nBcc: all@example.org", "a@b.org, c@d.org", "jean@exa mple.org", "x" * 250 + "@example.org"],
)
def test_a_bad_address_is_said_and_kept_in_its_box(client: Client, email: str) -> None:
    page = ask(client, email)
    assert page.status_code == 422
    assert not NewsSubscription.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("email", ["mail@pineview.org.uk", "MAIL@Pineview.org.uk"])
def test_our_own_address_is_refused(client: Client, email: str) -> None:
    page = ask(client, email)
    assert (page.status_code, "This is our own address" in page.content.decode()) == (422, True)


def test_a_machine_is_thanked_and_nobody_is_written_to(client: Client) -> None:
    assert ask(client, website="x").status_code == 200
    assert not Letter.objects.exists()


def test_without_a_mail_server_nothing_is_promised_or_kept(client: Client, settings: Any) -> None:
    settings.MAIL_SERVER = None
    assert "We cannot send e-mail yet" in client.get(ASK).content.decode()
    assert ask(client).status_code == 422
    assert not NewsSubscription.objects.exists()


def test_a_link_a_week_old_or_forged_confirms_nothing(client: Client) -> None:
    row = joining.ask(wish=wish())
    good = f"/news-by-email/confirmation/{composing.ticket(row)}/"
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert client.post(good).status_code == 404
    assert client.post("/news-by-email/confirmation/1:forged:forged/").status_code == 404
    assert not NewsSubscription.objects.active().exists()


def test_a_link_pressed_after_the_letters_were_stopped_starts_nothing(client: Client) -> None:
    row = joining.ask(wish=wish())
    joining.leave(subscription=row)
    assert client.post(f"/news-by-email/confirmation/{composing.ticket(row)}/").status_code == 404
    assert not NewsSubscription.objects.active().exists()


def test_one_press_stops_it_and_looking_stops_nothing(client: Client) -> None:
    row = reader()
    address = f"/news-by-email/leaving/{row.token}/"
    assert "Stop these letters" in client.get(address).content.decode()
    assert NewsSubscription.objects.active().exists()
    for _ in range(2):
        page = client.post(address, {"List-Unsubscribe": "One-Click"})
        assert (page.status_code, "no more of these letters" in page.content.decode()) == (200, True)
    row.refresh_from_db()
    assert row.left_how == Leaving.PRESSED
    assert client.post("/news-by-email/leaving/nobody/").content == client.post(address).content


def test_letters_look_otherwise_when_asked(client: Client) -> None:
    row = reader()
    address = f"/news-by-email/leaving/{row.token}/layout/"
    assert "The next letter looks so" in client.post(address, {"layout": "large"}).content.decode()
    row.refresh_from_db()
    assert row.layout == NewsLayout.LARGE
    assert client.post(address, {"layout": "gold"}).status_code == 422


def test_lists_are_apart() -> None:
    supporter, partner = reader(), reader(code="partners")
    joining.leave(subscription=supporter)
    partner.refresh_from_db()
    assert partner.is_active


def test_an_organisation_is_put_on_with_a_reason_and_a_person_has_to_confirm(officer: Person) -> None:
    put = {"by": officer, "at": NOW}
    row = joining.put_on(wish=wish("info@charity.example", "partners"), basis=Basis.ORGANISATION, words="Runs the pantry", **put)
    assert row.is_active
    with pytest.raises(NotReady, match="Only people who ask"):
        joining.put_on(wish=wish("info@charity.example"), basis=Basis.ORGANISATION, words="Runs the pantry", **put)
    asked = joining.put_on(wish=wish("jean@example.org"), basis=Basis.PAPER, words="Form of 3 November", **put)
    assert not asked.is_active
    assert Letter.objects.get().to == "jean@example.org"
    with pytest.raises(NotReady, match="on the list"):
        joining.put_on(wish=wish("JEAN@example.org"), basis=Basis.PAPER, words="Again", **put)


def test_who_left_is_not_put_on_again_also_when_their_address_is_forgotten(officer: Person) -> None:
    row = reader("info@charity.example", code="partners")
    joining.leave(subscription=row, at=NOW)
    sending.forget(NOW + timedelta(days=31))
    row.refresh_from_db()
    assert row.email == ""
    put = {"basis": Basis.ORGANISATION, "words": "Runs the pantry", "by": officer, "at": NOW + timedelta(days=40)}
    with pytest.raises(NotReady, match="stopped these letters"):
        joining.put_on(wish=wish("info@charity.example", "partners"), **put)
    assert joining.ask(wish=wish("info@charity.example", "partners"), at=NOW + timedelta(days=41)).pk != row.pk


def test_who_does_not_confirm_is_forgotten_after_a_week() -> None:
    row = joining.ask(wish=wish(), at=NOW)
    sending.forget(NOW + timedelta(days=6))
    row.refresh_from_db()
    assert row.email
    sending.forget(NOW + timedelta(days=8))
    row.refresh_from_db()
    assert (row.email, row.left_how) == ("", Leaving.NOT_CONFIRMED)


def test_somebody_who_tells_us_is_taken_off_every_list(client: Client, officer: Person, staff: Person) -> None:
    reader(), reader(code="partners")
    with pytest.raises(NotAllowed):
        joining.stop_for(email="jean@example.org", by=staff)
    client.force_login(officer)
    page = client.post("/desk/news-by-email/addresses/end/", {"stop-email": "Jean@example.org"}, follow=True)
    assert "They get no more letters" in page.content.decode()
    assert not NewsSubscription.objects.active().exists()
    page = client.post("/desk/news-by-email/addresses/end/", {"stop-email": "nobody@example.org"}, follow=True)
    assert "No list has this address" in page.content.decode()


def test_no_address_stands_in_the_minute_book_or_on_the_desk(client: Client, officer: Person) -> None:
    reader("canary7xq@example.org")
    assert "canary7xq" not in " ".join(str(row) for row in Event.objects.values())
    client.force_login(officer)
    assert "canary7xq" not in client.get("/desk/news-by-email/").content.decode()
