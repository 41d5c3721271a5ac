"""Other organisations' strategies: in force as far as they go, driving what they set, and nothing of theirs green by accident."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from steamie.evidence.actors import CLOCK, SETUP
from steamie.evidence.in_force import office_phrase, office_title
from steamie.people.models import Person
from steamie.rules.clauses import ClauseWay
from steamie.rules.permissions import Office
from steamie.rules.standing import State
from steamie.strategy import actions, due, reading, standing
from steamie.strategy.comparing import behaviours
from steamie.strategy.left_out import left_out
from steamie.strategy.models import ClauseStanding, Edition
from steamie.strategy.parsing import parse
from steamie.strategy.stored import UnknownSchema, from_data, to_data
from tests.conftest import make_person
from tests.strategy.papers import OTHERS, SOURCE, f08

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 8, tzinfo=UTC)
FILES = sorted(OTHERS.glob("*.toml"))
STORED = Path(__file__).parent / "stored"


@pytest.fixture(autouse=True)
def _today(settings: object, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def load(name: str) -> Edition:
    return actions.load_edition(source=(OTHERS / f"{name}.toml").read_text(), by=SETUP, at=NOW)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_each_is_in_force_and_every_page_shows_it(file: Path, officer: Person, client: Client) -> None:
    load(file.stem)
    rows = standing.take_standing(now=NOW, by=CLOCK)
    document = reading.current()
    assert [row.clause for row in rows] == [clause.id for clause in document.clauses]
    client.force_login(officer)
    pages = ["/desk/", "/desk/strategy/", "/desk/strategy/review/", "/desk/strategy/risks/", "/desk/strategy/references/"]
    pages += ["/strategy/", "/strategy/large-print/", *(f"/desk/strategy/{clause.id}/" for clause in document.clauses)]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    public = client.get("/strategy/").content.decode()
    assert public.count("<h1>") == 1
    assert [clause.id for clause in document.clauses if f'id="{clause.id}"' not in public] == []


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_no_clause_is_green_by_accident(file: Path, officer: Person) -> None:
    """Green only where a control measures it, and then only what the clause's own words promise."""
    load(file.stem)
    standing.take_standing(now=NOW, by=CLOCK)
    for row in ClauseStanding.objects.filter(state=State.MET):
        clause = reading.current().clause(row.clause)
        assert clause.keeps.way is ClauseWay.CONTROL, clause
        assert standing.capability_of(clause).recognises(clause.text), clause


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_what_keeps_a_clause_is_told_by_its_words(file: Path) -> None:
    kept = [clause for clause in parse(file.read_text()).clauses if clause.keeps.way is ClauseWay.CONTROL]
    assert [clause.text for clause in kept if not standing.capability_of(clause).recognises(clause.text)] == []


def test_a_number_alone_says_nothing_in_the_first_schema() -> None:
    """Another organisation's S-01 is not the S-01 of the strategy this desk comes with."""
    load("community-council-first-schema")
    rows = standing.take_standing(now=NOW, by=CLOCK)
    assert {row.state for row in rows} == {State.NOT_MEASURED}
    assert rows[0].reason == "This file was written before statements said what keeps them."
    assert reading.current().review.then_every_years == 3
    assert due.now(timezone.localdate(NOW)).due == date(2027, 3, 31)
    assert office_title(Office.OFFICER) == "Communications lead"


def test_f08_in_the_first_schema_keeps_its_controls() -> None:
    old = (STORED / "f08-first-schema.toml").read_text()
    document = parse(old)
    assert document.schema == 1
    assert {clause.id: clause.keeps for clause in document.clauses} == {clause.id: clause.keeps for clause in f08().clauses}
    assert document.shares == f08().shares
    assert document.review == f08().review
    changed = parse(old.replace("All accounts will be managed by", "Some accounts will be managed by"))
    assert changed.clause("S-57").keeps.way is ClauseWay.NOTHING


@pytest.mark.parametrize("name", ["f08-first-schema", "f08-second-schema"])
def test_an_edition_stored_before_is_read_from_its_data_and_never_parsed_again(name: str) -> None:
    """The data stands in the tests as it was stored; a file nobody can parse today stands beside it."""
    data = json.loads((STORED / f"{name}.json").read_text())
    digest = data["document"]["digest"]
    Edition.objects.create(number=1, title="T", source="= nothing", digest=digest, data=data, loaded_at=NOW, loaded_by="x")
    document = reading.current()
    assert [clause.id for clause in document.clauses] == [clause.id for clause in f08().clauses]
    assert document.clause("S-81").keeps.parameters == {"years": 3}
    assert due.now(timezone.localdate(NOW)).days_overdue == 783


def test_data_of_a_form_to_come_is_refused_in_words() -> None:
    data = to_data(f08()) | {"stored": 99}
    with pytest.raises(UnknownSchema, match="form 99; this version reads form 1"):
        from_data(data)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_what_is_stored_comes_back_as_it_was(file: Path) -> None:
    document = parse(file.read_text())
    assert from_data(json.loads(json.dumps(to_data(document)))) == document


# What is unstated ----------------------------------------------------------------------------------------------------


