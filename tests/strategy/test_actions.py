"""Loading, reviewing and measuring the strategy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steamie.evidence import anchors
from steamie.evidence.actors import CLOCK, SETUP
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.rules import catalogue
from steamie.rules.catalogue import Control
from steamie.rules.standing import Standing, State
from steamie.strategy import actions, formats, reading, standing
from steamie.strategy.document import Malformed
from steamie.strategy.models import Association, ClauseStanding, Edition
from steamie.strategy.parsing import parse
from steamie.strategy.register import discover
from tests.strategy.papers import CLAUSES, clause_of, stands

pytestmark = pytest.mark.django_db
SOURCE = (files("steamie.strategy") / "documents" / "f08.toml").read_text()
NOW = datetime(2026, 11, 22, 9, 8, tzinfo=UTC)
IDENTITY = {
    "name": "Pineview Housing Association",
    "short_name": "Pineview",
    "address": "5 Rozelle Avenue, Drumchapel, Glasgow. G15 7QR",
    "telephone": "0141 944 3891",
    "email": "mail@pineview.org.uk",
    "website": "https://www.pineview.org.uk",
    "regulator_number": "HAC231",
    "charity_number": "SC038237",
    "fca_number": "2375R(S)",
    "factor_number": "PF000151",
}


@pytest.fixture(autouse=True)
def _today(settings: object, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


# Editions --------------------------------------------------------------------------------------------------------


@pytest.mark.clause("S-01")
def test_an_edition_is_kept_whole_and_once(officer: Person) -> None:
    first = actions.load_edition(source=SOURCE, by=officer, at=NOW)
    assert actions.load_edition(source=SOURCE, by=officer, at=NOW) == first
    assert Edition.objects.get().source == SOURCE
    assert reading.current() == parse(SOURCE)
    assert Event.objects.get(clause="S-01").facts == {"edition": 1, "digest": first.digest, "clauses": 81}
    second = actions.load_edition(source=SOURCE + "\n# approved again\n", by=officer)
    assert (second.number, reading.current().digest) == (2, second.digest)
    with pytest.raises(actions.Superseded, match="edition 1, which edition 2 has replaced"):
        actions.load_edition(source=SOURCE, by=officer)
    assert stands("S-01", NOW).figure == "Edition 2, 81 of 81 clauses"


@pytest.mark.clause("S-01")
def test_an_edition_altered_in_the_database_is_off_track(strategy: Edition) -> None:
    reading.current()
    Edition.objects.update(source=SOURCE.replace("1/3", "1/4"))
    assert stands("S-01", NOW).state is State.BREACHED


def test_only_the_officer_loads(staff: Person, strategy: Edition) -> None:
    with pytest.raises(NotAllowed):
        actions.load_edition(source=SOURCE, by=staff)
    with pytest.raises(NotAllowed):
        actions.record_review(by=staff, on=NOW.date(), minute_reference="x")


def test_a_malformed_file_leaves_the_old_edition(strategy: Edition, officer: Person) -> None:
    with pytest.raises(Malformed):
        actions.load_edition(source=SOURCE.replace('id = "S-44"', 'id = "S-45"'), by=officer)
    assert reading.current().digest == strategy.digest


def test_reading_again_costs_one_small_query(strategy: Edition) -> None:
    reading.current()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        reading.current()
    assert len(queries) == 1
    assert '"source"' not in queries[0]["sql"]


def test_no_strategy_is_said_plainly() -> None:
    with pytest.raises(reading.NotLoaded, match="steamie strategy load"):
        reading.current()
    assert stands("S-02", NOW).state is State.BREACHED


# Reviews ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("S-02")
def test_the_review_is_783_days_overdue_on_22_november_2026(strategy: Edition) -> None:
    found = stands("S-02", NOW)
    assert (found.state, found.figure) == (State.BREACHED, "783 days overdue")


@pytest.mark.clause("S-02")
@pytest.mark.parametrize(
    ("day", "state", "figure"),
    [
        (date(2024, 6, 1), State.MET, "Due 30 September 2024"),
        (date(2024, 7, 2), State.AT_RISK, "Due 30 September 2024"),
        (date(2024, 9, 30), State.AT_RISK, "Due 30 September 2024"),
        (date(2024, 10, 1), State.BREACHED, "1 day overdue"),
    ],
)
def test_the_alarm_sounds_on_the_first_day_late(strategy: Edition, day: date, state: State, figure: str) -> None:
    found = stands("S-02", datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    assert (found.state, found.figure) == (state, figure)


@pytest.mark.clause("S-81")
def test_the_next_date_is_approval_and_three_years(strategy: Edition, officer: Person) -> None:
    assert stands("S-81", NOW).figure == "783 days overdue"
    held = actions.record_review(by=officer, on=date(2026, 11, 19), minute_reference="MC 2026/11, item 7")
    found = stands("S-81", NOW)
    assert (found.state, found.figure) == (State.MET, "Due 19 November 2029")
    assert "MC 2026/11, item 7" in found.reason
    event = Event.objects.get(clause="S-81")
    assert (event.subject, event.facts["minute"]) == (f"strategy.strategyreview:{held.pk}", "MC 2026/11, item 7")
    assert stands("S-02", NOW).state is State.AT_RISK  # the paper still gives its old dates


def test_a_review_needs_a_minute_and_a_past_day(strategy: Edition, officer: Person) -> None:
    with pytest.raises(ValidationError, match="still to come"):
        actions.record_review(by=officer, on=date(2026, 11, 23), minute_reference="x")
    with pytest.raises(ValidationError, match="minute"):
        actions.record_review(by=officer, on=date(2026, 11, 20), minute_reference=" ")


@pytest.mark.clause("S-80")
def test_the_first_review_is_one_year_after_implementation(strategy: Edition, officer: Person) -> None:
    assert stands("S-80", NOW).state is State.NOT_MEASURED
    actions.record_implementation(by=officer, on=date(2025, 11, 1))
    assert stands("S-80", NOW).figure == "21 days overdue"
    actions.record_review(by=officer, on=date(2026, 11, 19), minute_reference="MC 7")
    assert stands("S-80", NOW).figure == "Held 19 November 2026"


@pytest.mark.clause("S-80")
def test_an_overdue_review_is_brought_to_the_committee_once(
    strategy: Edition, committee: Person, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = actions.escalate_overdue_review(by=CLOCK, now=NOW)
    assert (row.due, row.letters) == (date(2024, 9, 30), 1)
    assert [letter.to for letter in mail.outbox] == [[committee.email]]
    assert "783 days overdue" in mail.outbox[0].body
    assert actions.escalate_overdue_review(by=CLOCK, now=NOW + timedelta(days=1)) is None
    assert Event.objects.filter(verb="escalate", clause="S-80").count() == 1
    assert "Brought to the committee on 22 November 2026" in stands("S-02", NOW).reason


def test_before_set_up_there_is_nothing_to_escalate() -> None:
    assert actions.escalate_overdue_review(by=CLOCK, now=NOW) is None


def test_a_review_in_time_is_not_escalated(strategy: Edition, committee: Person) -> None:
    assert actions.escalate_overdue_review(by=CLOCK, now=datetime(2024, 9, 30, tzinfo=UTC)) is None


# The other clauses this room keeps -----------------------------------------------------------------------------------


@pytest.mark.clause("S-07")
def test_the_numbers_agree_with_the_strategy(strategy: Edition, officer: Person) -> None:
    assert stands("S-07", NOW).state is State.BREACHED
    actions.set_association(by=officer, **IDENTITY)
    assert stands("S-07", NOW).figure == "8 of 8 details agree"
    actions.set_association(by=officer, charity_number="SC038238")
    found = stands("S-07", NOW)
    assert (found.state, found.figure) == (State.BREACHED, "7 of 8 details agree")
    assert "charity number" in found.reason
    assert Association.objects.count() == 1
    assert Event.objects.filter(clause="S-07").last().facts == {"changed": ["charity_number"]}


@pytest.mark.clause("S-22")
def test_every_clause_has_an_address(strategy: Edition) -> None:
    found = stands("S-22", NOW)
    assert (found.state, found.figure) == (State.MET, "81 of 81 clauses can be linked, 0 broken links")


@pytest.mark.clause("S-03")
def test_the_large_print_keeps_the_clear_print_rules(strategy: Edition) -> None:
    checks = formats.large_print_checks(reading.current())
    assert [rule for rule, kept in checks.items() if not kept] == []
    assert stands("S-03", NOW).figure == f"{len(checks)} of {len(checks)} large print rules kept"


@pytest.mark.clause("S-32")
def test_a_tampered_record_is_off_track(strategy: Edition, undone_guard: None) -> None:
    assert stands("S-32", NOW).state is State.AT_RISK  # nothing outside vouches for it yet
    anchors.anchor(NOW)
    assert stands("S-32", NOW) == Standing(
        State.MET,
        "Unbroken, 2 events",
        "The last head kept outside is event 1, of 22 November 2026.",
        "/desk/evidence/?through=2",
    )
    Event.objects.filter(number=1).update(actor="person:9")
    assert stands("S-32", NOW).state is State.BREACHED


@pytest.fixture
def undone_guard() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        from steamie.evidence import triggers  # noqa: PLC0415

        triggers.remove(connection)
        patch.setattr(triggers, "present", lambda connection: True)
        yield


# Standing -----------------------------------------------------------------------------------------------------------


def test_every_clause_is_measured_and_changes_are_written_down_once(strategy: Edition, officer: Person) -> None:
    rows = standing.take_standing(now=NOW, by=officer)
    assert [row.clause for row in rows] == list(CLAUSES)
    assert Event.objects.filter(verb="measure").count() == 81
    later = NOW + timedelta(hours=1)
    standing.take_standing(now=later, by=CLOCK)
    assert Event.objects.filter(verb="measure").count() == 81
    row = ClauseStanding.objects.get(clause="S-02")
    assert (row.state, row.since, row.measured_at) == ("breached", NOW, later)
    actions.record_review(by=officer, on=NOW.date(), minute_reference="MC 7")
    standing.take_standing(now=later, by=CLOCK)
    event = Event.objects.filter(verb="measure", clause="S-02").last()
    assert event.facts == {"was": "breached", "is": "at_risk", "figure": "Due 22 November 2029"}


def _put_in_place(monkeypatch: pytest.MonkeyPatch, control: Control) -> None:
    """Let this measure the clause of the table of contents."""
    discover()
    name = clause_of("S-22").keeps.control
    monkeypatch.setitem(catalogue._capabilities, name, replace(catalogue._capabilities[name], control=control))


@pytest.mark.django_db(transaction=True)
def test_measuring_keeps_no_writer_waiting(strategy: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []

    def looks(clause: object, parameters: object, now: datetime) -> Standing:
        held.append(connection.in_atomic_block)
        return Standing(State.MET, "", "Looked.")

    _put_in_place(monkeypatch, looks)
    standing.take_standing(now=NOW, by=CLOCK)
    assert held == [False]


def test_a_control_that_fails_does_not_take_the_board_with_it(
    strategy: Edition, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(clause: object, parameters: object, now: datetime) -> Standing:
        raise ZeroDivisionError("nothing to divide")

    _put_in_place(monkeypatch, fails)
    standing.take_standing(now=NOW, by=CLOCK)
    row = ClauseStanding.objects.get(clause="S-22")
    assert (row.state, row.reason) == ("not_measured", "It could not be measured: its control failed. The log says why.")
    assert "The control of S-22 failed" in caplog.text
    assert ClauseStanding.objects.get(clause="S-02").state == "breached"


# Commands ----------------------------------------------------------------------------------------------------------


def test_the_load_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "f08.toml"
    file.write_text(SOURCE)
    call_command("strategy", "load", str(file))
    assert "edition 1 is in force" in capsys.readouterr().out
    file.write_text(SOURCE.replace('due = "2024-09"', 'due = "2024-13"'))
    with pytest.raises(CommandError, match=r"Line 15, document\.due"):
        call_command("strategy", "load", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("strategy", "load", str(tmp_path / "none.toml"))
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("strategy", "load", str(file))


def test_the_clauses_command_lists_all_81(
    strategy: Edition, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("clauses", "--json")
    rows = json.loads(capsys.readouterr().out)
    assert [row["clause"] for row in rows] == list(CLAUSES)
    assert set(rows[0]) == {"clause", "heading", "state", "figure", "reason", "link", "room", "control"}
    monkeypatch.setattr(standing, "without_control", lambda document: ["S-44"])
    with pytest.raises(CommandError, match="S-44"):
        call_command("clauses")
    assert "S-02  Off track" in capsys.readouterr().out


def test_set_up_may_load_without_an_office() -> None:
    assert actions.load_edition(source=SOURCE, by=SETUP).loaded_by == "system:setup"
