"""Letters to residents in the language of their account, the English below; and no half of one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.urls import reverse

from steamie.letters.models import Letter
from steamie.people.models import Person
from steamie.portal.actions.coming_in import close
from steamie.portal.models import ContactWish, ResidentAccount
from steamie.translations import sources
from steamie.translations.models import Translation
from steamie.translations.sources.letters import LETTERS
from tests.portal.making import account_of, browser_of, let, newest_link

from .making import NOW, approved_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy", "home")]
LINK = {
    "The link to your account": "Odnośnik do konta",
    "Your link to …": "Twój odnośnik do …",
    "Hello …,": "Dzień dobry …,",
    'you asked for a link to your account. Open it, then press "Yes, sign me in":': "Oto odnośnik do konta. Naciśnij „Tak”:",
    "It works once, for … minutes. Please do not pass it on: whoever has it sees your account.": "Działa raz, przez … minut.",
    "You did not ask? Then throw this away: nothing happens without the link.": "To nie ty? Wyrzuć ten list.",
}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def shona() -> ResidentAccount:
    account = account_of(let("T1", "Shona Reid").tenants.get(), "shona@example.org")
    ContactWish.objects.create(account=account, at=NOW, language="pl")
    return account


@pytest.fixture
def link_in_polish(officer: Person, colleague: Person) -> Translation:
    return approved_words("letter-account-link", "pl", LINK, colleague, officer)


def test_the_link_comes_in_the_language_of_the_account_with_the_english(
    shona: ResidentAccount, link_in_polish: Translation, officer: Person, colleague: Person
) -> None:
    whole = {part.text: f"Zażółć {number}" for number, part in enumerate(text_of("form-account"))}
    approved_words("form-account", "pl", whole, colleague, officer)
    browser_of(shona)
    letter = Letter.objects.latest("pk")
    polish, english = words_of(letter).split("----------")
    assert letter.subject.startswith("Twój odnośnik do ")
    assert " / Your link to " in letter.subject
    assert polish.startswith("Dzień dobry Shona,\n\nOto odnośnik do konta. Naciśnij „Tak”:\n\nhttp")
    assert "Działa raz, przez 20 minut." in polish
    assert f"/pl{reverse('portal:link', args=[newest_link()])}" in polish
    assert "you asked for a link to your account" in english
    assert "Pineview" in polish
    assert "Pineview" in english


def test_what_is_not_translated_whole_comes_in_english_alone(
    shona: ResidentAccount, link_in_polish: Translation, officer: Person
) -> None:
    close(account=shona, by=officer, at=NOW)
    assert words_of(Letter.objects.latest("pk")).startswith("Hello Shona,\n\nyour account is closed")
    other = account_of(let("T2", "Nora Neighbour", flat="2/2").tenants.get(), "nora@example.org")
    browser_of(other)
    assert words_of(Letter.objects.latest("pk")).startswith("Hello Nora,")  # she asked for no language


def test_a_translation_taken_down_or_of_a_language_no_longer_offered_is_not_sent(
    shona: ResidentAccount, link_in_polish: Translation
) -> None:
    Translation.objects.update(taken_down_at=NOW)
    browser_of(shona)
    assert words_of(Letter.objects.latest("pk")).startswith("Hello Shona,")


def test_what_goes_to_many_or_is_nobody_s_stays_as_it_was_written(shona: ResidentAccount, link_in_polish: Translation) -> None:
    for headers in ({"Precedence": "bulk"}, {}):
        EmailMessage("News", "Hello Shona,\n\nSomething else.", to=["shona@example.org"], headers=headers).send()
        assert words_of(Letter.objects.latest("pk")).startswith("Hello Shona,")


def test_no_letter_to_the_desk_stands_among_those_in_other_languages() -> None:
    """A colleague's letter about an overdue duty was once shown to the public as one of ours."""
    assert all("Nobody outside was written to" not in part.text for key in LETTERS for part in text_of(f"letter-{key}"))


def words_of(letter: Letter) -> str:
    return letter.words.replace("\r\n", "\n")


def text_of(name: str) -> tuple[sources.TextPart, ...]:
    text = sources.named(name)
    assert text is not None
    return text.segments
