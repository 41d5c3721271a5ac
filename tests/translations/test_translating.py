"""A page, the policy and a post in other languages: from the first asking to what the public reads, and what makes it older."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from steamie.people.models import Person
from steamie.rules.standing import State
from steamie.rules.written_languages import languages
from steamie.strategy.standing import rows_behind
from steamie.translations import actions, rendering
from steamie.translations.models import OfferedLanguage, Translation
from steamie.translations.public import PublicState, public_for
from steamie.website.models import ServicePage
from tests.strategy.bad_word import BAD as BAD_WORD
from tests.strategy.papers import clause_of, stands

from .making import NOW, POLISH, URDU, checked, drafted, offered, text_named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy", "home")]
LIST = "/desk/translations/"
FACTORING = "/services/factoring/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def name_of(slug: str) -> str:
    return f"page-{ServicePage.objects.get(slug=slug).pk}"


def read(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, (address, answer.status_code, answer.headers.get("Location"))
    return " ".join(answer.content.decode().split())


def test_from_the_asking_to_a_page_that_is_older(officer: Person, colleague: Person) -> None:
    desk, name = signed_in(colleague), name_of("factoring")
    desk.post(f"{LIST}languages/", {"tag": "pl", "asked_for": "Two households"})
    page = f"{LIST}{name}/pl/"
    assert "Not begun" in read(page, desk)

    boxes = {f"part_{number}": f"{POLISH} {number}" for number, _ in enumerate(text_named(name).segments)}
    boxes["part_1"] = "Zgłoś <b>naprawę</b> <script>alert(1)</script>"
    sent = {**boxes, "digest": text_named(name).digest, "translator": "A. Translator"}
    assert desk.post(f"{page}words/", sent).status_code == 302
    draft = Translation.objects.get()
    assert Client().get(f"/pl{FACTORING}").headers["Location"] == FACTORING  # nobody outside sees a draft
    assert "Polski" not in read(FACTORING)
    assert "does nothing" in read(page, desk)  # the markup in it is pointed out

    desk.post(f"{LIST}{draft.pk}/checking/", {"checking-checker": "B. Reader", "checking-ready_on": "2026-12-04"})
    assert "Being checked. Ready about 4 December" in read(FACTORING)
    own = desk.post(f"{LIST}{draft.pk}/approval/", {"approval-checker": "B. Reader", "approval-read_whole": "on"})
    assert own.status_code == 403
    other = signed_in(officer)
    other.post(f"{LIST}{draft.pk}/approval/", {"approval-checker": "B. Reader", "approval-read_whole": "on"})

    english, polish = read(FACTORING), read(f"/pl{FACTORING}")
    assert f'<a href="/pl{FACTORING}" lang="pl" dir="ltr" hreflang="pl">Polski</a>' in english
    assert "Checked by a person, 24 November 2026" in english
    for shown in (english, polish):
        assert f'hreflang="pl" href="http://localhost:8000/pl{FACTORING}"' in shown
        assert f'hreflang="x-default" href="http://localhost:8000{FACTORING}"' in shown
    assert '<html lang="pl" dir="ltr">' in polish
    assert "&lt;script&gt;alert(1)" in polish
    assert f"{POLISH} 2" in polish

    ServicePage.objects.filter(slug="factoring").update(intro="Other words altogether.", last_published_at=NOW)
    assert "An older version. The English changed on 24 November 2026" in read(FACTORING)
    assert "This translation is older than the English" in read(f"/pl{FACTORING}")
    assert "Older than the English" in read(page, desk)
    again = BeautifulSoup(desk.get(page).content, "html.parser")
    assert again.select_one("#id_part_2").text.strip() == f"{POLISH} 2"  # what is still right is there to begin with
    assert again.select_one("#id_part_1").text.strip() == ""  # the part that changed is asked for anew


def test_a_translation_has_one_address(officer: Person, colleague: Person) -> None:
    checked(name_of("factoring"), "pl", colleague, officer)
    for crooked in ("/pl//services/factoring/", "/pl/services///factoring//"):
        assert Client().get(crooked).headers["Location"] == f"/pl{FACTORING}"
        assert Client().get(f"/formats/pdf{crooked}").status_code == 404


def test_urdu_is_written_from_the_right_and_its_numbers_are_not(officer: Person, colleague: Person) -> None:
    name = name_of("report-a-repair")
    offered("ur", colleague)
    text = text_named(name)
    words = [f"{URDU} 0141 944 3891 پر" for _ in text.segments]
    draft = actions.bring_in(text=text, tag="ur", incoming=actions.Incoming(words, "T"), by=colleague)
    actions.approve(translation=draft, checker="R", by=officer)
    page = read("/ur/services/report-a-repair/")
    assert '<html lang="ur" dir="rtl">' in page
    assert 'کریں <bdi dir="ltr">0141 944 3891</bdi> پر' in page
    assert '<footer class="st_foot" lang="en-GB" dir="ltr">' in page
    assert "<time" in page
    assert '<bdi dir="ltr">2026-11-24</bdi>' in page  # no months in Urdu yet


def test_links_stay_links_wherever_the_translator_puts_them(officer: Person, colleague: Person) -> None:
    ServicePage.objects.filter(slug="factoring").update(
        body='<p>Ring <a href="tel:01419443891">0141 944 3891</a> or <b>come in</b>.</p><ul><li>One</li><li>Two</li></ul>'
    )
    name = name_of("factoring")
    text = text_named(name)
    assert [segment.text for segment in text.segments][2:] == ["Ring {1}0141 944 3891{/1} or {2}come in{/2}.", "One", "Two"]
    offered("pl", colleague)
    words = ["Tytuł", "Wstęp", "{2}Przyjdź{/2} albo {1}zadzwoń{/1} {7}teraz{/7}.", "Jeden", "Dwa"]
    draft = actions.bring_in(text=text, tag="pl", incoming=actions.Incoming(words, "T"), by=colleague)
    actions.approve(translation=draft, checker="R", by=officer)
    page = read(f"/pl{FACTORING}")
    assert '<p><strong>Przyjdź</strong> albo <a href="tel:01419443891">zadzwoń</a> teraz.</p>' in page
    assert "<ul><li>Jeden</li><li>Dwa</li></ul>" in re.sub(r">\s+<", "><", page)


def test_marks_within_marks_without_end_are_left_out() -> None:
    numbers = range(1, 1000)
    deep = "".join(f"{{{each}}}" for each in numbers) + "Tekst" + "".join(f"{{/{each}}}" for each in reversed(numbers))
    assert rendering.inline(deep, [], languages()["pl"]) == "Tekst"


@pytest.mark.clause("S-05")
def test_the_policy_in_every_language_asked_for(officer: Person, colleague: Person) -> None:
    assert stands("S-05", NOW).state is State.NOT_MEASURED
    checked("policy-strategy", "pl", colleague, officer)
    assert stands("S-05", NOW).state is State.MET
    offered("ur", colleague)
    standing = stands("S-05", NOW)
    assert (standing.state, standing.figure) == (State.AT_RISK, "1 of 2 languages checked and up to date")
    assert [(row.what, row.counts) for row in rows_behind(clause_of("S-05"), NOW)] == [("Polish", True), ("Urdu", False)]
    assert 'lang="pl"' in read("/strategy/")
    assert f"<h1>{POLISH} 0</h1>" in read("/pl/strategy/")

    Translation.objects.update(digest="0" * 64)  # as if the English had changed
    assert stands("S-05", NOW).reason.startswith("1 version older than the English, 1 not ready.")
    assert public_for("/strategy/")[0].state is PublicState.OLDER
    OfferedLanguage.objects.update(since=NOW.replace(year=2025))
    assert stands("S-05", NOW).state is State.BREACHED


def test_a_page_that_is_gone_takes_its_translation_along(officer: Person, colleague: Person) -> None:
    row = checked(name_of("factoring"), "pl", colleague, officer)
    assert Client().get(f"/pl{FACTORING}").status_code == 200
    draft = drafted(name_of("factoring"), "pl", colleague)
    ServicePage.objects.get(slug="factoring").delete()
    assert Client().get(f"/pl{FACTORING}").headers["Location"] == FACTORING
    desk = signed_in(officer)
    assert desk.get(f"{LIST}{row.kind}-{row.key}/pl/").status_code == 404
    assert "Polish" in read(LIST, desk)
    answer = desk.post(f"{LIST}{draft.pk}/approval/", {"approval-checker": "B", "approval-read_whole": "on"}, follow=True)
    assert "not on the website any more" in answer.content.decode()
    assert desk.post(f"{LIST}{row.pk}/removal/", {"removal-reason": "The page is gone"}).status_code == 302


def test_neither_half_a_translation_nor_an_old_one_nor_a_machine_alone_goes_public(officer: Person, colleague: Person) -> None:
    name, desk = name_of("factoring"), signed_in(officer)
    offered("pl", colleague)
    text = text_named(name)
    half = actions.Incoming([POLISH, *[""] * (len(text.segments) - 1)], "A program", by_machine=True)
    draft = actions.bring_in(text=text, tag="pl", incoming=half, by=colleague)
    ServicePage.objects.filter(slug="factoring").update(title="Factors")
    answer = desk.post(f"{LIST}{draft.pk}/approval/", {"approval-checker": "a program", "approval-read_whole": "on"})
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    for refusal in ("parts are not translated yet", "The English has changed since", "Write who that was"):
        assert refusal in page
    assert Client().get(f"/pl{FACTORING}").status_code == 302


@pytest.mark.parametrize("ending", ["docx", "csv", "xlf"])
def test_a_file_goes_out_and_comes_back(officer: Person, colleague: Person, ending: str) -> None:
    name, desk = name_of("factoring"), signed_in(colleague)
    draft = drafted(name, "pl", colleague)
    page = f"{LIST}{name}/pl/"
    out = desk.get(f"{page}download.{ending}").content
    actions.take_down(translation=draft, reason="Anew", by=colleague)
    back = {"file-file": SimpleUploadedFile(f"back.{ending}", out), "file-translator": "A. Translator"}
    assert desk.post(f"{page}file/", back).status_code == 302
    assert Translation.objects.waiting().get().words == draft.words


XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file target-language="{}"><body>{}</body></file></xliff>'
)
UNIT = "<trans-unit id='1'><source>{}</source><target>{}</target></trans-unit>"
BAD_FILES = {
    "empty": ("a.xlf", b"", "file is empty"),
    "another kind": ("a.pdf", b"%PDF-1.7", "reads Word"),
    **{f"Word that {what}": ("a.docx", make, words) for what, (make, words) in BAD_WORD.items()},
    "no XLIFF": ("a.xlf", b"<html/>", "not an XLIFF file"),
    "with definitions": ("a.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]>' + XLIFF.format("pl", "").encode(), "not an XLIFF file"),
    "for Urdu": ("a.xlf", XLIFF.format("ur", UNIT.format("Factoring", "x")).encode(), "This file is for Urdu"),
    "nothing in it": ("a.xlf", XLIFF.format("pl", UNIT.format("Factoring", "")).encode(), "no translation in this file"),
    "of another page": ("a.xlf", XLIFF.format("pl", UNIT.format("Other words", "Inne")).encode(), "None of the English"),
    "an empty sheet": ("a.csv", b"Number,English,Polish\n1,Factoring,\n", "no translation in this file"),
}


@pytest.mark.parametrize("what", BAD_FILES)
def test_a_file_that_cannot_be_used_says_why(colleague: Person, what: str) -> None:
    name, content, words = BAD_FILES[what]
    offered("pl", colleague)
    sent = SimpleUploadedFile(name, content() if callable(content) else content)
    back = {"file-file": sent, "file-translator": "A. Translator"}
    answer = signed_in(colleague).post(f"{LIST}{name_of('factoring')}/pl/file/", back)
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert words in page or (what == "empty" and "is empty" in page)
    assert 'value="A. Translator"' in page
    assert not Translation.objects.exists()


def test_words_in_another_language_are_not_taken_and_not_lost(colleague: Person) -> None:
    name, desk = name_of("factoring"), signed_in(colleague)
    offered("ur", colleague)
    sent = {"part_0": POLISH, "digest": text_named(name).digest, "translator": "T"}
    answer = desk.post(f"{LIST}{name}/ur/words/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "not in the letters of Urdu" in page
    assert POLISH in page
    changed = desk.post(f"{LIST}{name}/ur/words/", sent | {"part_0": URDU, "digest": "0" * 64}).content.decode()
    assert "The English has changed while you wrote" in changed
    assert URDU in changed


def test_search_and_sitemap_know_no_drafts(officer: Person, colleague: Person) -> None:
    draft = drafted(name_of("factoring"), "pl", colleague)
    assert "/pl/" not in read("/sitemap.xml")
    assert POLISH not in read(f"/search/?q={POLISH.split()[0]}")
    actions.approve(translation=draft, checker="R", by=officer)
    assert f"<loc>http://localhost:8000/pl{FACTORING}</loc>" in read("/sitemap.xml")
    row = OfferedLanguage.objects.get()
    signed_in(colleague).post(f"{LIST}languages/{row.pk}/end/")
    assert "/pl/" not in read("/sitemap.xml")
    assert Client().get(f"/pl{FACTORING}").status_code == 302
