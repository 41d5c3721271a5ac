"""The committee's report: it writes itself, is approved and sent, each number leads to rows, and what is missing is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document as WordDocument
from pypdf import PdfReader

from steamie.casework.models import Case
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.reports.actions import reporting as actions
from steamie.reports.charts import quarter_chart
from steamie.reports.duties import count_open_quarters
from steamie.reports.gathering import gather
from steamie.reports.models import AskedDecision, CommitteeReport, ReportApproval
from steamie.rules.quarters import quarter_of
from steamie.rules.reporting import ReportedFigure, ReportPeriod
from steamie.services import report as services_report
from steamie.surveys.actions.waves import close_wave
from tests.casework.making import told
from tests.surveys.making import ask as ask_survey

pytestmark = pytest.mark.django_db
FIRST = date(2026, 7, 1)
IN_QUARTER = datetime(2026, 8, 12, 9, tzinfo=UTC)
AFTER = datetime(2026, 10, 7, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _after_the_quarter(strategy: object) -> Any:
    with time_machine.travel(AFTER, tick=False):
        yield


@pytest.fixture
def report(officer: Person) -> CommitteeReport:
    """A draft with a decision, on a quarter with three repairs through the website."""
    for _ in range(3):
        told("repair", at=IN_QUARTER)
    told("repair", at=IN_QUARTER - timedelta(days=365))
    return actions.write_report(first=FIRST, lead="More repairs come online.", decisions=["Name a deputy."], by=officer, at=AFTER)


def figure(content: dict[str, Any], label: str) -> dict[str, Any]:
    """One number of a report."""
    return next(one for section in content["sections"] for one in section["figures"] if one["label"] == label)


def test_the_report_writes_itself_and_each_number_leads_to_its_rows(
    client: Client, committee: Person, report: CommitteeReport
) -> None:
    client.force_login(committee)
    page = client.get(f"/desk/reports/{FIRST}/").content.decode()
    for words in ("July to September 2026", "More repairs come online.", "Name a deputy.", "Draft: nobody has approved it yet."):
        assert words in page
    content = gather(report, FIRST, AFTER)
    repairs = figure(content, "Repairs asked for online")
    assert (repairs["text"], repairs["before_text"], repairs["words"]) == ("3", "1", "No clear change over the year.")
    assert all(one["link"] for section in content["sections"] for one in section["figures"])
    assert "How residents get online: no survey has closed yet." in content["missing"]


def test_a_source_that_is_down_is_named_and_the_rest_stands(
    client: Client, officer: Person, report: CommitteeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise ConnectionError("no answer")

    monkeypatch.setattr(services_report, "real", down)
    client.force_login(officer)
    page = client.get(f"/desk/reports/{FIRST}/").content.decode()
    assert "The figures of “services, online” could not be read." in page
    assert "What people turned to us with" in page


def test_what_is_approved_stays_word_for_word_and_number_for_number(officer: Person, report: CommitteeReport) -> None:
    approval = actions.approve_report(report=report, by=officer, at=AFTER)
    told("repair", at=IN_QUARTER + timedelta(days=1))
    assert figure(ReportApproval.objects.get().content, "Repairs asked for online")["text"] == "3"
    event = Event.objects.filter(verb="approve a report").latest("number")
    assert (event.verb, event.facts) == ("approve a report", {"digest": approval.digest})
    with pytest.raises(NotReady, match="can no longer change"):
        actions.write_report(first=FIRST, lead="Other words", decisions=[], by=officer, at=AFTER)
    with pytest.raises(NotReady, match="approved already"):
        actions.approve_report(report=report, by=officer, at=AFTER)


def test_a_quarter_that_runs_cannot_be_approved(client: Client, officer: Person, colleague: Person) -> None:
    running = actions.write_report(first=date(2026, 10, 1), lead="", decisions=[], by=colleague, at=AFTER)
    with pytest.raises(NotReady, match="31 December 2026"):
        actions.approve_report(report=running, by=officer, at=AFTER)
    with pytest.raises(NotAllowed):
        actions.approve_report(report=running, by=colleague, at=AFTER)
    client.force_login(officer)
    with time_machine.travel(AFTER, tick=False):
        page = client.get("/desk/reports/2026-10-01/").content.decode()
    assert "The quarter ends on 31 December 2026." in page
    assert "Approve the report" not in page


def test_it_goes_to_the_committee_and_what_they_ask_comes_back_as_a_case(
    client: Client, officer: Person, committee: Person, report: CommitteeReport, settings: Any
) -> None:
    client.force_login(officer)
    address = f"/desk/reports/{FIRST}/"
    with pytest.raises(NotReady, match="Approve it first"):
        actions.send_report(report=report, by=officer, at=AFTER)
    unread = client.post(f"{address}approval/", follow=True)
    assert "A figure has changed since you opened this page." in unread.content.decode()
    client.post(f"{address}approval/", {"seen": unread.context["seen"]})
    page = client.post(f"{address}sending/", follow=True).content.decode()
    assert "1 letter put in the outbox." in page
    [letter] = mail.outbox  # where tests keep letters, in place of the outbox
    assert letter.to == [committee.email]
    assert "More repairs come online." in letter.body
    assert [(name, kind) for name, _, kind in letter.attachments] == [("report-2026-07-01.pdf", "application/pdf")]

    client.force_login(committee)
    client.post(f"{address}questions/", {"words": "Why do so few ring us?"})
    case = Case.objects.latest("pk")
    assert (case.kind, case.words, case.party.name) == ("enquiry", "Why do so few ring us?", committee.name)
    assert case.clocks.exists()
    assert case.reference in client.get(address).content.decode()
    assert "ring us" not in str(list(Event.objects.values_list("facts", "reason")))


def test_what_was_decided_last_time_and_what_came_of_it(client: Client, officer: Person, report: CommitteeReport) -> None:
    actions.approve_report(report=report, by=officer, at=AFTER)
    [decision] = AskedDecision.objects.all()
    client.force_login(officer)
    address, name = f"/desk/reports/decisions/{decision.pk}/", f"d{decision.pk}"
    half = client.post(address, {f"{name}-decided": "Callum"})
    assert "Say both what was decided and on which day." in half.content.decode()
    typed = {f"{name}-decided": "Callum is deputy.", f"{name}-decided_on": "2026-10-05", f"{name}-outcome": "He started."}
    client.post(address, typed)
    page = client.get("/desk/reports/2026-10-01/").content.decode()
    assert "What you decided last time" in page
    assert "Callum is deputy. (5 October 2026)" in page
    assert "He started." in page


def test_the_papers_say_the_same(client: Client, officer: Person, report: CommitteeReport) -> None:
    client.force_login(officer)
    address = f"/desk/reports/{FIRST}/"
    for query in ("", "?large=1"):
        paper = PdfReader(BytesIO(client.get(f"{address}report.pdf{query}").content))
        words = " ".join("".join(page.extract_text() for page in paper.pages).split())
        assert "Repairs asked for online" in words
        assert "Name a deputy." in words
        catalogue: Any = paper.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"]
        assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    word = WordDocument(BytesIO(client.get(f"{address}download/report.docx").content))
    assert word.paragraphs[0].text == "Social media and website: July to September 2026"
    assert word.paragraphs[0].style.name == "Heading 1"
    assert any(cell.text == "Repairs asked for online" for table in word.tables for cell in table.columns[0].cells)
    sheet = client.get(f"{address}figures.csv").content.decode()
    assert "What people did online,Repairs asked for online,3,,1,No clear change over the year." in sheet
    assert '"Repairs asked for online, Jul–Sep 2026",3' in sheet


def test_large_print_is_18_point_throughout(officer: Person, report: CommitteeReport) -> None:
    sizes: set[float] = set()
    from steamie.reports import papers  # noqa: PLC0415

    paper = PdfReader(BytesIO(papers.pdf(gather(report, FIRST, AFTER), status="Draft.", digest="0" * 64, large=True)))
    for page in paper.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: sizes.add(round(size * abs(tm[3]), 1)) if text.strip() else None
        )
    assert min(sizes) >= 18


def test_words_say_more_only_when_the_range_does() -> None:
    assert ReportedFigure("Repairs", 209, "/", before=152).words == "More than the 152 of a year ago."
    assert ReportedFigure("Repairs", 61, "/", before=43).words == "No clear change over the year."
    assert ReportedFigure("Repairs", 61, "/").words == ""  # the first quarter has no year ago
    assert ReportedFigure("Likes", None, "/").text == "not given"
    assert ReportedFigure("In time", 61, "/", of=64, sampled=True).words == "95%; the true rate is somewhere from 87% to 98%."
    assert ReportedFigure("Likes", 642, "/", before=300, comparable=False).words == ""


def test_a_chart_breaks_where_nothing_was_counted() -> None:
    chart = quarter_chart("Visits", [("Jan–Mar 2026", 3), ("Apr–Jun 2026", None), ("Jul–Sep 2026", 4), ("Oct–Dec 2026", 5)])
    assert chart is not None
    assert len(chart.lines) == 1
    assert "1 quarters have no number." in chart.words
    assert quarter_chart("Visits", [("Jan–Mar 2026", None)]) is None
    assert ReportPeriod(quarter_of(FIRST), AFTER).year_ago.short_name == "Jul–Sep 2025"


@pytest.mark.parametrize("first", ["2026-07-02", "2027-01-01"])
def test_no_report_of_a_day_on_which_no_quarter_begins(client: Client, officer: Person, first: str) -> None:
    client.force_login(officer)
    assert client.get(f"/desk/reports/{first}/").status_code == 404


def test_it_asks_few_questions(client: Client, officer: Person, report: CommitteeReport) -> None:
    """The clock counts a draft, and the page reads what was counted; once approved, it is read as it is kept."""
    wave = ask_survey(officer, at=IN_QUARTER)
    close_wave(wave=wave, by=officer, at=IN_QUARTER)
    client.force_login(officer)
    count_open_quarters(AFTER)
    client.get(f"/desk/reports/{FIRST}/")
    assert queries(client) <= 15
    actions.approve_report(report=report, by=officer, at=AFTER)
    assert queries(client) <= 15


def queries(client: Client) -> int:
    """How many questions the page asks of the database, without the marks of a transaction that only a test is in."""
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/desk/reports/{FIRST}/")
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in asked)
