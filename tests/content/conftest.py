"""The two channels most posts go to, and the officer at the desk."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.content.posts.models import Publication
from steamie.people.models import Person

from .making import TUESDAY, make_channel
from .pretend import KINDS, Pretend, World, planned


@pytest.fixture(autouse=True)
def _in_force(request: pytest.FixtureRequest) -> None:
    """F.08 is in force in every test with a database, and nothing is noted of another test's rows, which had the same numbers."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("strategy")
        cache.clear()


@pytest.fixture
def desk(officer: Person) -> Client:
    """The officer's browser."""
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def website(db: None) -> Channel:
    return make_channel("website", "Website news")


@pytest.fixture
def facebook(db: None) -> Channel:
    return make_channel("facebook", "Facebook Page")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(registry, "kinds", lambda: KINDS)
    Pretend.world = World(TUESDAY)
    with time_machine.travel(TUESDAY, tick=False):
        yield Pretend.world


@pytest.fixture
def page(db: None, officer: Person) -> Channel:
    channel = make_channel("pretend", "Pretend Page")
    channel.owner = officer
    channel.save()
    return channel


@pytest.fixture
def due(world: World, page: Channel, officer: Person) -> Publication:
    return planned(officer, page)
