"""What is not measured says so: at the board, on its own page and in the command, in words anyone can follow."""

from __future__ import annotations

import io
import json
import re
from importlib.resources import files
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from steamie.evidence.actors import SETUP
from steamie.rules.permissions import Office
from steamie.strategy.actions import load_edition
from tests.conftest import make_person
from tests.strategy.papers import unmeasured

pytestmark = pytest.mark.django_db
REASONS = {number: clause.keeps.reason for number, clause in unmeasured().items()}
SAID_PLAINLY = [pytest.param(clause, marks=pytest.mark.clause(clause), id=clause) for clause in REASONS]
"""Each clause that is not built, with its mark: the test of the house reads this list."""

OURS = re.compile(
    r"\b(rooms?|controls?|clauses?|built|builds?|rows?|models?|API|JSON|endpoints?|connectors?|segments?|pipelines?|"
    r"backend|database|deploy\w*|modules?|standings?|will|soon|planned for|next (?:week|month|quarter|year|version)|20\d\d)\b",
    re.IGNORECASE,
)
"""Words of those who build it, and promises."""


class Shown(NamedTuple):
    """The board's line of each clause, the page of each clause, and what the command says of it."""

    lines: dict[str, Any]
    pages: dict[str, str]
    told: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def shown(django_db_setup: None, django_db_blocker: Any) -> Shown:
    """Measured once for all of them, and undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_edition(source=(files("steamie.strategy") / "documents" / "f08.toml").read_text(), by=SETUP)
        out = io.StringIO()
        call_command("clauses", "--json", stdout=out)
        client = Client()
        client.force_login(make_person(Office.COMMITTEE))
        board = BeautifulSoup(client.get("/desk/strategy/").content, "html.parser")
        pages = {clause: client.get(f"/desk/strategy/{clause}/").content.decode() for clause in REASONS}
        lines = {clause: board.find(id=clause) for clause in REASONS}
        transaction.set_rollback(True)
    return Shown(lines, pages, {row["clause"]: row for row in json.loads(out.getvalue())})


@pytest.mark.parametrize("clause", SAID_PLAINLY)
def test_it_says_not_measured_and_what_is_done_meanwhile(shown: Shown, clause: str) -> None:
    told, line = shown.told[clause], shown.lines[clause]

    assert (told["state"], told["figure"], told["link"]) == ("not_measured", "", "")
    assert line.select_one(".ds_status, .st_chip, [class*=chip]").get_text(strip=True) == "Not measured"
    assert line.select_one(".st_board__fig strong") is None  # no figure
    assert told["reason"] in " ".join(line.get_text(" ").split())
    assert line.select_one(".st_board__ev a")["href"] == f"/desk/strategy/{clause}/"
    assert "Not measured" in shown.pages[clause]
    assert "Meanwhile" in shown.pages[clause]


@pytest.mark.parametrize("clause", SAID_PLAINLY)
def test_its_words_are_plain_and_promise_nothing(shown: Shown, clause: str) -> None:
    reason = shown.told[clause]["reason"]
    what, _, meanwhile = reason.partition(" Meanwhile ")

    assert 25 <= len(what) <= 130, what
    assert 25 <= len(meanwhile) <= 130, meanwhile
    assert what.endswith(".")
    assert meanwhile.endswith(".")
    assert OURS.findall(reason) == []


def test_no_two_are_excused_with_the_same_words() -> None:
    assert len(set(REASONS.values())) == len(REASONS)


@pytest.mark.parametrize(
    "words", ["the conversations room will answer", "will be built", "ready next quarter", "no rows", "in 2027", "Connector"]
)
def test_words_of_ours_would_be_noticed(words: str) -> None:
    assert OURS.search(words)
