"""The record on the desk."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steamie.content.posts.verbs import Verb as PostsVerb
from steamie.content.publishing.verbs import Verb as PublishingVerb
from steamie.evidence import anchors, triggers, words
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.letters.mail_server import MailServer
from steamie.people.models import Person, Policy
from steamie.people.verbs import Verb as PeopleVerb
from tests.evidence.tampering import Tried

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def events(officer: Person) -> list[Event]:
    made = [
        record(by=officer, verb=PostsVerb.APPROVE, clause="S-60", subject=f"posts.post:{n}", at=START + timedelta(days=n))
        for n in range(12)
    ]
    text = "=HYPERLINK(1) <script>alert(1)</script>"
    made.append(record(by=CLOCK, verb=PublishingVerb.WITHDRAW, clause="S-61", subject="posts.post:3", reason=text))
    return made


@pytest.mark.parametrize(
    ("verb", "past"),
    [
        ("approve", "approved"),
        ("withdraw", "withdrew"),
        ("send_back", "sent back"),
        ("ask a person", "asked a person to look"),
        ("undo_the approval of", "undid an approval"),
        ("recertify", "looked again at an office"),
        ("verify", "verified"),
    ],
)
def test_verbs_are_told_in_the_past(verb: str, past: str) -> None:
    assert words.past(verb) == past


def flat(answer: Any) -> str:
    """A page's text, wherever its lines are broken."""
    return " ".join(answer.content.decode().split())


def page(client: Client, query: str = "") -> str:
    return flat(client.get(f"/desk/evidence/{query}"))


@pytest.mark.clause("S-32")
@pytest.mark.usefixtures("strategy")
def test_events_are_plain_sentences_newest_first(client: Client, auditor: Person, events: list[Event]) -> None:
    client.force_login(auditor)
    shown = page(client)
    assert "Finance and Corporate Services Officer approved post 11" in shown
    assert "The clock withdrew post 3" in shown
    assert shown.index("event-13") < shown.index("event-12") < shown.index('event-1"')
    assert "<script>alert" not in shown
    assert "Officer" in shown


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?clause=S-60", 12),
        ("?clause=s-61", 1),
        ("?subject=posts.post:3", 2),
        ("?subject=Post++3", 2),
        ("?subject=post+33", 0),
        ("?actor=system:clock", 1),
        ("?through=4", 4),
        ("?verb=withdraw", 1),
        ("?office=officer", 12),
        ("?since=2026-11-10&until=2026-11-11", 2),
        ("?clause=S-99", 0),
        ("?page=999", 13),
    ],
)
def test_the_record_is_searched_by_address(client: Client, auditor: Person, events: list[Event], query: str, count: int) -> None:
    client.force_login(auditor)
    assert f"{count} event{'' if count == 1 else 's'}, newest first" in page(client, query)


def test_a_person_is_found_by_name_and_what_they_did_by_its_title(client: Client, auditor: Person, officer: Person) -> None:
    policy = Policy.objects.create(kind="conduct", version="2026.1", effective_from=START.date(), renewal_months=12)
    record(by=officer, verb=PeopleVerb.ADOPT_POLICY, clause="S-16", subject=policy)
    record(by=auditor, verb=PeopleVerb.ACKNOWLEDGE, clause="S-16", subject=policy)
    client.force_login(auditor)
    shown = page(client, f"?actor={officer.reference}")
    assert "1 event, newest first" in shown
    assert "adopted the Code of Conduct, version 2026.1" in shown
    assert f'<option value="{officer.reference}" selected>{officer.name}</option>' in shown
    assert "Write a word and a number" in page(client, "?subject=what")


def test_where_its_last_line_is_kept_is_shown(client: Client, auditor: Person, events: list[Event], settings: object) -> None:
    client.force_login(auditor)
    assert "No mark is kept outside yet." in page(client)
    anchors.anchor(START)
    read = " ".join(page(client).split())
    assert "Event 13, of Sunday 1 November, 09:00, is the newest whose mark is kept outside." in read
    assert "No e-mail is set up, so the auditor got no letter." in read
    settings.MAIL_SERVER = MailServer("mail.example.org", 587)
    assert "A letter with it went to the auditor." in " ".join(page(client).split())


