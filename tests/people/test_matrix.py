"""The permission matrix, every office and every act, against a table kept apart from the code."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from steamie.people.models import Delegation
from steamie.people.permissions import ruling
from steamie.rules.permissions import Act, Office
from tests.conftest import make_person

TABLE: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "matrix.json").read_text())
CELLS = [(office, act) for office in Office for act in Act]
DAY = date(2026, 11, 23)


def test_the_table_knows_every_office_and_every_act() -> None:
    assert {office: set(row) for office, row in TABLE.items()} == {o.value: {a.name.lower() for a in Act} for o in Office}


@pytest.mark.django_db
@pytest.mark.parametrize(("office", "act"), CELLS, ids=[f"{office}-{act.name.lower()}" for office, act in CELLS])
def test_what_an_office_may_do(office: Office, act: Act) -> None:
    person = make_person(office)
    extent = TABLE[office.value][act.name.lower()]

    assert ruling(person, act, on=DAY).allowed is (extent == "yes")
    assert ruling(person, act, own=True, on=DAY).allowed is (extent in ("yes", "own"))


@pytest.mark.django_db
@pytest.mark.parametrize("act", list(Act), ids=[act.name.lower() for act in Act])
def test_a_deputy_may_do_what_is_lent_but_never_to_their_own_work(act: Act) -> None:
    officer, deputy = make_person(Office.OFFICER), make_person(Office.TEAM)
    Delegation.objects.create(lent_by=officer, lent_to=deputy, since=DAY, until=DAY, reason="On leave")
    lent = TABLE["team"][act.name.lower()] == "delegated"

    if lent:
        assert ruling(deputy, act, on=DAY).allowed
        assert not ruling(deputy, act, own=True, on=DAY).allowed
        assert not ruling(deputy, act, on=date(2026, 11, 24)).allowed, "the day after cover ends"


@pytest.mark.django_db
def test_nobody_without_an_office_may_do_anything() -> None:
    stranger = make_person(None)

    assert not any(ruling(stranger, act, own=own, on=DAY).allowed for act in Act for own in (True, False))
