"""Every form that takes a file, and every file that means harm: answered in words, whichever door it comes to."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import steamie
from steamie.files import pictures, sheets
from steamie.people.models import Person
from tests.casework.making import put_in
from tests.surveys.making import ask
from tests.translations.making import offered

from .hostile import Files, Maker, hostile
from .test_sheets import HOSTILE as HOSTILE_SHEETS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
MIB = 1024 * 1024
HERE = "tested in test_doors.py, with what else its form needs"
# Each form that takes a file: the name of its address and of its field, or why it is not here.
DOORS: dict[str, tuple[str, str] | str] = {
    "content.suggestions.forms.SuggestionForm": HERE,
    "content.suggestions.forms.OpenForm": HERE,
    "content.suggestions.forms.PhoneSuggestionForm": ("suggestions_desk:take_down", "picture"),
    "content.posts.forms.posts.PostForm": ("posts:new", "picture"),
    "content.calendar.forms.ImportForm": ("calendar:import", "file"),
    "conversations.forms.PasteForm": ("conversations:add", "shot"),
    "desk.setup.forms.StrategyForm": "open only while the house is set up; what reads it is what the two doors of strategy use",
    "letters.forms.ReportForm": ("letters:report", "file"),
    "monitoring.forms.FiguresFileForm": ("monitoring:bring", "file"),
    "portal.desk_forms.TenancyListForm": ("portal_desk:send_list", "file"),
    "services.application_forms.ApplicationListForm": ("services_desk:application_lists", "file"),
    "services.repair_forms.TellForm": ("services:tell", "photo"),
    "strategy.forms.EditionForm": ("strategy:edition", "file"),
    "strategy.import_forms.DocumentForm": ("strategy:import", "file"),
    "surveys.forms.AnswerSheetForm": ("surveys_desk:bring_in", "file"),
    "translations.forms.TranslationFileForm": ("translations_desk:file", "file-file"),
}
ARGUMENTS = {"translations_desk:file": ["letter-message-received", "pl"]}  # of an address, where no row is needed first
BESIDE = {"translations_desk:file": {"file-translator": "A. Translator"}}  # what a form asks for beside the file
OF_THE_EDITOR = "website.forms."  # its forms are made by Wagtail; tested in test_doors.py


def documents() -> Iterator[tuple[str, Maker]]:
    """Text, tables, letters and papers that mean harm."""
    yield from ((f"sheet: {name}", maker) for name, maker in HOSTILE_SHEETS.makers.items())
    yield "nothing but zeros", lambda: bytes(200_000)
    yield "half of a pair", lambda: "title\n\ud83d".encode("utf-8", "surrogatepass")
    yield "every byte", lambda: bytes(range(256)) * 40
    yield "marks of order", lambda: "\ufeff\ufeffname,address\n".encode("utf-16")
    yield "utf-32", lambda: "name,address\nJean,1 Street\n".encode("utf-32")
    yield "one endless line", lambda: b"a" * (4 * MIB)
    yield "one endless quotation", lambda: b'"' + b"a,\n" * 300_000
    yield "only commas", lambda: b"," * 100_000
    yield "only line breaks", lambda: b"\r\n" * 100_000
    yield "six thousand rows", lambda: b"name,reference\n" + b"Jean,R1\n" * 6_000
    yield "formulas", lambda: b"name,reference\n=cmd|' /C calc'!A0,+1+1\n@SUM(A1),-2\n"
    yield "deep brackets", lambda: b"[" * 20_000
    yield "deep tables", lambda: b"[a]\n" + b"a." * 20_000 + b"b = 1\n"
    yield "a number too long", lambda: b"schema = " + b"9" * 20_000
    yield "bad dates", lambda: b"day,name\n0000-00-00,a\n9999-12-31,b\n31/02/2026,c\n"
    yield "turned words", lambda: "name,reference\n\u202eevil\u202c,\u200f1\n".encode()
    yield "a page", lambda: b"<html><script>alert(1)</script></html>"
    yield "entities", lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    yield "a paper that ends early", lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\n"
    yield "a paper of one endless object", lambda: b"%PDF-1.4\n1 0 obj\n" + b"<<" * 5_000
    yield (
        "a paper that leads to itself",
        lambda: b"%PDF-1.4\n1 0 obj\n<</Type/Pages/Kids[1 0 R]/Parent 1 0 R>>\nendobj\nxref\n0 1\n%%EOF",
    )
    yield "an old letter", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    yield "parts without end", lambda: b"Content-Type: multipart/report; boundary=a\n\n" + b"--a\n" * 20_000
    yield (
        "parts within parts",
        lambda: b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(400)),
    )
    yield "a head of two megabytes", lambda: b"X-A: " + b"b" * (2 * MIB)
    yield "a coded word that is none", lambda: b"Subject: =?utf-8?B?" + b"////" * 999 + b"?=\nFrom: =?x?Q?=ff?= <>\n\n"
    yield "an address in an address", lambda: b"To: " + b"<" * 9_000 + b"\nStatus: 5.1.1\n\n"
    yield "unknown letters", lambda: b'Content-Type: text/plain; charset="nonsense"\n\n\xff\xfe'


ALL = Files((*hostile(), *documents()))


def forms_with_files() -> set[str]:
    """Every form of the house that has a field for a file, by module and name."""
    for module in pkgutil.walk_packages(steamie.__path__, "steamie."):
        if module.name.endswith("forms") or ".forms." in module.name:
            importlib.import_module(module.name)
    waiting, found = [forms.BaseForm], set()
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        fields = getattr(form, "base_fields", {}).values()
        if form.__module__.startswith("steamie.") and any(isinstance(field, forms.FileField) for field in fields):
            found.add(f"{form.__module__.removeprefix('steamie.')}.{form.__name__}")
    return found


def test_no_form_takes_a_file_that_is_not_tried_here() -> None:
    assert {name for name in forms_with_files() if not name.startswith(OF_THE_EDITOR)} == set(DOORS)


@pytest.fixture
def addresses(officer: Person) -> dict[str, str]:
    """Where each door is."""
    put_in("housing", officer)
    offered("pl", officer)
    arguments = ARGUMENTS | {"surveys_desk:bring_in": [ask(officer).pk]}
    found = {}
    for door in DOORS.values():
        if isinstance(door, tuple):
            found[door[0]] = reverse(door[0], args=arguments.get(door[0], []))
    return {**found, "services:tell": reverse("services:tell") + "?where=kitchen&what=sink"}


@pytest.fixture(autouse=True)
def _patient_and_in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA = tmp_path
    monkeypatch.setattr(pictures, "SECONDS", 300)
    monkeypatch.setattr(sheets, "SECONDS", 300)


@pytest.mark.long
@pytest.mark.parametrize("form", [name for name, door in DOORS.items() if isinstance(door, tuple)])
def test_a_hostile_file_is_answered_in_words_at_every_door(addresses: dict[str, str], officer: Person, form: str) -> None:
    """Some eight here, others at each door; with EVERY_HOSTILE_FILE set, all of them at each, and what they cost this process."""
    route, field = DOORS[form]
    desk, every = Client(), bool(os.environ.get("EVERY_HOSTILE_FILE"))
    desk.force_login(officer)
    names = list(ALL)[:] if every else list(ALL)[list(DOORS).index(form) :: 12]
    assert all(name in ALL for name in names)  # made by then: what making them takes is not what an answer takes
    held = 0
    for number, name in enumerate(names):
        cache.clear()
        file = SimpleUploadedFile("file.csv", ALL[name], "application/octet-stream")
        answer = desk.post(addresses[route], {field: file, **BESIDE.get(route, {})}, REMOTE_ADDR=f"192.0.2.{number + 1}")
        assert answer.status_code in (200, 302, 413, 422), (name, answer.status_code)
        held = held or resident_bytes()
    assert not every or resident_bytes() - held <= 20 * MIB, (resident_bytes() - held) / MIB


def resident_bytes() -> int:
    """What this process holds in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
