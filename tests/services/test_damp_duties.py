"""The four duties of damp at the desk, from awareness by any route to the end, each through its form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from steamie.casework.models import Case
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.services.models import DampMatter, DampSummary
from tests.casework.making import put_in, told

from .damp_making import WRITTEN, aware, days, do, look, on, standing, typed, work, write

pytestmark = pytest.mark.django_db
VECTORS = json.loads((Path(__file__).parents[1] / "rules" / "damp_vectors.json").read_text())["rows"]


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: row["aware"])
def test_each_duty_done_on_its_last_day_starts_the_next_as_the_vectors_say(desk: Client, row: dict[str, str]) -> None:
    matter = aware(row["aware"])
    case = matter.case
    assert look(desk, case, row["investigate"]).status_code == 302
    assert write(desk, case, row["summary"]).status_code == 302
    assert work(desk, case, "start", row["start"]).status_code == 302
    assert days(matter) == {code: row[code] for code in ("investigate", "summary", "start", "complete")}
    assert work(desk, case, "complete", row["complete"]).status_code == 302
    stands = standing(matter, row["complete"])
    assert (stands.heading, stands.owed, stands.in_time) == ("Damp: all 4 duties done", 0, True)


def test_a_question_becomes_damp_in_one_press_counted_from_when_we_became_aware(desk: Client, worker: Person) -> None:
    put_in("housing", worker)
    case = told("enquiry", at=on("2026-11-24", 9), way=Way.COMMENT)
    assert "This is damp" in desk.get(f"/desk/cases/{case.reference}/").content.decode()
    assert do(desk, case, "", "2026-11-30").status_code == 302
    case.refresh_from_db()
    matter = case.damp_matters.get()
    assert (case.kind, case.team.code, matter.way) == ("damp", "repairs", Way.COMMENT)
    assert days(matter) == {"investigate": "2026-12-09"}
    assert "took the place of ours" in case.clocks.get(duty="answer").stopped_because
    assert do(desk, case, "", "2026-12-01").status_code == 422  # it is damp already


@pytest.mark.parametrize(("when", "words"), [("2026-12-24", "not come yet"), ("2026-10-05", "no such law")])
def test_awareness_lies_in_the_past_and_under_the_law(desk: Client, worker: Person, when: str, words: str) -> None:
    put_in("housing", worker)
    case = told("enquiry", at=on("2026-11-24", 9))
    answer = do(desk, case, "", "2026-11-30", aware_at=typed(when), way="phone")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    case.refresh_from_db()
    assert (case.kind, case.clocks.running().count()) == ("enquiry", 1)


def test_a_complaint_stays_a_complaint_and_both_clocks_run(desk: Client, worker: Person) -> None:
    put_in("complaints", worker)
    case = told("complaint", at=on("2026-11-24", 9))
    do(desk, case, "", "2026-11-24")
    case.refresh_from_db()
    assert (case.kind, {clock.duty for clock in case.clocks.running()}) == ("complaint", {"stage-1", "investigate"})
    assert "Damp: 0 duties done" in desk.get(f"/desk/cases/{case.reference}/").content.decode()


def test_damp_told_by_phone_starts_the_same_clock(desk: Client, worker: Person) -> None:
    with time_machine.travel(on("2026-11-24"), tick=False):
        desk.force_login(worker)
        desk.post("/desk/cases/new/", {"kind": "damp", "way": "phone", "words": "Black behind the bed"})
    assert days(DampMatter.objects.get()) == {"investigate": "2026-12-09"}


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"finished_at": typed("2026-12-24")}, "has not come yet"),
        ({"finished_at": typed("2026-11-20")}, "before we became aware"),
        ({"looked_by": ""}, "Fill this in"),
        ({"competence": ""}, "Fill this in"),
    ],
)
def test_a_look_is_not_written_down_before_it_was_done_or_without_who(desk: Client, other: dict[str, str], words: str) -> None:
    matter = aware("2026-11-24")
    answer = look(desk, matter.case, "2026-12-03", **other)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert days(matter) == {"investigate": "2026-12-09"}


def test_a_home_that_needs_no_work_is_finished_with_its_summary(desk: Client) -> None:
    matter = aware("2026-11-24")
    look(desk, matter.case, "2026-12-03", damp_free="yes", work_needed="no", cause="none")
    assert set(days(matter)) == {"investigate", "summary"}
    write(desk, matter.case, "2026-12-04")
    stands = standing(matter, "2026-12-04")
    assert stands.heading == "Damp: all 2 duties done"
    assert "Not counted" in stands.in_regulator_count


def test_looking_from_afar_says_why(desk: Client) -> None:
    matter = aware("2026-11-24")
    look(desk, matter.case, "2026-12-03", remote_because="She asked for a video call.")
    assert not matter.investigation.visited
    assert "from afar" in desk.get(f"/desk/cases/{matter.case.reference}/").content.decode()


def test_nobody_in_is_on_record_and_stops_no_clock(desk: Client) -> None:
    matter = aware("2026-11-24")
    assert do(desk, matter.case, "attempts/", "2026-12-02", tried_at=typed("2026-12-02"), words="Card left").status_code == 302
    assert "Card left" in desk.get(f"/desk/cases/{matter.case.reference}/").content.decode()
    assert days(matter) == {"investigate": "2026-12-09"}


@pytest.mark.parametrize("part", list(WRITTEN))
def test_the_summary_is_not_sent_while_a_part_is_missing_and_says_which(desk: Client, part: str) -> None:
    matter = aware("2026-11-24")
    look(desk, matter.case, "2026-12-03")
    do(desk, matter.case, "summary/", "2026-12-04", **WRITTEN | {part: ""})
    answer = do(desk, matter.case, "summary/sending/", "2026-12-04", **{"telling-way": "letter"})
    assert answer.status_code == 422
    assert answer.content.decode().count("Missing: ") >= 1
    assert DampSummary.objects.get().entry is None
    assert matter.duties.get(code="summary").done_at is None


def test_a_summary_by_e_mail_is_in_the_outbox_and_one_by_hand_is_ticked(desk: Client) -> None:
    by_mail, by_hand = aware("2026-11-24"), aware("2026-11-24")
    for matter, way in ((by_mail, "e-mail"), (by_hand, "letter")):
        look(desk, matter.case, "2026-12-03")
        do(desk, matter.case, "summary/", "2026-12-04", **WRITTEN)
        do(desk, matter.case, "summary/sending/", "2026-12-04", **{"telling-way": way})
    assert by_mail.summary.entry.letter.to == "shona.canary@example.org"
    assert "Shelter Scotland" in bytes(by_mail.summary.entry.letter.content).decode()
    assert (by_hand.summary.entry.letter, by_hand.summary.entry.sent_by_hand) == (None, True)
    assert by_hand.duties.get(code="summary").done_at == by_hand.summary.entry.at


@pytest.mark.parametrize("deed", ["duties/start/", "duties/complete/", "duties/investigate/", "summary/"])
def test_a_duty_whose_days_have_not_begun_cannot_be_done(desk: Client, deed: str) -> None:
    matter = aware("2026-11-24")
    assert do(desk, matter.case, deed, "2026-12-03", done_at=typed("2026-12-03"), words="Done").status_code == 422
    assert not matter.duties.filter(done_at__isnull=False).exists()


def test_a_case_with_a_duty_to_do_does_not_end_as_done_but_may_be_withdrawn(desk: Client) -> None:
    case: Case = aware("2026-11-24").case
    desk.post(f"/desk/cases/{case.reference}/entries/", {"entry-what": "call", "entry-words": "We talked"})
    fields = {"end-outcome": "done"}
    answer = desk.post(f"/desk/cases/{case.reference}/end/", fields)
    assert "A duty of damp and mould is not done yet" in answer.content.decode()
    desk.post(f"/desk/cases/{case.reference}/end/", {"end-outcome": "withdrawn", "end-words": "She moved out"})
    case.refresh_from_db()
    assert not case.is_open
    assert case.damp_matters.get().finished_at is None


def test_nothing_that_anybody_typed_stands_in_the_minute_book(desk: Client) -> None:
    case = aware("2026-11-24").case
    look(desk, case, "2026-12-03")
    do(desk, case, "attempts/", "2026-12-03", tried_at=typed("2026-12-03"), words="A canary dog")
    write(desk, case, "2026-12-04", findings="Canary findings", sent_to="Canary daughter")
    kept = " ".join(str(row) for row in Event.objects.values())
    assert "anary" not in kept
    assert "damp" in kept
