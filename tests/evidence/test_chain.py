"""The minute book: what it refuses, and what it finds when someone gets round the refusal."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from steamie.content.posts.verbs import Verb as PostsVerb
from steamie.evidence import anchors, elsewhere, triggers
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, OPERATOR
from steamie.evidence.anchors import Anchor
from steamie.evidence.models import Event
from steamie.evidence.restorations import know_restored
from steamie.evidence.verify import RecordVerdict, check, verify
from tests.evidence.tampering import Tried

from .tampering import missed, rehash, reorder, undone

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, 9, tzinfo=UTC)
LENGTH = 12


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def chain(db: None) -> list[Event]:
    return [
        record(
            by=CLOCK,
            verb=PostsVerb.APPROVE,
            clause=f"S-{60 + number}",
            subject=f"posts.post:{number}",
            reason="Café, “quoted”, 1e22",
            facts={"share": 1.0, "large": 1e22, "count": number, "parts": [1, 2.5, None, True]},
            at=START + timedelta(hours=number, microseconds=number),
        )
        for number in range(1, LENGTH + 1)
    ]


def heads() -> list[Anchor]:
    newest = anchors.head(START)
    return [newest] if newest else []


@pytest.mark.clause("S-32")
def test_the_database_refuses_to_alter_or_remove(chain: list[Event]) -> None:
    for deed in (lambda: Event.objects.filter(number=3).update(reason="x"), lambda: Event.objects.filter(number=3).delete()):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            deed()
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE evidence_event CASCADE")


def test_an_untouched_record_is_intact(chain: list[Event]) -> None:
    found = verify(heads())
    assert found == RecordVerdict(True, LENGTH, (), LENGTH)
    assert found.words == "The record is unbroken: 12 events, checked against an anchor at event 12."


def test_an_empty_record_is_intact() -> None:
    assert verify([]).intact


def test_a_missing_guard_is_a_problem(chain: list[Event]) -> None:
    triggers.remove(connection)
    assert "guard" in verify(heads()).problems[0]
    call_command("evidence", "guard")
    assert verify(heads()).intact


# What an intruder with the database in hand might do -------------------------------------------------------------


@pytest.mark.clause("S-32")
def test_every_one_of_250_tamperings_is_found(chain: list[Event]) -> None:
    """A thousand are tried by ``benchmarks/tampering.py``; these are the first of the same dice."""
    assert missed(heads(), trials=250, seed=1903, length=LENGTH) == []


def test_the_chain_alone_finds_alteration_deletion_and_reordering(chain: list[Event]) -> None:
    triggers.remove(connection)
    for deed, words in (
        (lambda: Event.objects.filter(number=5).update(actor="person:9"), "Event 5 was altered"),
        (lambda: Event.objects.filter(number=5).delete(), "Event 5 is missing."),
        (lambda: Event.objects.filter(number__in=[5, 6]).delete(), "Events 5 to 6 are missing."),
        (lambda: reorder(random.Random(4), LENGTH), "is not bound to the event before it"),
    ):
        with undone():
            deed()
            assert words in "\n".join(verify([]).problems)


def test_truncation_and_rewriting_need_the_anchor(chain: list[Event]) -> None:
    known = heads()
    triggers.remove(connection)
    with undone():
        Event.objects.filter(number__gt=9).delete()
        triggers.install(connection)
        assert verify([]).intact  # the chain alone cannot know
        assert verify(known).problems == (
            "The record ends at event 9, but event 12 was anchored on 1 November 2026: the end is cut off.",
        )
    with undone():
        rehash({2: {"reason": "Never mind"}})
        triggers.install(connection)
        assert verify([]).intact
        assert "written anew" in verify(known).problems[0]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps the types of its columns by itself")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("facts", "'{not json'"),
        ("at", "'yesterday'"),
        ("at", "NULL"),
        ("actor", "x'ff00'"),
        ("facts", "x'ff'"),
        ("number", "'abc'"),
    ],
)
def test_values_that_cannot_be_read_are_reported_not_fatal(chain: list[Event], column: str, value: str) -> None:
    triggers.remove(connection)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints=ON")
            cursor.execute(f"UPDATE evidence_event SET {column} = {value} WHERE number = 4")  # noqa: S608
            found = verify(heads())
            transaction.set_rollback(True)
    except DatabaseError:
        return  # the database refused the value outright, which is as good
    assert len(found.problems) > 1
    assert found.events == LENGTH


def test_a_long_forgery_does_not_fill_the_page(db: None) -> None:
    for number in range(150):
        record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject=f"posts.post:{number}", at=START)
    triggers.remove(connection)
    Event.objects.update(reason="changed")
    assert len(verify([]).problems) == 100


# Anchors ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("S-32")
def test_an_anchor_is_a_line_a_day_and_a_letter(chain: list[Event]) -> None:
    made = anchors.anchor(START, to=["auditor@example.org"])
    assert made is not None
    assert anchors.path().read_text() == f"12 {chain[-1].digest} 2026-11-01T09:00:00+00:00\n"
    assert anchors.path().stat().st_mode & 0o777 == 0o600
    assert chain[-1].digest in mail.outbox[0].body
    assert mail.outbox[0].to == ["auditor@example.org"]
    assert anchors.anchor(START + timedelta(days=1)) is None
    assert len(anchors.read()) == 1
    record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")
    assert anchors.anchor(START + timedelta(days=2)) == anchors.last()
    assert verify(anchors.read()).intact


def test_no_anchor_is_made_over_a_broken_chain(chain: list[Event]) -> None:
    anchors.anchor(START)
    triggers.remove(connection)
    Event.objects.filter(number=LENGTH).delete()
    record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")
    with pytest.raises(anchors.Displaced, match="Event 12"):
        anchors.anchor(START)


def test_a_spoilt_anchor_line_is_named(chain: list[Event]) -> None:
    anchors.anchor(START)
    with anchors.path().open("a") as file:
        file.write("what is this\n")
    assert verify(anchors.read()).problems == ("Line 2 of the anchor file cannot be read.",)


# The command ---------------------------------------------------------------------------------------------------


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    return lambda: "".join(capsys.readouterr())


def test_the_command_says_it_in_plain_words(chain: list[Event], said: Callable[[], str]) -> None:
    call_command("evidence", "anchor")
    call_command("evidence", "head")
    call_command("evidence", "verify")
    assert "The record is unbroken: 13 events, checked against an anchor at event 12." in said()
    triggers.remove(connection)
    Event.objects.filter(number=7).update(office="officer")
    with pytest.raises(CommandError, match="The record is broken") as raised:
        call_command("evidence", "verify")
    assert raised.value.returncode == 1
    assert "Event 7 was altered" in said()


def test_a_letter_to_the_auditor_finds_what_was_written_anew_with_its_anchors(
    chain: list[Event], said: Callable[[], str]
) -> None:
    anchors.anchor(START, to=["auditor@example.org"])
    letter = mail.outbox[0].body
    call_command("evidence", "verify", letter=letter)
    triggers.remove(connection)
    rehash({2: {"reason": "Never mind"}})
    triggers.install(connection)
    anchors.path().unlink()
    anchors.anchor(START)  # the intruder owns the machine, and its anchors too
    assert verify(anchors.read()).intact
    with pytest.raises(CommandError, match="1 problem"):  # … but the chain counts them
        call_command("evidence", "verify")
    assert "gone from the file: the record says that 2 were made" in said()
    with pytest.raises(CommandError, match="The record is broken"):
        call_command("evidence", "verify", letter=letter)
    assert "written anew" in said()
    with pytest.raises(CommandError, match="not a line of a letter"):
        call_command("evidence", "verify", letter="12 what is this")


def test_a_word_too_long_for_the_book_is_refused_everywhere() -> None:
    with pytest.raises(ValueError, match="at most 40"):
        record(by=CLOCK, verb=Tried.TOO_LONG, clause="S-01", subject="x")
    with pytest.raises(ValueError, match="JSON"):
        record(by=CLOCK, verb=Tried.CHECK, clause="S-01", subject="x", facts={"share": float("nan")})


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_may_leave_events_behind() -> None:
    record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")


@pytest.mark.django_db(transaction=True)
def test_and_the_next_finds_the_book_empty_and_guarded() -> None:
    assert verify([]) == RecordVerdict(True, 0, ())


# Writing over what is there ----------------------------------------------------------------------------------------

COLUMNS = "number, at, actor, office, verb, clause, subject, reason, facts, previous, digest"


def write(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.clause("S-32")
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite replaces the row in the way of an insert")
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO evidence_event (id, {columns}) SELECT id, {changed} FROM evidence_event WHERE number = 5",
        "INSERT OR REPLACE INTO evidence_event ({columns}) SELECT {changed} FROM evidence_event WHERE number = 5",
        "REPLACE INTO evidence_event ({columns}) SELECT {changed} FROM evidence_event WHERE number = 12",
        "INSERT INTO evidence_event ({columns}) SELECT {changed} FROM evidence_event WHERE number = 5 "
        "ON CONFLICT DO UPDATE SET reason = 'changed'",
        "UPDATE OR REPLACE evidence_event SET number = 4 WHERE number = 5",
        "UPDATE OR IGNORE evidence_event SET reason = 'changed' WHERE number = 5",
    ],
)
def test_nothing_is_written_over_an_event(chain: list[Event], statement: str, recursive: str) -> None:
    before = list(Event.objects.values_list("number", "reason", "digest"))
    changed = COLUMNS.replace("reason", "'changed'")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers={recursive}")

    with pytest.raises(DatabaseError, match="only ever added to"):
        write(statement.format(columns=COLUMNS, changed=changed))

    assert list(Event.objects.values_list("number", "reason", "digest")) == before


@pytest.mark.clause("S-32")
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="what SQLite does is shown above")
def test_nothing_is_written_over_an_event_on_postgresql(chain: list[Event]) -> None:
    insert = f"INSERT INTO evidence_event ({COLUMNS}) SELECT {COLUMNS} FROM evidence_event WHERE number = 5"  # noqa: S608
    for tail in ("", " ON CONFLICT (number) DO UPDATE SET reason = 'changed'"):
        with pytest.raises(DatabaseError, match="only ever added to"):
            write(insert + tail)
    with pytest.raises(DatabaseError, match="only ever added to"):
        write("SET LOCAL session_replication_role = replica; UPDATE evidence_event SET reason = 'x' WHERE number = 5")


def test_a_guard_that_does_nothing_is_missed(chain: list[Event]) -> None:
    triggers.remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for deed in ("update", "delete", "replace"):
                when = "INSERT" if deed == "replace" else deed.upper()
                cursor.execute(f"CREATE TRIGGER evidence_event_no_{deed} BEFORE {when} ON evidence_event BEGIN SELECT 1; END")

    assert "guard against changes is missing" in verify([]).problems[0]
    triggers.install(connection)


# How far something outside vouches for it --------------------------------------------------------------------------


@pytest.mark.clause("S-32")
def test_the_verdict_counts_what_nothing_outside_the_machine_vouches_for(
    chain: list[Event], said: Callable[[], str], settings: object, tmp_path: Path
) -> None:
    anchors.anchor(START)
    assert check().unvouched == LENGTH + 1
    call_command("evidence", "verify")
    assert "Nothing outside this machine vouches for" in said()
    settings.ANCHORS_FOLDER = str(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    elsewhere.push()
    assert check().unvouched == 0
    for _ in range(3):
        record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")
    call_command("evidence", "verify")
    assert "vouches for the last" in said()


@pytest.mark.clause("S-32")
def test_the_folder_elsewhere_shows_what_was_done_to_the_machine_s_own_file(
    chain: list[Event], settings: object, tmp_path: Path
) -> None:
    settings.ANCHORS_FOLDER = str(tmp_path)
    anchors.anchor(START)
    elsewhere.push()
    elsewhere.push()
    assert (tmp_path / "steamie-anchors.log").read_text() == anchors.path().read_text()
    anchors.path().unlink()
    triggers.remove(connection)
    rehash({2: {"reason": "Never mind"}})
    triggers.install(connection)

    problems = check().problems

    assert any("written anew" in problem for problem in problems)
    assert any("1 anchor gone from the file" in problem for problem in problems)


def test_a_command_takes_each_anchor_elsewhere_once(chain: list[Event], settings: object, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    settings.ANCHORS_COMMAND = f"sh -c 'cat >> {taken}'"
    anchors.anchor(START)
    elsewhere.push()
    elsewhere.push()
    assert taken.read_text() == anchors.path().read_text()
    assert check().unvouched == 0
    settings.ANCHORS_COMMAND = "false"
    record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")
    anchors.anchor(START)
    with pytest.raises(elsewhere.NotPushed, match="failed with 1"):
        elsewhere.push()
    assert check().unvouched > 0


# Put back from a copy ----------------------------------------------------------------------------------------------


@pytest.mark.clause("S-32")
def test_a_record_put_back_by_hand_is_said_to_be_so_and_goes_on(chain: list[Event], said: Callable[[], str]) -> None:
    for number in range(3):
        record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject="x")
        anchors.anchor(START + timedelta(hours=number))
    triggers.remove(connection)
    Event.objects.filter(number__gt=10).delete()  # as a copy from before has it
    triggers.install(connection)
    assert "the end is cut off" in " ".join(check().problems)
    with pytest.raises(anchors.Displaced):
        anchors.anchor(START)

    event = know_restored(reason="The disk failed.", by=OPERATOR, now=START, to=["auditor@example.org"])

    assert event is not None
    assert event.facts["last_anchored"] > 10
    assert "put back from a copy" in mail.outbox[-1].subject
    assert check().intact
    assert "3 anchors made after the copy" in check().notes[0]
    assert anchors.anchor(START) is not None
    assert check().intact
    assert know_restored(reason="Again.", by=OPERATOR, now=START) is None


def test_no_anchor_is_made_while_a_copy_is(chain: list[Event]) -> None:
    with anchors.locked(), pytest.raises(anchors.Locked), anchors.locked(wait=0.1):
        pass
