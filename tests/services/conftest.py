"""What the tests of residents' matters share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from steamie.people.models import Person
from tests.casework.making import put_in


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA = tmp_path


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
