"""Letters with a code in the language that the list of tenancies has, then in English; or a line that there is none."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from steamie.people.models import Person
from steamie.portal import code_letters
from steamie.portal.models import ContactWish, Tenancy, TenancyList, Tenant
from steamie.printing import CannotTypeset
from steamie.translations.letters_in_language import language_of
from tests.translations.making import approved_words, offered

from .making import NOW, account_of, browser_of, let

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
POLISH = {
    "Your account with us": "Twoje konto u nas",
    "You can see your repairs, and say how we should write to you, in an account of your own. To set it up, go to\n…": "Oto\n…",
    "and copy this code:": "i przepisz ten kod:",
    "It is for … alone, works once, and ends on …. Please do not pass it on.": "Tylko dla: …, do dnia: ….",
    "You do not have to have an account: you can call us, write or come in as before, and get the same service.": "Wolno.",
    "Call us: …": "Zadzwoń: …",
}


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(officer: Person) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def speaker(language: str, name: str = "Marek Nowak", reference: str = "T1") -> Tenant:
    tenancy = let(reference, name)
    tenancy.tenants.update(language=language)
    return tenancy.tenants.get()


def printed(desk: Client, tenant: Tenant) -> list[str]:
    """The pages of the letter."""
    answer = desk.post(f"/desk/portal/tenants/{tenant.pk}/letter/")
    assert answer["Content-Type"] == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages]


def test_the_letter_comes_in_the_language_and_in_english(desk: Client, officer: Person, colleague: Person) -> None:
    approved_words("letter-account-code", "pl", POLISH, colleague, officer)
    polish, english = printed(desk, speaker("pl"))
    (alone,) = printed(desk, let("T2", "Jean Reid", flat="1/1").tenants.get())
    assert "Twoje konto u nas" in polish
    assert "Tylko dla: Marek Nowak, do dnia: 5 January 2027." in polish
    assert "Your account with us" in english
    assert "Your account with us" in alone
    code = english.split("copy this code: ")[1][:9]
    assert code in polish


def test_a_language_without_the_letter_is_said_in_it_and_a_missing_script_stops_nothing(
    desk: Client, officer: Person, colleague: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered("pl", colleague)
    (page,) = printed(desk, speaker("pl"))
    assert "We find somebody who speaks your language." in page
    approved_words("letter-account-code", "pl", POLISH, colleague, officer)
    typeset = code_letters.typeset

    def without_fonts(*args: object, any_script: bool = False, **named: object) -> bytes:
        if any_script:
            raise CannotTypeset("Our printed letters have no such letter.")
        return typeset(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(code_letters, "typeset", without_fonts)
    (page,) = printed(desk, speaker("pl", "Ewa Nowak", "T3"))
    assert "Your account with us" in page


def test_a_list_says_the_language_and_one_we_do_not_know_is_said(desk: Client) -> None:
    file = io.BytesIO(b"Ref,Name,Address,Postcode,Preferred language\nT1,A,1 High St,G1,Polski\nT2,B,2 High St,G1,Elvish\n")
    file.name = "list.csv"
    desk.post("/desk/portal/lists/", {"file": file})
    upload = TenancyList.objects.get()
    columns = {"reference": "0", "name": "1", "address": "2", "postcode": "3", "language": "4"}
    page = desk.get(f"/desk/portal/lists/{upload.pk}/columns/").text
    assert "Language for letters" in page
    desk.post(f"/desk/portal/lists/{upload.pk}/columns/", columns)
    seen = desk.get(upload.get_absolute_url()).text
    assert "“Elvish” is no language of ours, so letters to B are in English." in " ".join(seen.split())
    desk.post(f"/desk/portal/lists/{upload.pk}/taking/")
    assert list(Tenant.objects.order_by("pk").values_list("language", flat=True)) == ["pl", ""]
    assert "Letters in Polish, by our list." in desk.get(Tenancy.objects.get(reference="T1").get_absolute_url()).text


def test_the_account_begins_in_the_language_of_the_list_until_its_owner_says_otherwise(strategy: object) -> None:
    account = account_of(speaker("so"), "marek@example.org")
    assert language_of("marek@example.org") == "so"
    assert '<option value="so" lang="so" selected>' in " ".join(browser_of(account).get("/portal/settings/").text.split())
    ContactWish.objects.create(account=account, at=NOW, language="en")
    assert language_of("marek@example.org") == "en"
    assert ContactWish.of(account).language == "en"
