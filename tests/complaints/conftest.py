"""What the tests of complaints share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from steamie.people.models import Person
from steamie.rules.permissions import Office
from tests.casework.making import put_in
from tests.conftest import make_person


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA = tmp_path


@pytest.fixture
def worker(staff: Person) -> Person:
    """A colleague who deals with complaints."""
    put_in("complaints", staff)
    return staff


@pytest.fixture
def manager(db: None) -> Person:
    """Another of the team, who may agree to longer."""
    person = make_person(Office.STAFF, "manager")
    put_in("complaints", person)
    return person


@pytest.fixture
def desk(worker: Person, client: Client) -> Client:
    """The desk as the colleague sees it."""
    client.force_login(worker)
    return client
