"""What the board's links lead to, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from steamie.evidence.actors import CLOCK
from steamie.rules import standing as register
from steamie.rules.permissions import Office
from steamie.rules.standing import Counted, Standing, State
from steamie.strategy import standing
from steamie.strategy.document import CLAUSES
from steamie.strategy.models import Edition
from steamie.strategy.remedies import REMEDIES
from tests.conftest import make_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 8, tzinfo=UTC)
READERS = [Office.STAFF, Office.COMMITTEE, Office.AUDITOR]  # who may read the board and not much else


@pytest.fixture(autouse=True)
def _today(settings: object, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def test_no_link_of_the_board_is_closed_to_those_who_read_it(client: Client, strategy: Edition) -> None:
    standing.take_standing(now=NOW, by=CLOCK)
    for office in READERS:
        client.force_login(make_person(office))
        board = BeautifulSoup(client.get("/desk/strategy/").content, "html.parser").find("main")
        links = {link["href"].partition("#")[0] for link in board.select(".st_fix a, .st_board__ev a, .st_board__id a")}
        assert len(links) > 81
        pages = {link for link in links if link.startswith("/desk/") and not link.startswith("/desk/strategy/S-")}
        for clause in ("S-02", "S-12", "S-14", "S-32"):
            address = f"/desk/strategy/{clause}/"
            side = BeautifulSoup(client.get(address).content, "html.parser").find("aside")
            pages |= {address, *(link["href"] for link in side.select("a[href^='/']"))}
        closed = {link: status for link in pages if (status := client.get(link).status_code) != 200}
        assert (office, closed) == (office, {})


@pytest.fixture
def three_people(monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(now: datetime) -> list[Counted]:
        return [Counted("Ann", "read", "/desk/people/"), Counted("Ben <b>", "to be read", counts=False), Counted("Cat")]

    standing.register()
    monkeypatch.setitem(register._register, "S-14", lambda now: Standing(State.AT_RISK, "2 of 3", "Ben.", "/desk/people/"))
    monkeypatch.setitem(register._behind, "S-14", (rows, True))


def test_rows_that_name_people_are_for_those_who_may_know(
    client: Client, strategy: Edition, three_people: None, officer: object, staff: object
) -> None:
    standing.take_standing(now=NOW, by=CLOCK)
    client.force_login(officer)
    page = client.get("/desk/strategy/S-14/").content.decode()
    assert "3 rows as they are now: 2 count, and those that do not come first." in page
    assert page.index("Ben &lt;b&gt;") < page.index("Ann")
    client.force_login(staff)
    page = client.get("/desk/strategy/S-14/").content.decode()
    assert "2 of 3" in page
    assert "Ann" not in page
    assert "name people" in page


def test_what_to_do_is_said_in_few_words() -> None:
    """A clause that is missing here is named by its heading instead."""
    assert set(REMEDIES) <= set(CLAUSES)
    assert max(len(words) for words in REMEDIES.values()) <= 50
