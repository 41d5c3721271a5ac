"""What England's regulator asks of complaints, against a count by hand; and a complaint that came on a holiday."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from steamie.complaints import data, figures, stage_clocks, tenant_measures
from steamie.complaints.figures import year_of
from steamie.people.models import Person
from steamie.rules.regimes.complaints import complaint_regimes

from .making import answer, complained, do, due, on, page_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def england(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other procedure, and 250 homes."""
    for module in (stage_clocks, tenant_measures, figures):
        monkeypatch.setattr(module, "regime_in_force", lambda: complaint_regimes()["eng-ho-2024"])
    table = data.complaint_data()
    monkeypatch.setattr(tenant_measures, "complaint_data", lambda: replace(table, homes=250))


@pytest.mark.usefixtures("england")
def test_complaints_by_homes_and_those_answered_within_the_code_s_time(desk: Client, worker: Person) -> None:
    receipt = {"words": "We have it", "points": "The visits", "way": "letter"}
    for came, acknowledged, answered in (
        ("2026-11-02", "2026-11-03", "2026-11-17"),  # ten working days from the acknowledgement
        ("2026-11-02", "2026-11-03", "2026-11-20"),  # late
        ("2026-11-02", "2026-11-03", ""),  # never
        ("2026-12-29", "2026-12-29", ""),  # not due yet
    ):
        case = complained(came).case
        do(desk, case, "acknowledgement/", acknowledged, **receipt)
        if answered:
            answer(desk, case, answered, outcome="upheld")
    first, second = tenant_measures.tenant_measures(year_of(on("2026-12-31").date()), on("2026-12-31"))
    assert (first.received, first.by_homes) == (4, "16.0")
    assert (first.in_time, first.due, first.in_time_share) == (1, 3, "33%")
    assert (second.received, second.by_homes, second.in_time_share) == (0, "0.0", "–")


def test_the_scottish_procedure_has_none_of_them(desk: Client, worker: Person) -> None:
    assert tenant_measures.tenant_measures(year_of(on("2026-12-31").date()), on("2026-12-31")) == []


def test_one_that_came_on_christmas_day_begins_on_the_next_working_day(desk: Client, worker: Person) -> None:
    complaint = complained("2026-12-25")
    assert due(complaint) == "2027-01-06"  # 29, 30 and 31 December, 5 and 6 January
    assert "day 1 of 5" in page_on(desk, complaint.case, "2026-12-29")
