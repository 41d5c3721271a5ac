"""What is late, what it costs, delay notices, payments, and what came back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from steamie.casework.actions.opening import Whose
from steamie.casework.duties import tell_of_what_is_overdue
from steamie.casework.models import Case
from steamie.letters.models import Letter
from steamie.particulars.actions import change_rows
from steamie.particulars.changes import replaced
from steamie.people.models import Person
from steamie.rules.regimes import damp as law
from steamie.services.damp_data import DAMP
from steamie.services.models import DampMatter, DelayNotice, LatePayment

from .damp_making import aware, days, do, look, notice, on, standing, work, write

pytestmark = pytest.mark.django_db


def page(desk: Client, case: Case) -> str:
    return " ".join(desk.get(f"/desk/cases/{case.reference}/").content.decode().split())


@pytest.mark.parametrize(
    ("day", "owed"), [("2026-12-09", 0), ("2026-12-10", 15), ("2026-12-11", 18), ("2026-12-14", 21), ("2027-06-01", 100)]
)
def test_a_late_look_costs_more_each_working_day_up_to_the_most(desk: Client, day: str, owed: int) -> None:
    matter = aware("2026-11-24")  # due 9 December
    assert standing(matter, day).owed == owed


def test_a_look_written_down_two_days_late_is_late_for_good_and_owed(desk: Client) -> None:
    matter = aware("2026-11-24")
    look(desk, matter.case, "2026-12-11")
    stands = standing(matter, "2027-03-01")
    duty = stands.duties[0]
    assert (duty.chip, duty.owed) == (("bad", "bad", "2 working days late"), 18)
    assert days(matter)["start"] == "2026-12-18"


def test_notice_in_time_leaves_nothing_owed_across_christmas_and_the_due_day_stays(desk: Client) -> None:
    matter = aware("2026-11-27")
    look(desk, matter.case, "2026-12-14")
    write(desk, matter.case, "2026-12-15")
    assert notice(desk, matter.case, "start", "2026-12-21").status_code == 302  # the last day
    assert days(matter)["start"] == "2026-12-21"
    stands = standing(matter, "2027-01-14")
    start = next(duty for duty in stands.duties if duty.rule.code == "start")
    assert (start.owed, start.late, start.sum_words) == (0, 14, "told in time")
    with time_machine.travel(on("2027-01-14"), tick=False):
        desk.force_login(Person.objects.get(email="staff@example.org"))
        shown = page(desk, matter.case)
    assert "Delay notice" in shown
    assert "15 January" in shown


def test_a_late_notice_is_warned_of_and_leaves_owed_what_was_owed(desk: Client) -> None:
    matter = aware("2026-11-24")
    with time_machine.travel(on("2026-12-11"), tick=False):
        desk.force_login(Person.objects.get(email="staff@example.org"))
        assert "It is late already" in desk.get(f"/desk/cases/{matter.case.reference}/damp/notices/").content.decode()
    assert notice(desk, matter.case, "investigate", "2026-12-11").status_code == 302
    assert standing(matter, "2026-12-11").owed == 18
    assert standing(matter, "2027-02-01").owed == 18


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"words": ""}, "Fill this in"),
        ({"meanwhile": ""}, "Fill this in"),
        ({"reason": "busy"}, "Choose one of the answers shown"),
        ({"new_date": "2026-12-01"}, "must lie ahead"),
        ({"duty": "complete"}, "Choose one of the answers shown"),
        ({"told_at": "2026-12-24T10:00"}, "not come yet"),
    ],
)
def test_a_notice_without_what_the_law_asks_is_not_sent(desk: Client, other: dict[str, str], words: str) -> None:
    matter = aware("2026-11-24")
    fields = {"duty": "investigate"} | other
    answer = notice(desk, matter.case, fields.pop("duty"), "2026-12-03", **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not DelayNotice.objects.exists()
    assert not matter.case.trail.filter(title__startswith="A delay notice").exists()


def test_an_e_mail_of_a_notice_stands_as_its_letter_stands_and_needs_an_address(desk: Client) -> None:
    matter, mute = aware("2026-11-24"), aware("2026-11-24", whose=Whose(phone="07700 900123"))
    assert notice(desk, matter.case, "investigate", "2026-12-03", way="e-mail").status_code == 302
    letter = Letter.objects.get()
    assert "No roofer before then" in bytes(letter.content).decode()
    assert letter.get_state_display().lower() in page(desk, matter.case)
    refused = notice(desk, mute.case, "investigate", "2026-12-03", way="e-mail")
    assert "no e-mail address" in refused.content.decode()


def test_what_was_paid_is_taken_off_what_is_owed(desk: Client) -> None:
    matter = aware("2026-11-24")
    look(desk, matter.case, "2026-12-11")
    assert do(desk, matter.case, "payments/", "2026-12-14", pounds="18", on="2026-12-14").status_code == 302
    stands = standing(matter, "2026-12-14")
    assert (stands.owed, stands.paid, stands.outstanding) == (18, 18, 0)
    assert do(desk, matter.case, "payments/", "2026-12-14", pounds="18", on="2026-12-24").status_code == 422
    assert LatePayment.objects.count() == 1


def test_an_overdue_duty_is_told_to_others_once(desk: Client) -> None:
    matter = aware("2026-11-24")
    for _ in range(2):
        tell_of_what_is_overdue(on("2026-12-10"))
    assert matter.case.trail.filter(title__startswith="Overdue: look at it").count() == 1


def whole(desk: Client, day: str = "2026-11-24") -> DampMatter:
    """A matter whose every duty was done, and its case ended."""
    matter = aware(day)
    look(desk, matter.case, "2026-12-03")
    write(desk, matter.case, "2026-12-04")
    work(desk, matter.case, "start", "2026-12-07")
    work(desk, matter.case, "complete", "2026-12-21")
    with time_machine.travel(on("2026-12-21", 17), tick=False):
        desk.force_login(Person.objects.get(email="staff@example.org"))
        desk.post(f"/desk/cases/{matter.case.reference}/end/", {"end-outcome": "done"})
    matter.refresh_from_db()
    matter.case.refresh_from_db()
    assert matter.finished_at
    assert not matter.case.is_open
    return matter


def test_the_two_counts_come_from_the_same_rows_and_need_not_agree(desk: Client) -> None:
    stands = standing(whole(desk), "2026-12-21")
    assert stands.regulator_days == 18  # 24 November to 21 December, without St Andrew’s Day
    assert stands.in_time
    assert stands.in_regulator_count == "Counted."


def test_what_came_back_is_a_matter_of_its_own_bound_to_the_earlier_one(desk: Client) -> None:
    first = whole(desk)
    assert do(desk, first.case, "return/", "2027-02-01", came_back="yes").status_code == 302
    second = first.case.damp_matters.last()
    assert (second.earlier, days(second)) == (first, {"investigate": "2027-02-15"})
    first.refresh_from_db()
    assert first.came_back
    assert "It came back" in page(desk, first.case)


def test_a_tenant_who_writes_again_starts_new_clocks(client: Client, desk: Client) -> None:
    first = whole(desk)
    with time_machine.travel(on("2027-02-01"), tick=False):
        fields = {"reference": first.case.reference, "fact": "G99 9ZZ", "words": "It is black again"}
        client.post("/follow/more/", fields)
    assert days(first.case.damp_matters.last()) == {"investigate": "2027-02-15"}


ENGLAND = {"aware": "2026-11-27", "investigate": "2026-12-14", "summary": "2026-12-17", "start": "2026-12-21"}


def test_another_nation_s_law_is_data_and_runs_through_the_same_rows(desk: Client, officer: Person) -> None:
    """The same case under England’s law, by changing only the landlord’s list. (Bank holidays are the diary’s.)"""
    section = DAMP.section("facts")
    assert section
    change_rows(particular=DAMP, section=section, change=replaced(0, {"nation": "england"}), by=officer)
    matter = aware(ENGLAND["aware"])
    assert matter.regime is law.regimes()["england"]
    look(desk, matter.case, ENGLAND["investigate"])
    write(desk, matter.case, ENGLAND["summary"])
    notice(desk, matter.case, "start", "2026-12-18")
    work(desk, matter.case, "start", ENGLAND["start"])
    twelve_weeks = on(ENGLAND["investigate"]) + timedelta(days=84)
    assert days(matter) == {code: day for code, day in ENGLAND.items() if code != "aware"} | {
        "prevent": twelve_weeks.date().isoformat()
    }
    assert standing(matter, "2027-06-01").owed == 0
    assert "It gives us no more time" in desk.get(f"/desk/cases/{matter.case.reference}/damp/notices/").content.decode()
