"""When something of ours fails, the page says so, nothing is lost, and the same button sends it again."""

from __future__ import annotations

import errno
import random
import re
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from PIL import Image

from steamie.content.suggestions.actions import suggestions
from steamie.content.suggestions.models import Suggestion
from steamie.files.models import Picture
from steamie.people.models import Person

SHEET = {"title": "Carol <concert>", "text": "The silver band and the school choir, at seven.", "share": "community"}
LOCKED = OperationalError("database is locked")
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def sheet(client: Client, forum: Person) -> dict[str, str]:
    """The suggestion form as a member of the forum sent it."""
    client.force_login(forum)
    client.raise_request_exception = False
    page = client.get("/suggest/").content.decode()
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return hidden | SHEET


@pytest.mark.parametrize("trouble", [LOCKED, FULL], ids=["database locked", "disk full"])
def test_what_was_typed_is_given_back(
    client: Client, sheet: dict[str, str], monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def fails(**_: object) -> None:
        raise trouble

    monkeypatch.setattr(suggestions, "record", fails)  # after the row was written, before it was committed

    answer = client.post("/suggest/", sheet)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "The silver band and the school choir, at seven." in page
    assert "Carol &lt;concert&gt;" in page
    assert 'action="/suggest/"' in page
    assert Suggestion.objects.count() == 0


def test_a_database_that_another_program_holds_is_waited_for_and_then_said_to_be_busy(
    transactional_db: None, client: Client, sheet: dict[str, str]
) -> None:
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        connection.cursor().execute("PRAGMA busy_timeout=50")
        held = client.post("/suggest/", sheet)
        other.execute("ROLLBACK")
    connection.cursor().execute("PRAGMA busy_timeout=20000")
    given_back = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', held.content.decode()))

    assert held.status_code == 503
    assert "at seven." in held.content.decode()
    assert Suggestion.objects.count() == 0

    assert client.post("/suggest/", sheet | given_back).status_code == 302
    assert Suggestion.objects.get().text == SHEET["text"]


class Drive(FileSystemStorage):
    """A drive that takes the first kilobyte of a picture, and no more."""

    def _save(self, name: str, content: File) -> str:
        super()._save(name, ContentFile(content.read(1024)))
        raise FULL


def photo(size: int) -> SimpleUploadedFile:
    noise = Image.frombytes("RGB", (size, size), random.Random(1).randbytes(3 * size * size))
    noise.save(drawn := BytesIO(), "PNG")
    return SimpleUploadedFile("gala.png", drawn.getvalue(), "image/png")


def test_a_locked_moment_is_not_taken_for_a_database_without_json_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise LOCKED

    monkeypatch.setattr("django.db.backends.sqlite3.features.transaction.atomic", locked)
    fresh = connection.copy()

    assert fresh.features.supports_json_field
    assert fresh.features.has_json_object_function


def test_a_drive_that_fills_while_a_picture_is_kept_loses_no_words(
    client: Client, sheet: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Picture._meta.get_field("file"), "storage", Drive(tmp_path))

    answer = client.post("/suggest/", sheet | {"picture": photo(40), "alt": "Bairns at the gala"})

    assert answer.status_code == 503
    assert "at seven." in answer.content.decode()
    assert (Suggestion.objects.count(), Picture.objects.count()) == (0, 0)


def test_a_drive_that_fills_while_a_picture_arrives_is_answered_in_plain_words(
    client: Client, sheet: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FULL

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", full)

    answer = client.post("/suggest/", sheet | {"picture": photo(900), "alt": "Bairns at the gala"})

    assert answer.status_code == 503
    assert "Go back one page" in answer.content.decode()
    assert Suggestion.objects.count() == 0


def test_an_unforeseen_fault_is_answered_in_plain_words(client: Client, officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("a secret detail")

    monkeypatch.setattr("steamie.desk.views.render", fails)
    client.force_login(officer)
    client.raise_request_exception = False

    answer = client.get("/desk/")

    assert answer.status_code == 500
    assert "0800 111 999" in answer.content.decode()
    assert "a secret detail" not in answer.content.decode()


def test_a_password_is_never_given_back(client: Client, officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise LOCKED

    monkeypatch.setattr("allauth.account.forms.LoginForm.clean", fails)
    client.raise_request_exception = False

    answer = client.post("/accounts/login/", {"login": "officer@example.org", "password": "correct horse battery"})

    assert answer.status_code == 503
    assert "correct horse" not in answer.content.decode()


def test_the_address_of_a_button_opened_by_hand_says_so(client: Client, officer: Person) -> None:
    client.force_login(officer)

    answer = client.get("/desk/calendar/2026-10-01/approval/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "This opens only by its button" in answer.content.decode()
    assert 'href="/desk/"' in answer.content.decode()


def test_asking_too_often_for_a_link_is_answered_as_ever(client: Client, db: None) -> None:
    """Whoever asks learns nothing from the answer: not who is here, and not that they are paced."""
    answers = [client.post("/accounts/password/reset/", {"email": "nobody@example.org"}) for _ in range(30)]

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.headers["Location"] for answer in answers}) == 1
