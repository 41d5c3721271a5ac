"""What the tests of repairs and damp share."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.people.models import Person
from tests.casework.making import put_in


@pytest.fixture
def worker(staff: Person) -> Person:
    """A colleague in the repairs team."""
    put_in("repairs", staff)
    return staff


@pytest.fixture
def desk(worker: Person, client: Client) -> Client:
    """The desk as that colleague sees it."""
    client.force_login(worker)
    return client
