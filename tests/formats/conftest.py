"""A built site, and somebody with a phone."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.evidence.actors import SETUP
from steamie.website.actions import build_site
from steamie.website.models import HomePage
from tests.website.making import PHONE, association


@pytest.fixture
def home(db: None) -> HomePage:
    """The site as set-up leaves it."""
    association()
    return build_site(by=SETUP)


@pytest.fixture
def resident() -> Client:
    """Someone on a phone, not signed in."""
    return Client(headers={"user-agent": PHONE})
