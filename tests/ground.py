"""The ground that many tests stand on, the strategy and the built site: laid once for several, in a transaction below theirs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from importlib.resources import files

import pytest
from django.db import connection, transaction

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
    """What is laid at the moment. A test that wants other ground, or none, has it taken away or laid anew."""

    def __init__(self) -> None:
        self.parts: tuple[str, ...] = ()
        self.undoing = ExitStack()

    def lay(self, parts: tuple[str, ...]) -> None:
        """Make what is wanted. Inside the transaction of a larger world nothing is laid: the fixtures make it themselves."""
        if parts == self.parts or (connection.in_atomic_block and not self.parts):
            return
        self.clear()
        if parts:
            self.undoing.enter_context(transaction.atomic())
            self.parts = parts
            for part in parts:
                MAKERS[part]()

    def clear(self) -> None:
        """Leave the tables as they were."""
        if self.parts:
            transaction.set_rollback(True)
            self.parts = ()
            self.undoing.close()


ground = Ground()


def wanted(item: pytest.Item) -> tuple[str, ...]:
    """The ground a test wants: none where it empties the tables itself, or where others look into them beside it."""
    names, marker = set(getattr(item, "fixturenames", ())), item.get_closest_marker("django_db")
    if names & {"transactional_db", "live_server"} or (marker and (marker.args or marker.kwargs)):
        return ()
    return tuple(part for part in MAKERS if part in names)
