"""What the tests of cases share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from steamie.casework.actions.answering import Answer, send_email
from steamie.casework.models import Case
from steamie.letters.models import LetterState, Mailbox
from steamie.letters.outbox import pass_to
from steamie.people.models import Person
from tests.letters.imap_server import Imap, running

from .making import put_in, told


@pytest.fixture
def worker(staff: Person) -> Person:
    """A colleague in the housing team."""
    put_in("housing", staff)
    return staff


@pytest.fixture
def desk(worker: Person, client: Client) -> Client:
    """The desk as that colleague sees it."""
    client.force_login(worker)
    return client


@pytest.fixture(scope="session")
def imap() -> Iterator[Imap]:
    """A mail server with a mailbox."""
    with running() as server:
        yield server


@pytest.fixture
def mailbox(imap: Imap, settings: Any, tmp_path: Path, db: None) -> Mailbox:
    """The mailbox, set up here; letters go through the outbox."""
    settings.DATA = settings.MEDIA_ROOT = tmp_path
    settings.EMAIL_BACKEND = "steamie.letters.backend.Outbox"
    return imap.mailbox()


@pytest.fixture
def answered(mailbox: Mailbox, worker: Person) -> Case:
    """Shona's case, with an e-mail of ours in it that the mail server took."""
    case = told()
    letter = send_email(case=case, answer=Answer("Would Tuesday do?"), by=worker).letter
    assert letter
    pass_to(letter, LetterState.ACCEPTED, at=timezone.now())
    return case
