"""News by e-mail, to a real mail server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from steamie.letters.mail_server import MailServer
from tests.letters.mail_server import Behaviour, running
from tests.website.making import association


@pytest.fixture
def behaviour() -> Behaviour:
    return Behaviour()


@pytest.fixture
def server(behaviour: Behaviour, settings: Any) -> Iterator[MailServer]:
    """The mail server of this house."""
    with running(behaviour) as port:
        settings.MAIL_SERVER = MailServer("127.0.0.1", port)
        yield settings.MAIL_SERVER


@pytest.fixture(autouse=True)
def _a_landlord(db: None) -> None:
    association()
