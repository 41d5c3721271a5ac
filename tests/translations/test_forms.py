"""Our forms in another language: questions, slips, thanks and redirects, by the form itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from steamie.casework.actions.opening import Whose
from steamie.casework.models import Case
from steamie.people.models import Person
from steamie.portal.forms import WRONG_CODE
from steamie.rules.phrases import TranslatedPhrases
from steamie.services.numbers import NUMBERS
from steamie.translations import actions, sources
from steamie.translations.actions import Incoming
from steamie.translations.models import Translation
from steamie.translations.sources import forms
from tests.casework.making import told
from tests.particulars.test_own_lists import row_of, seen
from tests.portal.making import account_of, browser_of, key_of, let

from .making import NOW, offered, text_named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy", "home")]
HOUSE = Path(__file__).parents[2] / "src" / "steamie"
FOREIGN = "Zażółć"  # before each sentence: what does not begin with it stayed English
LEFT_ENGLISH = "main [lang=en-GB]:not(.st_banner a), .st_urgent [lang=en-GB]"
WISHES = {"reach_by": "text", "medium": "paper", "layout": "large", "language": "pl"}
REPAIR = {"words": "Cieknie", "name": "Ala", "address": "1/1, 14 Canary Street", "postcode": "G99 9ZZ", "phone": "07700 900123"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def polish(officer: Person, colleague: Person) -> None:
    """Every form, and the words around, in something like Polish."""
    offered("pl", colleague)
    for name in ("around-all", *(f"form-{key}" for key in (*forms.FORMS, forms.SHARED))):
        text = sources.named(name)
        assert text is not None
        words = [polish_of(part.text) for part in text.segments]
        draft = actions.bring_in(text=text, tag="pl", incoming=Incoming(words, "T"), by=colleague)
        actions.approve(translation=draft, checker="R", by=officer)


def polish_of(english: str) -> str:
    """The sentence as its test translation."""
    return f"{FOREIGN} {english.translate(str.maketrans('aeosclzn', 'ąęóśćłżń'))}"


def page_of(answer: object) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")  # type: ignore[attr-defined]


def english_of(page: BeautifulSoup) -> list[str]:
    """What on the page of a form stayed English, the way to the English page apart."""
    return [" ".join(tag.get_text().split()) for tag in page.select(LEFT_ENGLISH)]


def read(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, address
    page = page_of(answer)
    assert page.html["lang"] == "pl"
    return page


def test_a_repair_is_told_in_another_language(polish: None) -> None:
    client = Client()
    about = "?where=kitchen&what=tap"
    steps = ["", "where/", "what/?where=kitchen", f"details/{about}", "details/?where=kitchen&what=damp"]
    for step in steps:
        page = read(client, f"/pl/repairs/{step}")
        assert english_of(page) == []
        assert all(form["action"].startswith("/pl/") for form in page.main.select("form"))
    slip = client.post(f"/pl/repairs/check/{about}", {"words": "Cieknie <b>"})
    page = page_of(slip)
    assert (slip.status_code, english_of(page)) == (422, [])
    assert polish_of("2 things to fix").split()[0] in page.select_one("#errors h2").text
    assert page.select_one("[name=words]").text.strip() == "Cieknie <b>"
    check = page_of(client.post(f"/pl/repairs/check/{about}", REPAIR))
    assert english_of(check) == []
    assert check.select_one("dd").text == f"{polish_of('Kitchen')}: {polish_of('Tap drips or is stiff')}"
    thanks = page_of(client.post(f"/pl/repairs/sent/{about}", REPAIR))
    assert (english_of(thanks), thanks.h1.text) == ([], polish_of("Thank you. We have what you wrote"))
    assert thanks.select_one(".st_done__ref").text == Case.objects.get().reference
    assert thanks.select_one(".st_line b").text.startswith(polish_of("Saved").split()[1])


def test_a_message_and_the_way_to_follow_it(polish: None) -> None:
    client = Client()
    for address in ("/pl/contact/", "/pl/contact/private/", "/pl/follow/", "/pl/suggest/"):
        assert english_of(read(client, address)) == [], address
    page = page_of(client.post("/pl/contact/", {"words": "Dzień dobry"}))
    assert english_of(page) == []
    assert polish_of("Say how we can reach you, or tick that you do not need an answer.") in page.text
    sent = page_of(client.post("/pl/contact/", {"words": "Dzień dobry", "reach": "ala@example.org", "postcode": "G99 9ZZ"}))
    assert english_of(sent) == []
    found = client.post("/pl/follow/", {"reference": Case.objects.get().reference, "fact": "G99 9ZZ"})
    assert english_of(page_of(found)) == []
    assert client.get("/pl/repairs/what/?where=nowhere").headers["Location"] == "/pl/repairs/where/"


def test_an_account_in_another_language(polish: None) -> None:
    tenant = let("T1", "Shona Reid").tenants.get()
    account = account_of(tenant, "shona@example.org")
    browser = browser_of(account)
    case = told("repair", at=NOW, whose=Whose(address=tenant.tenancy.address, postcode=tenant.tenancy.postcode))
    own = ("", "settings/", "household/", "closing/", "not-mine/", "matters/", f"matters/{case.tenancy_matter.token}/")
    for address in own:
        assert english_of(read(browser, f"/pl/portal/{address}")) == [], address
    stranger = Client()
    assert stranger.get("/pl/portal/").headers["Location"] == "/pl/portal/sign-in/"
    for address in ("/pl/portal/sign-in/", "/pl/portal/register/"):
        assert english_of(read(stranger, address)) == [], address
    wrong = page_of(stranger.post("/pl/portal/register/", {"by": "code", "code": "ABC", "email": "nobody"}))
    assert english_of(wrong) == []
    assert polish_of(WRONG_CODE) in wrong.text
    sent = page_of(stranger.post("/pl/portal/sign-in/", {"email": "shona@example.org"}))
    assert (english_of(sent), sent.h1.text) == ([], polish_of("Look at your e-mail"))
    saved = browser.post("/pl/portal/settings/", WISHES | {"key": key_of(account)})
    assert english_of(page_of(saved)) == []
    assert browser.post("/pl/portal/closing/", {"key": "forged"}).status_code == 403


def test_what_a_landlord_says_in_a_list_is_there_to_translate_at_once(officer: Person) -> None:
    """The sentences of the forms were once put together for good when the first was asked for."""
    assert "Power cut" in [part.text for part in text_named("form-repair").segments]
    row = row_of(NUMBERS, "emergency", "Power cut")
    typed = {"who": "No light", "how": "Free.", "telephone": "105", "seen": seen(NUMBERS)}
    desk = Client()
    desk.force_login(officer)
    desk.post(reverse("particulars:change_row", args=["numbers", "emergency", row]), typed)
    words = [part.text for part in text_named("form-repair").segments]
    assert ("No light" in words, "Power cut" in words) == (True, False)


def test_a_space_inside_a_mark_and_a_part_that_stands_alone_find_their_words() -> None:
    """Whether a drawing stands before the words decides the space; "Put right 3 May" stands alone where nothing is owed."""
    whole = "{1} Open{/1} {2}Reference {3}…{/3}{/2}", "{1}Otwarte{/1} {2}Numer {3}…{/3}{/2}"
    owed = "{1}Put right …{/1} We owe you £….", "{1}Naprawiono …{/1} Należy się £…."
    phrases = TranslatedPhrases([whole, owed])
    assert phrases.of("{1}Open{/1} {2}Reference {3}R7K{/3}{/2}") == "{1}Otwarte{/1} {2}Numer {3}R7K{/3}{/2}"
    assert phrases.of("Put right 3 May") == "Naprawiono 3 May"


def test_every_step_that_people_are_shown_can_be_translated(strategy: object) -> None:
    """The rooms write steps into the history of what somebody sent; those written in full stand among the words of forms."""
    calls = [node for path in HOUSE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    shown = {_title(call) for call in calls if _is_shown(call)} - {""}
    every = {part.text for name in ("form-follow", "form-shared") for part in text_named(name).segments}
    assert len(shown) > 9
    assert sorted(shown - every) == []


def _is_shown(call: ast.Call) -> bool:
    """Whether a step is written for whom it is about."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    return "title" in named and isinstance(named.get("for_them"), ast.Constant) and named["for_them"].value is True


