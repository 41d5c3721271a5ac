"""The demonstration has the policy, two pages and the words around them in three languages, in every state there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from steamie.casework.models import Case
from steamie.desk.demonstration import translations as invented
from steamie.people.models import Person
from steamie.rules.standing import State
from steamie.translations.listing import TranslationState, columns
from steamie.translations.models import Translation
from tests.strategy.papers import stands

from .making import NOW, text_named
from .test_forms import english_of, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy", "home")]


REPAIR = {"words": "نل ٹپک رہا ہے", "name": "Ayesha", "address": "14 Canary Street", "phone": "07700 900123"}
FORMS = (
    "/repairs/",
    "/repairs/what/?where=kitchen",
    "/repairs/details/?where=kitchen&what=damp",
    "/contact/",
    "/follow/",
    "/portal/sign-in/",
)


@dataclass
class TwoPeople:
    """As much of the demonstration's cast as translating takes."""

    officer: Person
    team: Person

    def __getitem__(self, name: str) -> Person:
        return self.team


@dataclass
class SmallDesk:
    """As much of its desk."""

    cast: TwoPeople
    now: datetime


@pytest.mark.clause("S-05")
def test_the_demonstration_has_every_state(officer: Person, colleague: Person) -> None:
    with time_machine.travel(NOW, tick=False):
        invented.translate_all(cast(Any, SmallDesk(TwoPeople(officer, colleague), NOW)))
        assert _untranslated() == []  # what changed in a form or letter: add it to translations_pl_ur.csv
        found = {column.language.tag: dict(column.counts) for column in columns(NOW)}
        standing = stands("S-05", NOW)
        urdu = Client().get("/ur/services/report-a-repair/").content.decode()
        forms = {address: _form(address) for address in FORMS}
        _a_repair_in_urdu()
    assert {tag: counts[TranslationState.OLDER] for tag, counts in found.items()} == {"gd": 1, "pl": 1, "ur": 1}
    assert found["pl"][TranslationState.CHECKED] == 14
    assert Translation.objects.checked().filter(kind="news").count() == 4
    assert (found["ur"][TranslationState.CHECKING], found["gd"][TranslationState.DRAFT]) == (1, 1)
    assert (standing.state, standing.figure) == (State.AT_RISK, "1 of 3 languages checked and up to date")
    assert "یہ ترجمہ انگریزی متن سے پرانا ہے" in urdu
    assert forms == {address: ("rtl", [], [] if "?" in address else ["/pl", "/ur"]) for address in FORMS}
    assert "<bdi>24</bdi> نومبر <bdi>2026</bdi>" in urdu
    box = BeautifulSoup(urdu, "html.parser").select_one("#emergency")
    assert [link["href"] for link in box.select("a")][:2] == ["tel:0800111999", "tel:999"]  # as the English page begins
    assert english_of(BeautifulSoup(f"<main>{box}</main>", "html.parser")) == []


def _a_repair_in_urdu() -> None:
    """Told, sent and followed: nothing stays English, and numbers are not turned round."""
    client, about = Client(), "?where=kitchen&what=tap"
    told = page_of(client.post(f"/ur/repairs/check/{about}", REPAIR))
    assert [bdi.text for bdi in told.select("dd bdi[dir=ltr]")] == [REPAIR["phone"]]
    thanks = page_of(client.post(f"/ur/repairs/sent/{about}", REPAIR))
    reference = Case.objects.get().reference
    followed = page_of(client.post("/ur/follow/", {"reference": reference, "fact": "0123"}))
    assert [(page.h1.text, english_of(page)) for page in (thanks, followed)] == [
        ("شکریہ۔ آپ کا لکھا ہمیں مل گیا", []),
        ("مرمت", []),
    ]
    assert '<bdi dir="ltr">R7K-Q42</bdi>' in str(page_of(client.get("/ur/follow/")))
    assert '<bdi dir="ltr">2026</bdi>, <bdi dir="ltr">9:00 a.m.</bdi>' in str(followed)


def _untranslated() -> list[str]:
    """The sentences of the forms and letters that the demonstration has no words for."""
    texts = [text_named(name) for name in (*invented.FORMS, *invented.LETTERS)]
    return [
        part.text
        for text in texts
        for part in text.segments
        if not all(invented.parts().get(part.text, {}).get(tag) for tag in invented.MOST_READ)
    ]


def _form(address: str) -> tuple[str, list[str], list[str]]:
    """How a form is written in Urdu, what of it stayed English, and the languages that the English page leads to."""
    urdu = page_of(Client().get(f"/ur{address}"))
    path = address.partition("?")[0]
    links = page_of(Client().get(address)).select("header a[hreflang]")
    return urdu.html["dir"], english_of(urdu), sorted(link["href"].removesuffix(path) for link in links)
