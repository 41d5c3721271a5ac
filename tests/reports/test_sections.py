"""What each room tells the committee, and the rows behind every number of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from steamie.casework.models import CaseClock
from steamie.channels.models import Channel
from steamie.effort.actions import enter_effort
from steamie.effort.models import EffortTask
from steamie.equality.models import ImpactAssessment
from steamie.equality.today import assessments_to_look_at_again
from steamie.monitoring.models import AnalyticsAccount, Reading
from steamie.people.asking import Viewer
from steamie.people.models import Person
from steamie.reports import papers
from steamie.reports.actions import reporting as actions
from steamie.reports.duties import count_open_quarters
from steamie.reports.gathering import gather
from steamie.reports.models import CommitteeReport, CountedQuarter
from steamie.rules.permissions import Office
from steamie.visits.models import PageView
from steamie.website.models import FeedbackTheme, PageFeedback, VacancyIndexPage, VacancyPage
from tests.casework.making import told
from tests.conftest import make_person
from tests.content.making import make_channel
from tests.website.conftest import home

from .rows import counts, every_figure_has_the_rows_it_counts

__all__ = ["home"]
pytestmark = pytest.mark.django_db
FIRST = date(2026, 7, 1)
IN_QUARTER = datetime(2026, 8, 12, 9, tzinfo=UTC)
AFTER = datetime(2026, 10, 7, 9, tzinfo=UTC)
ADDRESS = f"/desk/reports/{FIRST}/"


@pytest.fixture(autouse=True)
def _after_the_quarter(strategy: object) -> Any:
    with time_machine.travel(AFTER, tick=False):
        yield


@pytest.fixture
def page(officer: Person) -> Channel:
    """An account of ours that gives figures."""
    return make_channel()


def figures(section: str) -> dict[str, str]:
    """The numbers of one section as they are read, by their labels."""
    content = gather(None, FIRST, AFTER)
    return {one["label"]: one["text"] for row in content["sections"] if row["code"] == section for one in row["figures"]}


def test_each_room_tells_what_its_rows_say(client: Client, officer: Person) -> None:
    """Cases, a complaint, feedback, hours: each number stands in its section, and its page lists as many rows."""
    told("repair", at=IN_QUARTER)
    told("complaint", at=IN_QUARTER)
    theme = FeedbackTheme.objects.create(name="Repairs by phone")
    PageFeedback.objects.create(path="/repairs/", helped=True, at=IN_QUARTER)
    PageFeedback.objects.create(path="/repairs/", helped=False, words="Canary words", theme=theme, at=IN_QUARTER)
    enter_effort(day=IN_QUARTER.date(), task=EffortTask.WRITE, minutes=120, by=officer, now=IN_QUARTER)

    assert figures("complaints")["Complaints"] == "1"
    assert figures("complaints")["Return for April 2026 to March 2027, stage 1: answered in full"] == "0 of 1"
    assert figures("website-feedback") == {
        "Said that a page helped": "1 of 2",
        "Wrote words, and were dealt with": "0 of 1",
        "Theme: Repairs by phone": "1",
        "“You said, we did” published": "0",
    }
    assert figures("effort") == {"Entries of hours and money": "1", "Hours spent": "2", "Money spent": "£0"}
    assert figures("objectives-audiences")["Posts for: Tenants"] == "0"
    assert figures("reports-overdue")["Duties of cases past their day"] == str(CaseClock.objects.overdue(AFTER).count())
    assert figures("reports-overdue")["Answers to complaints past their day"] == "1"
    opened = every_figure_has_the_rows_it_counts(officer, FIRST, AFTER)
    assert {"Complaints", "Theme: Repairs by phone", "Answered in time", "Overdue", "Offices held"} <= set(opened)

    client.force_login(officer)
    rows = client.get(f"{ADDRESS}rows/website-feedback/wrote-words-and-were-dealt-with/").content.decode()
    assert "/repairs/" in rows
    assert "Canary words" not in rows
    for wrong in ("rows/nothing/x/", "rows/effort/hours-spent/", "rows/complaints/x/"):
        assert client.get(f"{ADDRESS}{wrong}").status_code == 404
    assert client.get("/desk/reports/2026-07-02/rows/complaints/complaints/").status_code == 404


@pytest.mark.usefixtures("home")
def test_vacancies_are_told_with_those_that_stayed_on_show(officer: Person) -> None:
    index = VacancyIndexPage.objects.get()
    for slug, closes, live in (
        ("one", date(2026, 8, 30), False),
        ("two", date(2026, 9, 1), True),
        ("three", date(2026, 11, 1), True),
    ):
        closes_at = datetime(closes.year, closes.month, closes.day, 12, tzinfo=UTC)
        job = VacancyPage(title=slug, slug=slug, intro="x", body="<p>x</p>", closes_at=closes_at, first_published_at=IN_QUARTER)
        job.live = live
        index.add_child(instance=job)
    PageView.objects.create(page=job, day=IN_QUARTER.date(), views=7)

    assert figures("website-vacancies") == {"Vacancies put on the website": "3", "Closed, and taken down": "1 of 2"}
    (section,) = (row for row in gather(None, FIRST, AFTER)["sections"] if row["code"] == "website-vacancies")
    assert "looked at 7 times" in str(section["lines"])
    opened = every_figure_has_the_rows_it_counts(officer, FIRST, AFTER)
    assert {"Vacancies put on the website", "Closed, and taken down"} <= set(opened)


def test_a_room_with_nothing_says_so_and_a_reader_without_the_right_sees_no_rows(client: Client, forum: Person) -> None:
    missing = gather(None, FIRST, AFTER)["missing"]
    assert "Comments and messages: none has reached the desk yet." in missing
    assert "Hours and money: nobody has entered any for this quarter." in missing
    client.force_login(forum)
    assert client.get(f"{ADDRESS}rows/complaints/complaints/").status_code == 403


def test_with_both_sources_outside_down_the_report_is_whole_and_says_so(officer: Person, page: Channel) -> None:
    """The Page and Google give nothing: nothing is nought for it, what is missing is named, and the paper is made."""
    AnalyticsAccount.objects.create(number="1", connected_at=IN_QUARTER, connected_by=officer, problem="The key was revoked.")
    common = {"channel": page, "measure": "followers", "definition": "x", "source": "Facebook", "taken_at": IN_QUARTER}
    Reading.objects.create(day=date(2026, 9, 20), value=120, **common)
    Reading.objects.create(day=date(2026, 10, 6), value=None, problem="It did not answer.", **common)
    content = gather(None, FIRST, AFTER)
    [line] = [line for line in content["missing"] if line.startswith("Figures of the channels")]
    assert "Page figures 17 days old; visits never read; Google up to never." in line
    assert "Neither source has given a figure for a week." in line
    engagement = {one["label"]: one["text"] for row in content["sections"] for one in row["figures"]}
    assert engagement["Likes"] == "not given"
    assert papers.pdf(content, status="Draft.", digest="0" * 64).startswith(b"%PDF")


def test_the_rows_say_when_they_changed_after_approval(client: Client, officer: Person) -> None:
    told("repair", at=IN_QUARTER)
    report = actions.write_report(first=FIRST, lead="", decisions=[], by=officer, at=AFTER)
    actions.approve_report(report=report, by=officer, at=AFTER)
    told("repair", at=IN_QUARTER)
    client.force_login(officer)
    link = f"{ADDRESS}rows/services-online/repairs-asked-for-online/"
    assert counts(client, link) == (2, 2)
    assert "The approved report says 1." in " ".join(client.get(link).content.decode().split())


def test_the_clock_counts_open_quarters_and_what_is_approved_is_what_was_read(client: Client, officer: Person) -> None:
    told("repair", at=IN_QUARTER)
    report = actions.write_report(first=FIRST, lead="One.", decisions=[], by=officer, at=AFTER)
    count_open_quarters(AFTER)
    assert list(CountedQuarter.objects.order_by("first").values_list("first", flat=True)) == [FIRST, date(2026, 10, 1)]
    told("repair", at=IN_QUARTER)
    client.force_login(officer)
    page = client.get(ADDRESS)
    assert page.context["content"]["front"] != client.get(f"{ADDRESS}?afresh=1").context["content"]["front"]
    answer = client.post(f"{ADDRESS}approval/", {"seen": page.context["seen"]}, follow=True)
    assert "A figure has changed since you opened this page." in answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith("?afresh=1")
    client.post(f"{ADDRESS}approval/", {"seen": answer.context["seen"]})
    report = CommitteeReport.objects.get()
    assert report.is_approved
    count_open_quarters(AFTER)
    assert [row.first for row in CountedQuarter.objects.all()] == [date(2026, 10, 1)]
    assert CountedQuarter.objects.fresh(date(2026, 10, 1), AFTER + timedelta(hours=2)) is None
    assert not mail.outbox


def test_a_written_report_of_a_past_quarter_and_an_assessment_past_its_day_are_tasks(client: Client, officer: Person) -> None:
    client.force_login(officer)
    words = "The report for July to September 2026 waits for your approval"
    assert words not in client.get("/desk/").content.decode()
    report = actions.write_report(first=FIRST, lead="", decisions=[], by=officer, at=AFTER)
    assert words in client.get("/desk/").content.decode()
    actions.approve_report(report=report, by=officer, at=AFTER)
    assert words not in client.get("/desk/").content.decode()

    common = {"kind": "service", "key": "1", "by": officer, "findings": "x", "measures": "y"}
    ImpactAssessment.objects.create(title="Repairs", at=IN_QUARTER, review_on=date(2026, 10, 1), **common)
    page = client.get("/desk/").content.decode()
    assert "The impact assessment of “Repairs” is past its day" in page
    assert assessments_to_look_at_again(Viewer(officer, AFTER)).address.endswith("/equality/service/1/assessment/")
    ImpactAssessment.objects.create(title="Repairs", at=AFTER, review_on=date(2027, 10, 1), **common)
    assert "past its day" not in client.get("/desk/").content.decode()
    assert "past its day" not in _today_of(make_person(Office.COMMITTEE))


def _today_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/desk/").content.decode()
