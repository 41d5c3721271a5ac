"""What the board's links lead to, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.monitoring.verbs import Verb as MonitoringVerb
from steamie.people.models import Person
from steamie.rules import catalogue
from steamie.rules.clauses import ClauseWay, Keeping
from steamie.rules.permissions import Office
from steamie.rules.standing import Counted, Standing, State
from steamie.strategy import actions, formats, standing
from steamie.strategy.models import Edition
from steamie.strategy.register import discover
from tests.conftest import make_person
from tests.strategy.papers import clause_of, f08

from .rows import offered, rows
from .test_actions import IDENTITY

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
        links = {link["href"].partition("#")[0] for link in board.select(".st_need a, .st_board a")}
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
    def rows(clause: object, parameters: object, now: datetime) -> list[Counted]:
        return [Counted("Ann", "read", "/desk/people/"), Counted("Ben <b>", "to be read", counts=False), Counted("Cat")]

    def two_of_three(clause: object, parameters: object, now: datetime) -> Standing:
        return Standing(State.AT_RISK, "2 of 3", "One is missing.", "/desk/people/")

    discover()
    name = "policy.acknowledged"
    monkeypatch.setitem(catalogue._capabilities, name, replace(catalogue._capabilities[name], control=two_of_three))
    monkeypatch.setitem(catalogue._rows, name, catalogue.ShownRows(rows, people=True))


def test_rows_that_name_people_are_for_those_who_may_know(
    client: Client, strategy: Edition, three_people: None, officer: object, staff: object
) -> None:
    standing.take_standing(now=NOW, by=CLOCK)
    client.force_login(officer)
    page = " ".join(client.get("/desk/strategy/S-14/").text.split())
    assert "3 rows as they are now: 2 count, and those that do not come first." in page
    assert page.index("Ben &lt;b&gt;") < page.index("Ann")
    client.force_login(staff)
    page = client.get("/desk/strategy/S-14/").content.decode()
    assert "2 of 3" in page
    assert "3 rows as they are now: 2 count, and those that do not come first." in page
    assert page.count("Someone") == 3
    assert "Ann" not in page
    assert "Ben" not in page
    assert "names are shown to the offices that look after them" in page


def test_what_to_do_is_said_in_few_words() -> None:
    """Every control names a deed of its own; a clause without a control is named by its heading."""
    kept = [clause for clause in f08().clauses if clause.keeps.control]
    assert [clause.id for clause in kept if standing.remedy(clause) == clause.heading] == []
    assert max(len(standing.remedy(clause)) for clause in kept) <= 50
    unkept = replace(clause_of("S-04"), keeps=Keeping(ClauseWay.NOTHING))
    assert standing.remedy(unkept) == unkept.heading


@pytest.mark.parametrize("office", READERS)
def test_the_rules_the_details_and_the_clauses_looked_at_are_listed(client: Client, strategy: Edition, office: Office) -> None:
    person = make_person(Office.OFFICER)
    actions.set_association(by=person, **IDENTITY)
    actions.set_association(by=person, charity_number="SC038238")
    standing.take_standing(now=NOW, by=CLOCK, clauses=["S-03", "S-07", "S-22"])
    client.force_login(make_person(office))
    for clause in ("S-03", "S-07", "S-22"):
        assert offered(client, clause) == (f"/desk/strategy/{clause}/#rows", "See the rows")

    assert len(rows(client, "S-03")) == 9
    assert "No italics kept, on the page and its stylesheet" in rows(client, "S-03")
    wrong, *right = rows(client, "S-07")
    assert wrong == "Charity number our pages: SC038238; the strategy: SC038237 Does not"
    assert len(right) == 7
    assert "FCA number our pages: 2375R(S); the strategy: 2375R(S) Counts" in right
    assert "81 rows as they are now." in client.get("/desk/strategy/S-22/").content.decode()


def test_a_rule_that_is_not_kept_comes_first(client: Client, strategy: Edition, staff: Person, monkeypatch) -> None:
    monkeypatch.setattr(formats, "_stylesheet", lambda: ".st_large{font-style:italic}")
    monkeypatch.setattr(formats, "broken_anchors", lambda document: (["S-09"], ["gone"]))
    client.force_login(staff)
    assert "No italics not kept Does not" in rows(client, "S-03")
    assert "Every clause is there not kept Does not" in rows(client, "S-03")
    first, second, *_ = rows(client, "S-22")
    assert first.startswith("S-09")
    assert second == "#gone a link on the page that leads nowhere Does not"


def test_no_rows_are_offered_where_there_are_none(client: Client, strategy: Edition, auditor: Person) -> None:
    standing.take_standing(now=NOW, by=CLOCK)
    client.force_login(auditor)
    board = BeautifulSoup(client.get("/desk/strategy/").content, "html.parser").find("main")
    promised = [link["href"] for link in board.select(".st_board__ev a") if "See the rows" in link.get_text()]
    empty = [link for link in promised if not rows(client, link.split("/")[3])]
    assert empty == []
    assert "/desk/strategy/S-12/#rows" not in promised
    assert "See the rows" not in client.get("/desk/strategy/S-12/").content.decode()


def test_the_record_s_months_are_open_to_those_who_may_not_read_it(
    client: Client, strategy: Edition, committee: Person, auditor: Person
) -> None:
    before = datetime(2026, 10, 31, 23, 59, tzinfo=UTC)
    record(by=CLOCK, verb=MonitoringVerb.COUNT_VISITS, clause="S-56", subject="visits", at=before)
    standing.take_standing(now=NOW, by=CLOCK, clauses=["S-32"])
    client.force_login(auditor)
    assert offered(client, "S-32") == (f"/desk/evidence/?through={Event.objects.count() - 1}", "See the page")
    client.force_login(committee)
    assert offered(client, "S-32") == ("/desk/strategy/S-32/#rows", "See the rows")
    november, october = rows(client, "S-32")
    assert november.startswith("November 2026 ")
    assert october == "October 2026 1 event, from number 2 to 2"
