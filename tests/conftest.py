"""The small world of people that all tests share."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db.backends.base.operations import BaseDatabaseOperations
from pytest_django.plugin import blocking_manager_key

from steamie.evidence import triggers
from steamie.people.models import Grant, Person
from steamie.rules.access import needs_second_factor
from steamie.rules.permissions import Office
from steamie.strategy.actions import editions
from steamie.strategy.models import Edition
from steamie.website.rendered_before import store
from steamie_drills.surroundings import template
from tests.ground import f08_in_force, ground, wanted
from tests.postgres import postgres

__all__ = ["postgres"]


@pytest.hookimpl(tryfirst=True)  # the groups must be named before the parallel runner reads them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long goes first, so that nobody waits for it at the end; one PostgreSQL serves all that ask for it.

    Tests on the built site come together: it is laid once for them.
    """
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.xdist_group("postgres"))
    items.sort(key=_order)


def _order(item: pytest.Item) -> tuple[bool, bool, tuple[str, ...]]:
    parts = wanted(item)
    alone = item.get_closest_marker("xdist_group") is None
    return alone, item.get_closest_marker("long") is None, parts if alone and "home" in parts else ()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A test's address goes to every worker and comes back with every report: it does not hold ten megabytes."""
    return f"{argname} of {len(val)}" if isinstance(val, str | bytes) and len(val) > 100 else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The tables are made once for each state of the migrations; every run and every worker begins with a copy of them."""
    house = settings.DATABASES["default"]
    if house["ENGINE"].endswith("sqlite3"):
        file = Path(house["TEST"]["NAME"])
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()
        shutil.copy(template() / "steamie.sqlite3", file)


LONG_AGO = datetime(2020, 1, 1, 9, tzinfo=UTC)


def make_person(office: Office | None, name: str = "") -> Person:
    """A person, holding an office since 2020 when one is given, with the second factor that office asks for."""
    word = office.value if office else "stranger"
    address = f"{name or word}@example.org".lower().replace(" ", ".")
    person = Person.objects.create_user(address, None, name=name or word.title(), first_signed_in_at=LONG_AGO)
    if office:
        Grant.objects.create(person=person, office=office, since=date(2020, 1, 1), reason="For the tests")
    if office and needs_second_factor({office}):
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})
    return person


@pytest.fixture
def officer(db: None) -> Person:
    return make_person(Office.OFFICER)


@pytest.fixture
def colleague(db: None) -> Person:
    """A member of the Finance and Corporate Services team."""
    return make_person(Office.TEAM)


@pytest.fixture
def staff(db: None) -> Person:
    return make_person(Office.STAFF)


@pytest.fixture
def committee(db: None) -> Person:
    return make_person(Office.COMMITTEE)


@pytest.fixture
def forum(db: None) -> Person:
    return make_person(Office.FORUM)


@pytest.fixture
def auditor(db: None) -> Person:
    return make_person(Office.AUDITOR)


@pytest.fixture
def stranger(db: None) -> Person:
    """Signed in, but holding no office."""
    return make_person(None)


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_hashed_cheaply() -> Iterator[None]:
    """By the same algorithm, with the least work it accepts: nobody attacks the passwords of tests."""
    with pytest.MonkeyPatch.context() as patch:
        for cost, least in {"time_cost": 1, "memory_cost": 8, "parallelism": 1}.items():
            patch.setattr(Argon2PasswordHasher, cost, least)
        yield


@pytest.fixture(scope="session", autouse=True)
def _a_strategy_is_read_once() -> Iterator[None]:
    """Half the tests put the same file in force; what is read of a file cannot be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editions, "parse", cache(editions.parse))
        yield


@pytest.fixture(scope="session", autouse=True)
def _a_transactional_test_leaves_the_tables_as_it_found_them() -> Iterator[None]:
    """Django would empty every table after it: the minute book's guard refuses that, and what migrations filled was gone."""

    empty = BaseDatabaseOperations.execute_sql_flush

    def put_back(self: BaseDatabaseOperations, statements: list[str]) -> None:
        if self.connection.vendor == "sqlite":
            self.connection.ensure_connection()
            with closing(sqlite3.connect(template() / "steamie.sqlite3")) as kept:
                kept.backup(self.connection.connection)
            return
        triggers.remove(self.connection)
        try:
            empty(self, statements)
        finally:
            triggers.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", put_back)
        yield


@pytest.fixture(autouse=True)
def _nothing_was_rendered_before() -> None:
    """A page of another test's world is not answered in this one."""
    store.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Ground that the next test does not want is taken away before anything else is made."""
    if ground.parts and ground.parts != wanted(item):
        with item.config.stash[blocking_manager_key].unblock():
            ground.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest) -> None:
    """Ground that a test wants is laid before its own transaction begins."""
    if fixturedef.argname == "_django_db_helper":
        with request.config.stash[blocking_manager_key].unblock():
            ground.lay(wanted(request.node))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Nothing is left open at the end."""
    if ground.parts:
        with session.config.stash[blocking_manager_key].unblock():
            ground.clear()


@pytest.fixture
def strategy(db: None) -> Edition:
    """F.08, loaded as the strategy in force."""
    return Edition.objects.get() if "strategy" in ground.parts else f08_in_force()
