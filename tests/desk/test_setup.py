"""The first run: from an empty database to a desk, and shut to strangers all the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.desk.setup import code, progress
from steamie.evidence.models import Event
from steamie.people.models import Person, Tally
from steamie.strategy import shipped
from steamie.strategy.models import Association, Edition

pytestmark = pytest.mark.django_db
OFFICER = {"name": "Morag", "email": "morag@example.org", "password": "three plain words"}


@pytest.fixture(autouse=True)
def first_run(settings, tmp_path: Path) -> Iterator[str]:
    settings.FIRST_RUN, settings.DATA = True, tmp_path
    progress.forget()
    cache.clear()
    yield code.new_code()
    progress.forget()
    cache.clear()


def opened(given: str) -> Client:
    client = Client()
    client.post("/setup/", {"code": given.lower().replace("-", " ")})
    return client


def test_the_whole_journey(first_run: str) -> None:
    client = opened(first_run)
    assert client.get("/setup/", follow=True).redirect_chain[-1][0] == "/setup/strategy/"
    client.post("/setup/strategy/", {"choice": "shipped"})
    page = client.get("/setup/", follow=True)
    assert page.redirect_chain[-1][0] == "/setup/association/"
    told = {name: value or "" for name, value in page.context["form"].initial.items()}
    assert "HAC231" in page.content.decode(), "filled in from the strategy"
    client.post("/setup/association/", told)
    assert client.get("/setup/", follow=True).redirect_chain[-1][0] == "/setup/officer/"
    client.post("/setup/officer/", OFFICER)
    assert client.get("/setup/", follow=True).redirect_chain[-1][0] == "/setup/second-factor/"
    assert client.get("/desk/").headers["Location"] == "/setup/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200, "the sign-in pages are open during set-up"
    Authenticator.objects.create(user=Person.objects.get(), type="totp", data={"secret": ""})

    assert client.get("/setup/", follow=True).redirect_chain[-1][0] == "/setup/email/"
    page = client.get("/setup/email/").text
    assert "No mail server is set up, so no letter is sent." in page
    assert "Send a test letter" not in page
    client.post("/setup/email/postponement/")
    assert client.get("/setup/", follow=True).redirect_chain[-1][0] == "/setup/second-person/"
    chair = {"name": "Jean", "email": "jean@example.org", "office": "committee", "since": timezone.localdate().isoformat()}
    invited = client.post("/setup/second-person/", chair | {"reason": "The chair"}).text
    assert "nothing has been sent" in invited
    assert re.search(r'value="http[^"]+/accounts/password/reset/key/', invited), "the link to copy"

    assert client.get("/setup/", follow=True).redirect_chain[-1][0] == "/setup/channel/"
    assert client.post("/setup/channel/").headers["Location"] == "/desk/"

    assert client.get("/desk/").status_code == 200
    assert "What do you need today?" in client.get("/").content.decode(), "the website is built, not empty"
    assert (Association.objects.count(), Edition.objects.count(), Channel.objects.get().kind) == (1, 1, "website")
    assert {"S-01", "S-07", "S-57"} <= set(Event.objects.values_list("clause", flat=True))
    assert client.get("/setup/").status_code == 404
    assert code.fingerprint() == ""


def test_every_page_leads_to_the_set_up_but_health_and_static(client: Client) -> None:
    for page in ("/", "/desk/", "/strategy/", "/suggest/", "/demonstration/"):
        assert client.get(page).headers["Location"] == "/setup/"
    assert client.get("/healthz").status_code in (200, 503)


def test_a_stranger_without_the_code_gets_nowhere(client: Client) -> None:
    for page in ("", "association/", "officer/", "strategy/", "channel/"):
        answer = client.post(f"/setup/{page}", OFFICER)
        assert "Set-up code" in answer.content.decode()
    assert not Person.objects.exists()


def test_guesses_are_counted_and_a_new_code_replaces_the_old(first_run: str) -> None:
    client = Client()
    for _ in range(10):
        assert client.post("/setup/", {"code": "AAAA-AAAA-AAAA"}).status_code == 422
    assert Tally.objects.exists(), "counted where every process sees it, and a restart too"
    assert "Too many tries" in client.post("/setup/", {"code": first_run}).content.decode()
    cache.clear()
    code.new_code()
    assert "That is not the code" in client.post("/setup/", {"code": first_run}).content.decode()


def test_the_code_is_kept_only_as_a_hash(first_run: str, tmp_path: Path) -> None:
    kept = tmp_path / "keys" / "setup_code"
    assert first_run.replace("-", "") not in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


def test_what_was_typed_about_the_association_is_shown_again_not_what_the_strategy_says(first_run: str) -> None:
    client = opened(first_run)
    client.post("/setup/strategy/", {"choice": "shipped"})
    given = {name: value or "" for name, value in client.get("/setup/association/").context["form"].initial.items()}
    client.post("/setup/association/", given | {"telephone": "0141 496 0000"})

    page = client.get("/setup/association/").content.decode()

    assert "0141 496 0000" in page
    assert given["telephone"] not in page


def test_a_file_and_f08_at_once_are_asked_about(first_run: str) -> None:
    client = opened(first_run)
    ours = SimpleUploadedFile("ours.toml", b"[strategy]")

    answer = client.post("/setup/strategy/", {"choice": "shipped", "file": ours})

    assert "Say which you mean" in answer.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('id = "S-50"', 'id = "S-49"', r"Line \d+, [^<]*S-49"),
        ("reviewed = 2021-09-30", "reviewed = 2021-09-31", r"Line 14, reviewed: "),
        ('id = "S-50"', 'nr = "S-50"', r"Line \d+, "),
    ],
)
def test_mistakes_in_our_own_file_are_shown_by_line_and_field(first_run: str, wrong: str, right: str, said: str) -> None:
    source = shipped.source()
    assert wrong in source
    ours = SimpleUploadedFile("ours.toml", source.replace(wrong, right, 1).encode())

    answer = opened(first_run).post("/setup/strategy/", {"choice": "file", "file": ours})

    assert answer.status_code == 422
    assert re.search(said, answer.content.decode()), re.findall("<li>Line.*?</li>", answer.content.decode())


def test_an_empty_form_says_in_each_field_s_name_what_to_fill_in(first_run: str) -> None:
    client = opened(first_run)

    page = client.post("/setup/association/", {"email": "nobody", "website": "no site"}).content.decode()

    assert "Full name: fill this in." in page
    assert "E-mail address: write the e-mail address in full, like name@example.org." in page
    assert "Website: write the web address in full" in page
    assert "This field is required" not in page


def test_pressing_the_last_button_twice_opens_one_website(first_run: str) -> None:
    client = opened(first_run)
    client.post("/setup/strategy/", {"choice": "shipped"})
    client.post("/setup/officer/", OFFICER)
    Authenticator.objects.create(user=Person.objects.get(), type="totp", data={"secret": ""})

    for _ in range(2):
        assert client.post("/setup/channel/").status_code == 302

    assert Channel.objects.count() == 1


def test_a_malformed_strategy_is_refused_by_line_and_field(first_run: str) -> None:
    client = opened(first_run)
    bad = SimpleUploadedFile("ours.toml", b'[strategy]\ncode = "X"\n')

    answer = client.post("/setup/strategy/", {"choice": "file", "file": bad})

    assert answer.status_code == 422
    assert re.search(r"Line \d+, ", answer.content.decode())
    assert not Edition.objects.exists()


def test_a_weak_password_is_refused_and_the_rest_stays_typed(first_run: str) -> None:
    answer = opened(first_run).post("/setup/officer/", {**OFFICER, "password": "password"})

    assert answer.status_code == 422
    assert "Morag" in answer.content.decode()


def test_it_can_be_resumed_by_the_officer_and_by_nobody_else(first_run: str) -> None:
    opened(first_run).post("/setup/officer/", OFFICER)

    late = opened(first_run)
    assert late.get("/setup/association/").headers["Location"] == "/accounts/login/?next=/setup/"
    assert "The officer is appointed." in late.get("/accounts/login/").content.decode()
    officer = Client()
    officer.force_login(Person.objects.get())
    assert officer.get("/setup/association/").status_code == 200


def test_a_house_that_is_set_up_has_no_set_up(client: Client, settings) -> None:
    settings.FIRST_RUN = False
    assert client.get("/setup/").status_code == 404
