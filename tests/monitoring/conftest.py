"""A desk joined to a Page that lives in this process, with posts sent to it."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.people.models import Person
from tests.stand_in_page import NOW, TODAY, Page, page, publish

__all__ = ["NOW", "TODAY", "Page", "page", "publish"]


@pytest.fixture
def at_the_desk(client: Client, officer: Person) -> Client:
    client.force_login(officer)
    return client