def test_what_a_document_leaves_out_is_unstated_and_never_met(officer: Person, client: Client) -> None:
    load("island-council")
    standing.take_standing(now=NOW, by=CLOCK)
    rows = {row.clause: row for row in ClauseStanding.objects.all()}
    assert (rows["C1"].state, rows["C1"].figure) == (State.UNSTATED, "")
    assert "does not say how often it is reviewed" in rows["C1"].reason
    assert rows["C2"].state == State.UNSTATED
    client.force_login(officer)
    board = client.get("/desk/strategy/").content.decode()
    assert "Unstated" in board
    assert "What the strategy does not say" in board
    assert "For whom its posts are" in board
    assert client.get("/desk/strategy/?state=unstated").content.decode().count('<li id="C') == 2
    assert due.now(timezone.localdate(NOW)).due is None
    assert actions.escalate_overdue_review(by=CLOCK, now=NOW) is None  # nothing is late that has no day


def test_f08_leaves_nothing_out() -> None:
    assert left_out(f08()) == []


def test_what_is_for_reading_is_counted_apart(officer: Person, client: Client) -> None:
    load("riverside-charity")
    standing.take_standing(now=NOW, by=CLOCK)
    assert ClauseStanding.objects.get(clause="4").state == State.READING
    assert ClauseStanding.objects.get(clause="9").state == State.NOT_MEASURED
    client.force_login(officer)
    assert "For reading" in client.get("/desk/strategy/").content.decode()


# It drives -----------------------------------------------------------------------------------------------------------


def test_reviews_of_two_and_five_years_change_the_days(officer: Person) -> None:
    actions.load_edition(source=SOURCE, by=officer, at=NOW)
    actions.record_implementation(by=officer, on=date(2026, 3, 1))
    today = timezone.localdate(NOW)
    assert due.first(today).due == date(2027, 3, 1)
    changed = SOURCE.replace("years = 1 }", "years = 2 }").replace("years = 3 }", "years = 5 }").replace('due = "2024-09"', "")
    actions.load_edition(source=changed, by=officer)
    assert due.first(today).due == date(2028, 3, 1)
    assert due.now(today).due == date(2026, 9, 30)  # five years from September 2021
    standing.take_standing(now=NOW, by=CLOCK)
    assert ClauseStanding.objects.get(clause="S-81").figure == "53 days overdue"
    actions.record_review(by=officer, on=today, minute_reference="MC 8")
    assert due.now(today).due == date(2031, 11, 22)


def test_the_page_of_changes_says_which_behaviour_changes(officer: Person, client: Client) -> None:
    actions.load_edition(source=SOURCE, by=officer, at=NOW)
    changed = SOURCE.replace("years = 3 }", "years = 5 }").replace('officer = "Finance and Corp', 'officer = "Property and Corp')
    found = {one.what: (one.before, one.after) for one in behaviours(f08(), parse(changed))}
    assert found == {
        "S-81 Reviews every three years after that": (
            "Reviewed every so many years. Years: 3",
            "Reviewed every so many years. Years: 5",
        ),
        "Title of the office “officer”": ("Finance and Corporate Services Officer", "Property and Corporate Services Officer"),
    }
    actions.propose_edition(source=changed, by=officer)
    client.force_login(officer)
    page = client.get("/desk/strategy/proposal/").content.decode()
    assert "What this desk will do differently" in page
    assert "Years: 5" in page


def test_a_new_edition_leaves_no_standing_of_what_it_changed(officer: Person) -> None:
    actions.load_edition(source=SOURCE, by=officer, at=NOW)
    standing.take_standing(now=NOW, by=CLOCK)
    actions.load_edition(source=SOURCE.replace("years = 3 }", "years = 5 }"), by=officer)
    assert not ClauseStanding.objects.filter(clause="S-81").exists()
    assert ClauseStanding.objects.filter(clause="S-80").exists()
    load("seaside-college")
    assert not ClauseStanding.objects.exists()


def test_the_offices_have_the_document_s_titles_everywhere(officer: Person, client: Client) -> None:
    assert office_title(Office.OFFICER) == "Responsible officer"  # before any strategy is loaded
    assert office_phrase(Office.STAFF) == "a member of staff"
    load("riverside-charity")
    assert office_title(Office.OFFICER) == "Fundraising Manager"
    assert office_phrase(Office.COMMITTEE) == "the Trustees"
    assert office_title(Office.AUDITOR) == "Auditor"  # the document does not say
    client.force_login(officer)
    for page in ("/desk/", "/desk/people/", "/desk/evidence/"):
        assert "Fundraising Manager" in client.get(page).content.decode(), page
    assert "Finance and Corporate" not in client.get("/desk/people/invitation/").content.decode()


def test_accounts_are_managed_by_the_offices_the_strategy_names(officer: Person) -> None:
    """Where committee members manage accounts, nobody else may; the wording follows."""
    load("northern-council")
    make_person(Office.TEAM)
    standing.take_standing(now=NOW, by=CLOCK)
    row = ClauseStanding.objects.get(clause="3.1")
    assert (row.state, row.figure) == (State.NOT_MEASURED, "0 accounts")
    assert row.capability == "accounts.managed_by"
