"""News in the language of its reader: a checked translation of these very words, or a line that there is none."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from steamie.letters.models import Letter
from steamie.newsletter import composing, sending, translated_texts
from steamie.newsletter.actions import issuing, joining
from steamie.newsletter.lists import mailing_lists
from steamie.newsletter.models import NewsLayout, NewsLetter, NewsSubscription
from steamie.people.models import Person
from steamie.portal.models import ContactWish
from steamie.translations.models import Translation
from steamie.translations.sources.letters import LETTERS
from tests.newsletter.making import NOW, part, read, reader, wish
from tests.newsletter.test_sending import letters_of, sent, written
from tests.portal.making import account_of, let
from tests.translations.making import NOW as LATER
from tests.translations.making import approved_words, checked, drafted, offered, text_named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
URDU = {
    "News of November": "نومبر کی خبریں",
    "Bins": "کوڑے کے ڈبے",
    "The bins go out on Friday.\nhttps://pineview.example/bins/": "ڈبے جمعے کو باہر جاتے ہیں۔\nhttps://pineview.example/bins/",
    "Tom & Ann <3 the garden.": "ٹام اور این <3 باغ۔",
}
AROUND = {
    translated_texts.WHY: "آپ کو یہ کیوں ملا: …۔",
    "They asked on our website, and confirmed it": "آپ نے ہماری ویب سائٹ پر مانگا",
    translated_texts.STOP: "یہ خط بند کریں:",
    translated_texts.NOT_YET: "یہ خط ابھی آپ کی زبان میں نہیں۔",
}
WRITTEN_BY_US = {
    "They asked on paper or by phone, and confirmed it": "کاغذ پر",
    "The address of an organisation; each letter says how to stop it": "ادارہ",
}


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


def urdu_reader(email: str = "ayesha@example.org", layout: NewsLayout = NewsLayout.ORDINARY) -> NewsSubscription:
    row = reader(email, layout=layout)
    return joining.change_layout(subscription=row, layout=layout, language="ur", at=NOW)


@pytest.fixture
def words_around(officer: Person, colleague: Person) -> Translation:
    return approved_words("news-around", "ur", AROUND | WRITTEN_BY_US, colleague, officer)


def plain(message: EmailMessage) -> str:
    return part(message, "plain").replace("\r\n", "\n")


def gone(letter: NewsLetter, officer: Person) -> NewsLetter:
    issuing.approve(letter=letter, by=officer, at=NOW)
    sending.send_some(NOW)
    return letter


def test_a_checked_translation_stands_above_the_english(officer: Person, colleague: Person, words_around: Translation) -> None:
    urdu_reader(), urdu_reader("plain@example.org", NewsLayout.PLAIN), reader("jean@example.org")
    letter = written(colleague)
    approved_words(f"news-{letter.pk}", "ur", URDU, colleague, officer)
    letters = {one.to: read(one) for one in letters_of(gone(letter, officer))}
    message = letters["ayesha@example.org"]
    assert message["Subject"].strip() == "نومبر کی خبریں / News of November"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    urdu, english = plain(message).split("----------\nEnglish")
    assert "ڈبے جمعے کو باہر جاتے ہیں۔" in urdu
    assert "آپ کو یہ کیوں ملا: آپ نے ہماری ویب سائٹ پر مانگا۔" in urdu
    assert "/news-by-email/leaving/" in urdu
    assert "The bins go out on Friday." in english
    html = BeautifulSoup(part(message, "html"), "html.parser")
    above = html.select_one("[lang=ur][dir=rtl]")
    assert above.h1.text == "نومبر کی خبریں"
    assert above.select_one("a[href='https://pineview.example/bins/']")
    assert "ٹام اور این <3 باغ۔" in above.text
    assert part(letters["plain@example.org"], "html") == ""
    assert "ڈبے جمعے" in part(letters["plain@example.org"], "plain")
    assert "English\n\n" not in part(letters["jean@example.org"], "plain")


def test_what_is_not_translated_says_so_and_no_draft_and_nothing_older_goes_out(
    officer: Person, colleague: Person, words_around: Translation
) -> None:
    urdu_reader()
    machine = written(colleague)
    drafted(f"news-{machine.pk}", "ur", colleague, by_machine=True)
    changed = written(colleague)
    approved_words(f"news-{changed.pk}", "ur", URDU, colleague, officer)
    news = {"mailing_list": mailing_lists()["supporters"], "subject": "News of November"}
    issuing.write(letter=changed, words="The bins go out on Monday.", by=colleague, at=NOW, **news)  # type: ignore[arg-type]
    for letter in (machine, changed):
        message = read(letters_of(gone(letter, officer))[0])
        assert message["Subject"] == "News of November"
        assert plain(message).startswith("یہ خط ابھی آپ کی زبان میں نہیں۔\n\n----------\nEnglish")
        assert "مرمت" not in plain(message)
    Translation.objects.update(taken_down_at=NOW)
    message = read(letters_of(sent(officer))[0])
    assert plain(message).startswith(translated_texts.NOT_YET)
    assert (
        BeautifulSoup(part(message, "html"), "html.parser").select_one("div[lang=en-GB]").text.strip() == translated_texts.NOT_YET
    )


def test_the_language_of_an_account_holds_where_none_was_chosen(officer: Person, colleague: Person) -> None:
    offered("pl", colleague)
    account = account_of(let("T1", "Shona Reid").tenants.get(), "shona@example.org")
    ContactWish.objects.create(account=account, at=NOW, language="pl")
    row = reader("shona@example.org")
    assert translated_texts.NOT_YET in composing.news(written(officer), row).body
    row = joining.change_layout(subscription=row, layout=NewsLayout.ORDINARY, language="en-GB", at=NOW)
    assert translated_texts.NOT_YET not in composing.news(written(officer), row).body


def test_the_letter_that_asks_for_a_confirmation_comes_in_the_language(officer: Person, colleague: Person) -> None:
    text = text_named("letter-news-confirm")
    marks = {part.text: f"اردو {'… ' * part.text.count('…')}{number}" for number, part in enumerate(text.segments)}
    approved_words("letter-news-confirm", "ur", marks, colleague, officer)
    asked = wish("new@example.org")
    joining.ask(wish=joining.Wish(asked.email, asked.mailing_list, language="ur"), at=NOW)
    message = read(Letter.objects.latest("pk"))
    urdu, english = plain(message).split("----------\nEnglish")
    assert "/news-by-email/confirmation/" in urdu
    assert "Somebody, perhaps you" in english
    assert message["Subject"].endswith(f" / {LETTERS['news-confirm'][1]}")


def test_a_language_is_asked_for_where_one_is_offered_and_can_be_changed(
    client: Client, officer: Person, colleague: Person, settings: object
) -> None:
    settings.MAIL_SERVER = object()  # type: ignore[attr-defined]
    typed = {"email": "jean@example.org", "mailing_list": "supporters", "layout": "ordinary"}
    assert "In which language?" not in client.get("/news-by-email/").text
    offered("ur", colleague)
    assert "اردو" in client.get("/news-by-email/").text
    assert client.post("/news-by-email/", typed | {"language": "xx"}).status_code == 422
    assert client.post("/news-by-email/", typed | {"language": "ur"}).status_code == 200
    row = joining.confirm(subscription=NewsSubscription.objects.get(), at=NOW)
    leaving = f"/news-by-email/leaving/{row.token}/"
    chosen = BeautifulSoup(client.get(leaving).content, "html.parser").select_one("[name=language][checked]")
    assert chosen["value"] == "ur"
    client.post(f"{leaving}layout/", {"layout": "large", "language": "en-GB"})
    row.refresh_from_db()
    assert (row.layout, row.language) == ("large", "en-GB")


def test_the_desk_sees_how_a_letter_stands_in_each_language(client: Client, officer: Person, colleague: Person) -> None:
    urdu_reader()
    letter = written(colleague)
    checked(f"news-{letter.pk}", "ur", colleague, officer)
    client.force_login(officer)
    page = BeautifulSoup(client.get(f"/desk/news-by-email/{letter.pk}/").content, "html.parser")
    assert " ".join(page.select_one("[aria-labelledby=h-languages] li").text.split()) == "Urdu Checked 1 chose it"
    assert client.get(f"/desk/translations/news-{letter.pk}/ur/").status_code == 200
    assert "News of November" in client.get("/desk/translations/").text
