"""Qualifying repairs: the law's time, what a late one costs, days without access, a second contractor."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from steamie.casework.models import Case
from steamie.people.models import Person
from steamie.rules.clocks import ClockRule, Unit, deadline
from steamie.rules.regimes.damp import Payment
from steamie.rules.working_days import WorkingCalendar, scottish_holidays
from steamie.services.problems import problems
from steamie.services.right_to_repair import Item, scheme, standing

from .damp_making import on, typed
from .making import put_wrong
from .test_repairs import fill_in

CALENDAR = scottish_holidays(range(2026, 2029))


def do(desk: Client, case: Case, deed: str, day: str, **fields: str) -> HttpResponse:
    with time_machine.travel(on(day, 16), tick=False):
        desk.force_login(Person.objects.get(email="staff@example.org"))
        return desk.post(f"/desk/cases/{case.reference}/repair/{deed}/", fields)


def due(case: Case) -> str:
    return f"{case.qualifying.clock.due_at:%Y-%m-%d}"


def owed(case: Case, day: str) -> int:
    stands = standing(case, on(day, 17))
    assert stands
    return stands.owed


def test_the_table_holds_the_seventeen_items_with_their_days_and_dates() -> None:
    days = sorted(item.rule.amount for rows in scheme().items.values() for item in rows)
    assert days == [1] * 12 + [3] * 4 + [7]
    assert scheme().cap == 350
    assert {item.valid_from for rows in scheme().items.values() for item in rows} == {date(2002, 9, 30)}


@pytest.mark.django_db
def test_every_problem_that_names_an_item_names_one_of_the_table() -> None:
    named = [problem for problem in problems().values() if problem.item]
    assert len(named) >= 9
    assert all(scheme().item(problem.item) for problem in named)


def test_an_item_holds_between_its_dates() -> None:
    item = Item("x", "X", ClockRule(1, Unit.WORKING_DAYS), date(2020, 1, 1), date(2020, 12, 31))
    assert [item.holds_on(day) for day in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))] == [
        False,
        True,
        True,
        False,
    ]


@given(st.integers(-5, 400), st.integers(0, 30), st.integers(0, 10), st.integers(1, 200))
def test_a_payment_never_falls_with_lateness_nor_passes_its_most(late: int, first: int, each: int, most: int) -> None:
    payment = Payment(first, each, most, (), date(2002, 9, 30))
    assert 0 <= payment.after(late) <= payment.after(late + 1) <= most
    assert payment.after(0) == 0


@given(st.dates(date(2026, 1, 5), date(2027, 6, 1)), st.integers(1, 7), st.sets(st.integers(0, 20), max_size=6))
def test_days_without_access_never_bring_a_date_nearer(told: date, amount: int, paused: set[int]) -> None:
    rule, since = ClockRule(amount, Unit.WORKING_DAYS), on(told.isoformat())
    skipped = {date.fromordinal(told.toordinal() + number): "nobody in" for number in paused}
    plain = deadline(rule, since, WorkingCalendar(CALENDAR))
    later = deadline(rule, since, WorkingCalendar({**skipped, **CALENDAR}))
    assert later.at >= plain.at
    assert later.at.date() not in skipped


@pytest.mark.django_db
def test_a_sink_reported_online_has_its_day_and_an_answer_does_not_stop_it(desk: Client, client: Client) -> None:
    fill_in(client)
    case = Case.objects.get()
    assert due(case) == "2026-11-25"
    desk.post(f"/desk/cases/{case.reference}/entries/", {"entry-what": "call", "entry-words": "Soon", "entry-answers": "on"})
    assert case.clocks.running().get().duty == "repair"


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "pounds"), [("2026-11-25", 0), ("2026-11-26", 15), ("2026-12-01", 21), ("2027-06-01", 100)])
def test_a_late_repair_costs_more_each_working_day(desk: Client, day: str, pounds: int) -> None:
    case = put_wrong(at=on("2026-11-24", 9))
    assert owed(case, day) == pounds  # 30 November, St Andrew’s Day, does not count
    assert do(desk, case, "completion", day, done_at=typed(day), words="Unblocked").status_code == 302
    assert owed(case, "2027-09-01") == pounds


@pytest.mark.django_db
def test_days_on_which_nobody_lets_us_in_do_not_count(desk: Client) -> None:
    case = put_wrong("handrail", at=on("2026-12-21", 9))  # three working days: 24 December
    assert due(case) == "2026-12-24"
    assert do(desk, case, "pauses", "2026-12-23", since="2026-12-23", words="Card left").status_code == 302
    assert not case.clocks.running().exists()
    assert owed(case, "2027-02-01") == 0
    assert "Stopped: nobody can let us in" in " ".join(desk.get(f"/desk/cases/{case.reference}/").content.decode().split())
    assert do(desk, case, "resumption", "2026-12-29", from_day="2026-12-30").status_code == 302
    case.qualifying.refresh_from_db()
    assert due(case) == "2026-12-31"  # 22, 30 and 31 December
    assert "nobody could let us in" in case.qualifying.clock.reason
    assert owed(case, "2027-01-05") == 15


@pytest.mark.django_db
def test_a_second_contractor_is_called_only_when_the_first_is_late_and_once(desk: Client) -> None:
    case = put_wrong(at=on("2026-11-24", 9))
    assert do(desk, case, "second-contractor", "2026-11-25", contractor="B. Plumb").status_code == 422
    assert do(desk, case, "second-contractor", "2026-11-26", contractor="B. Plumb").status_code == 302
    assert do(desk, case, "second-contractor", "2026-11-27", contractor="C. Plumb").status_code == 422
    assert {clock.duty for clock in case.clocks.running()} == {"repair", "second-contractor"}
    do(desk, case, "completion", "2026-11-27", done_at=typed("2026-11-27"), words="Unblocked")
    assert not case.clocks.running().exists()


@pytest.mark.django_db
def test_what_costs_more_than_the_cap_is_owed_nothing_under_the_scheme(desk: Client) -> None:
    case = put_wrong(at=on("2026-11-24", 9))
    assert do(desk, case, "above-cap", "2026-11-25").status_code == 302
    assert owed(case, "2027-01-04") == 0


@pytest.mark.django_db
def test_its_tenant_reads_the_day_what_is_owed_and_the_second_contractor_in_plain_words(client: Client) -> None:
    case = put_wrong(at=on("2026-11-24", 9))
    fields = {"reference": case.reference, "fact": "G99 9ZZ"}
    with time_machine.travel(on("2026-11-25"), tick=False):
        before = " ".join(client.post("/follow/", fields).content.decode().split())
    with time_machine.travel(on("2026-11-27"), tick=False):
        late = " ".join(client.post("/follow/", fields).content.decode().split())
    assert "By Wednesday 25 November we put it right" in before
    assert "up to £100" in before
    assert "We owe you £18. You do not have to ask." in late
    assert "second contractor from our list" in late


@pytest.mark.django_db
def test_ended_as_done_is_put_right_and_opened_again_has_the_law_s_time_again(desk: Client, client: Client) -> None:
    case = put_wrong(at=on("2026-11-24", 9))
    desk.post(f"/desk/cases/{case.reference}/entries/", {"entry-what": "call", "entry-words": "Fixed, she says"})
    with time_machine.travel(on("2026-11-25"), tick=False):
        desk.force_login(Person.objects.get(email="staff@example.org"))
        desk.post(f"/desk/cases/{case.reference}/end/", {"end-outcome": "done"})
        case.qualifying.refresh_from_db()
        assert case.qualifying.done_at
        client.post("/follow/more/", {"reference": case.reference, "fact": "G99 9ZZ", "words": "Blocked again"})
    case.qualifying.refresh_from_db()
    assert (case.qualifying.done_at, due(case)) == (None, "2026-11-26")