def test_a_wrong_date_is_said_and_narrows_nothing(client: Client, auditor: Person, events: list[Event]) -> None:
    client.force_login(auditor)
    answer = client.get("/desk/evidence/?since=yesterday")
    assert answer.status_code == 422
    assert "13 events" in flat(answer)


def test_fifty_to_a_page_and_the_same_queries_whatever_the_length(client: Client, auditor: Person, events: list[Event]) -> None:
    client.force_login(auditor)
    with CaptureQueriesContext(connection) as few:
        page(client)
    for number in range(200):
        record(by=CLOCK, verb=Tried.CHECK, clause="S-66", subject=f"posts.post:{number}")
    with CaptureQueriesContext(connection) as many:
        shown = page(client, "?clause=S-66")
    assert shown.count("<li id=") == 50
    assert "Page 1 of 4" in shown
    assert "?clause=S-66&amp;page=2" in shown
    assert len(many) <= len(few) <= 15


def test_who_may_read_what(client: Client, officer: Person, colleague: Person, staff: Person, events: list[Event]) -> None:
    record(by=colleague, verb=Tried.CHECK, clause="S-66", subject="posts.post:1")
    client.force_login(officer)
    assert "14 events" in page(client)
    client.force_login(colleague)
    own = page(client)
    assert "1 event, newest first" in own
    assert "Which person" not in own
    assert client.post("/desk/evidence/check/").status_code == 403
    assert client.post("/desk/evidence/export/", {"reason": "Curious"}).status_code == 403
    client.force_login(staff)
    assert client.get("/desk/evidence/").status_code == 403
    assert client.get("/desk/evidence/export/").status_code == 403


@pytest.mark.usefixtures("strategy")
def test_the_export_is_whole_and_no_cell_starts_a_formula(client: Client, auditor: Person, events: list[Event]) -> None:
    client.force_login(auditor)
    place = "/desk/evidence/export/?subject=posts.post:3"
    assert "Download 2 events" in flat(client.get(place))
    assert client.post(place).status_code == 422, "a copy is taken for a reason"
    text = b"".join(client.post(place, {"reason": "The yearly audit"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["number"] for row in rows] == ["5", "14", ""]  # after the strategy's own loading
    assert rows[2]["in words"] == "Checked: The record is unbroken: 15 events, not anchored outside yet."
    assert rows[0]["in words"] == "Finance and Corporate Services Officer approved post 3"
    assert rows[1]["reason"].startswith("'=HYPERLINK")
    assert rows[1]["digest"] == events[-1].digest
    assert Event.objects.get(verb="export").reason == "The yearly audit"


@pytest.mark.clause("S-32")
def test_the_check_button_tells_the_truth(client: Client, auditor: Person, events: list[Event]) -> None:
    client.force_login(auditor)
    assert "The record is unbroken" in flat(client.post("/desk/evidence/check/"))
    triggers.remove(connection)
    Event.objects.filter(number=5).update(actor="person:999")
    triggers.install(connection)
    shown = flat(client.post("/desk/evidence/check/"))
    assert "The record is broken" in shown
    assert "Event 5 was altered" in shown


@pytest.mark.clause("S-32")
def test_the_auditor_s_letter_is_compared_on_the_desk(client: Client, auditor: Person, events: list[Event]) -> None:
    client.force_login(auditor)
    letter = f"Its fingerprint was:\n{anchors.head(START)}\n\nPlease keep this letter."
    assert "The letter about event 13" in flat(client.post("/desk/evidence/check/", {"letter": letter}))
    forged = letter.replace(events[-1].digest, "a" * 64)
    assert "written anew" in flat(client.post("/desk/evidence/check/", {"letter": forged}))
    wrong = client.post("/desk/evidence/check/", {"letter": "<b>nothing</b>"})
    assert wrong.status_code == 422
    assert "not a line of a letter" in flat(wrong)
    assert "&lt;b&gt;nothing" in flat(wrong)


def test_what_the_desk_did_by_itself_is_one_line(client: Client, officer: Person) -> None:
    for number in range(3):
        record(by=CLOCK, verb=Tried.CHECK, clause="S-02", subject=f"posts.post:{number}")
    client.force_login(officer)

    page = " ".join(client.get("/desk/evidence/").text.split())

    assert "The desk itself did 3 things" in page
