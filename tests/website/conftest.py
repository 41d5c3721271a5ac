"""A built site."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.website.models import HomePage
from tests.ground import ground, site_as_set_up

from .making import PHONE


@pytest.fixture
def home(db: None) -> HomePage:
    """The site as set-up leaves it."""
    return HomePage.objects.get() if "home" in ground.parts else site_as_set_up()


@pytest.fixture
def resident() -> Client:
    """Someone on a phone, not signed in."""
    return Client(headers={"user-agent": PHONE})
