"""Letters through the real outbox, to a real mail server on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.core.mail import EmailMessage

from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter

from .mail_server import Behaviour, running

Write = Callable[..., Letter]


@pytest.fixture(autouse=True)
def _the_outbox(settings: Any) -> None:
    """The test runner takes letters out of every door; here they go through it."""
    settings.EMAIL_BACKEND = "steamie.letters.backend.Outbox"


@pytest.fixture
def behaviour() -> Behaviour:
    return Behaviour()


@pytest.fixture
def server(behaviour: Behaviour, settings: Any) -> Iterator[MailServer]:
    """The mail server of this house."""
    with running(behaviour) as port:
        settings.MAIL_SERVER = MailServer("127.0.0.1", port)
        yield settings.MAIL_SERVER


@pytest.fixture
def write(db: None) -> Write:
    """Write a letter, as any room does."""

    def written(to: str = "jean@example.org", subject: str = "What we decided", **headers: str) -> Letter:
        EmailMessage(subject, "Hello Jean,\n\nwe say yes: https://desk.example/x/\n", to=[to], headers=headers).send()
        return Letter.objects.latest("pk")

    return written


def at(moment: datetime) -> Callable[[], datetime]:
    """A clock that stands."""
    return lambda: moment