def _title(call: ast.Call) -> str:
    """The words of its title where they stand in full."""
    title = next(keyword.value for keyword in call.keywords if keyword.arg == "title")
    return str(title.value) if isinstance(title, ast.Constant) else ""


def test_what_has_no_translation_stays_english_and_nothing_typed_is_lost(polish: None) -> None:
    Translation.objects.filter(key="contact").update(taken_down_at=NOW)
    client = Client()
    assert client.get("/pl/contact/").headers["Location"] == "/contact/"
    page = page_of(client.post("/pl/contact/", {"words": "Dzień dobry"}))
    assert page.html["lang"] == "en-GB"
    assert page.select_one("[name=words]").text.strip() == "Dzień dobry"


def test_a_part_that_changed_is_english_and_says_so(polish: None) -> None:
    row = Translation.objects.get(key="contact")
    number = [part.text for part in row.segments].index("What do you want to tell us?")
    row.source[number]["text"] = "What did you want to tell us?"
    row.digest = "0" * 64
    row.save()
    page = read(Client(), "/pl/contact/")
    assert english_of(page) == ["What do you want to tell us?"]
    assert page.select_one("label[for=id_words]")["lang"] == "en-GB"
    assert polish_of("This translation is older than the English. Call us to be sure of dates and figures.") in page.text


def test_marks_twice_and_without_end_neither_end_the_page_nor_lose_words(polish: None) -> None:
    row = Translation.objects.get(key="contact")
    number = next(place for place, part in enumerate(row.segments) if part.text.startswith("Something broken?"))
    row.words[number] = "{1}Raz{/1} {1}dwa{/1} " + "{2}" * 1000 + "trzy" + "{/2}" * 1000
    row.save()
    lead = read(Client(), "/pl/contact/").select_one(".st_lead")
    assert " ".join(lead.get_text().split()) == "Raz dwa trzy"
    assert [link["href"] for link in lead.select("a")] == ["/pl/repairs/", "/pl/contact/private/"]
