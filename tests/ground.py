"""The ground that many tests stand on, the strategy and the built site: laid once for several, in a transaction below theirs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from importlib.resources import files

import pytest
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from steamie.evidence.actors import SETUP
from steamie.strategy.actions import load_edition
from steamie.strategy.models import Edition
from steamie.website.actions import build_site
from steamie.website.models import HomePage
from tests.website.making import association


def f08_in_force() -> Edition:
    """F.08, loaded as the strategy in force."""
    return load_edition(source=(files("steamie.strategy") / "documents" / "f08.toml").read_text(), by=SETUP)


def site_as_set_up() -> HomePage:
    """The site as set-up leaves it."""
    association()
    return build_site(by=SETUP)


MAKERS: dict[str, Callable[[], object]] = {"strategy": f08_in_force, "home": site_as_set_up}
"""How each is made, by the name of its fixture, in the order in which a house comes to them."""


class Ground:
    """What is laid at the moment. A test that wants other ground, or none, has it taken away or laid anew.

    It lies on one connection. Once a browser is driven, this thread runs a loop, and Django has another connection within it
    until the browser ends: ground that lay on the first would hold the database against the second.
    """

    def __init__(self) -> None:
        self.parts: tuple[str, ...] = ()
        self.undoing = ExitStack()
        self.connection: BaseDatabaseWrapper | None = None

    def lay(self, parts: tuple[str, ...]) -> None:
        """Make what is wanted. Inside the transaction of a larger world nothing is laid: the fixtures make it themselves."""
        now = connections[DEFAULT_DB_ALIAS]
        if parts == self.parts and (now is self.connection or not parts):
            return
        if now.in_atomic_block and now is not self.connection:
            return
        self.clear()
        if parts:
            self.undoing.enter_context(transaction.atomic())
            self.parts, self.connection = parts, now
            for part in parts:
                MAKERS[part]()

    def clear(self) -> None:
        """Leave the tables as they were."""
        parts, lies_on, self.parts, self.connection = self.parts, self.connection, (), None
        if not parts or lies_on is None:
            return
        if lies_on is connections[DEFAULT_DB_ALIAS]:
            transaction.set_rollback(True)
            self.undoing.close()
        else:
            self.undoing.pop_all()  # its end would be looked for on the connection of now
            lies_on.close()


ground = Ground()


def wanted(item: pytest.Item) -> tuple[str, ...]:
    """The ground a test wants: none where it empties the tables itself, or where others look into them beside it."""
    names, marker = set(getattr(item, "fixturenames", ())), item.get_closest_marker("django_db")
    if names & {"transactional_db", "live_server"} or (marker and (marker.args or marker.kwargs)):
        return ()
    return tuple(part for part in MAKERS if part in names)
