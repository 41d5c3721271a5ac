"""A built site."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Site

from steamie.website.models import HomePage
from tests.ground import ground, site_as_set_up

from .making import PHONE


@pytest.fixture
def home(db: None) -> HomePage:
    """The site as set-up leaves it; what Wagtail remembers of another test's site is forgotten, as when one is built."""
    if "home" not in ground.parts:
        return site_as_set_up()
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get()


@pytest.fixture
def resident() -> Client:
    """Someone on a phone, not signed in."""
    return Client(headers={"user-agent": PHONE})
