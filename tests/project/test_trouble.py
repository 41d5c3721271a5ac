"""When something of ours fails, the page says so, nothing is lost, and the same button sends it again."""

from __future__ import annotations

import errno
import re

import pytest
from django.db import OperationalError
from django.test import Client

from steamie.content.actions import suggestions
from steamie.content.models import Suggestion
from steamie.people.models import Person

SHEET = {"title": "Carol <concert>", "text": "The silver band and the school choir, at seven.", "third": "community"}
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


def test_an_unforeseen_fault_is_answered_in_plain_words(client: Client, officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("a secret detail")

    monkeypatch.setattr("steamie.desk.views.tasks", fails)
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
