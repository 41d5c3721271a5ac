"""Translated pages in their other formats: large print on paper in their script, or a sentence; no formats of a form."""

from __future__ import annotations

from io import BytesIO

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from steamie.people.models import Person
from steamie.website.models import ServicePage
from tests.translations.making import NOW, URDU, checked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy", "home")]
FACTORING = "/services/factoring/"


def name_of(slug: str) -> str:
    return f"page-{ServicePage.objects.get(slug=slug).pk}"


def test_a_translated_page_is_printed_and_read_aloud_in_its_language_or_says_why_not(officer: Person, colleague: Person) -> None:
    for tag in ("ur", "pa-Guru"):
        checked(name_of("factoring"), tag, colleague, officer)
    client = Client()
    with time_machine.travel(NOW, tick=False):
        urdu = client.get(f"/formats/pdf/ur{FACTORING}")
        assert urdu.content[:5] == b"%PDF-"
        words = "".join(page.extract_text() for page in PdfReader(BytesIO(urdu.content)).pages)
        assert set(URDU) - set(words) <= {" ", "،"}
        assert client.get(f"/formats/listening/ur{FACTORING}").status_code == 200

        punjabi = client.get(f"/formats/pdf/pa-Guru{FACTORING}")
        page = " ".join(punjabi.content.decode(errors="replace").split())
        why = "Our printed letters do not have every sign of this page"
        assert punjabi.content[:5] == b"%PDF-" or why in page  # by the fonts of this machine


def test_a_form_in_another_language_has_no_recording(officer: Person, colleague: Person) -> None:
    checked("form-contact", "ur", colleague, officer)
    client = Client()
    with time_machine.travel(NOW, tick=False):
        assert client.get("/ur/contact/").status_code == 200
        for name in ("listening", "large-print", "pdf"):
            assert client.get(f"/formats/{name}/ur/contact/").status_code == 404, name
