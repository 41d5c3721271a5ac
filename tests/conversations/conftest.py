"""What the tests of conversations share: a desk joined to a Page in this process, and people who may answer."""

from __future__ import annotations

import pytest

from steamie.people.models import Person
from tests.stand_in_page import Page, page

from .making import Crowd, approved_line

__all__ = ["page"]


@pytest.fixture
def crowd(page: Page) -> Crowd:
    """Residents under a post of the Page, and the desk that listens."""
    return Crowd(page)


@pytest.fixture
def line(officer: Person, colleague: Person) -> object:
    """An approved holding line."""
    return approved_line(officer)
