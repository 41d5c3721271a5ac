"""The strategy in public and on the desk."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.strategy import actions, reading, standing
from steamie.strategy.models import ClauseStanding, Edition, Implementation, ProposedEdition, StrategyReview
from tests.evidence.tampering import Tried
from tests.strategy.papers import CLAUSES

from .test_actions import IDENTITY, SOURCE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(settings: object, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def at_the_desk(client: Client, officer: Person, strategy: Edition) -> Client:
    client.force_login(officer)
    return client


# In public -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/strategy/", "/strategy/large-print/"])
@pytest.mark.clause("S-22")
def test_the_policy_is_public_whole_and_honest_about_its_review(client: Client, strategy: Edition, address: str) -> None:
    page = client.get(address).content.decode()
    assert [clause for clause in CLAUSES if f'id="{clause}"' not in page] == []
    assert "This policy is past its review date." in page
    assert "783 days ago" in page
    assert "Ask for this in another way" in page
    assert "tel:01419443891" in page


@pytest.mark.clause("S-07")
@pytest.mark.parametrize("address", ["/strategy/", "/strategy/large-print/"])
def test_the_registered_numbers_are_on_the_page(client: Client, strategy: Edition, officer: Person, address: str) -> None:
    actions.set_association(by=officer, **IDENTITY)
    page = client.get(address).content.decode()
    assert [number for number in ("HAC231", "SC038237", "2375R(S)", "PF000151") if number not in page] == []


@pytest.mark.clause("S-03")
def test_the_large_print_pdf_is_tagged_and_large(client: Client, strategy: Edition) -> None:
    answer = client.get("/strategy/large-print.pdf")
    assert answer["Content-Type"] == "application/pdf"
    data = b"".join(answer.streaming_content)
    pdf = pypdf.PdfReader(io.BytesIO(data))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in data or "/StructTreeRoot" in pdf.trailer["/Root"]
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "This policy is past its review date." in text
    assert "with three yearly reviews thereafter." in text
    sizes: set[float] = set()
    for page in pdf.pages:
        page.extract_text(visitor_text=lambda words, cm, tm, font, size: sizes.add(round(size)) if words.strip() else None)
    assert min(sizes) >= 16
    assert b"".join(client.get("/strategy/large-print.pdf").streaming_content) == data


def test_a_pdf_that_cannot_be_made_leads_to_the_same_words(
    client: Client, strategy: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("steamie.printing.typesetting.SECONDS", 0.001)
        answer = client.get("/strategy/large-print.pdf")
    assert answer.status_code == 503
    assert 'href="/strategy/large-print/"' in answer.content.decode()
    assert b"".join(client.get("/strategy/large-print.pdf").streaming_content).startswith(b"%PDF-")


def test_before_a_strategy_is_loaded_there_is_no_page(client: Client) -> None:
    assert client.get("/strategy/").status_code == 404


def test_a_policy_in_time_makes_no_alarm(client: Client, strategy: Edition, officer: Person) -> None:
    actions.record_review(by=officer, on=NOW.date(), minute_reference="MC 7")
    assert "past its review date" not in client.get("/strategy/").content.decode()


# On the desk ---------------------------------------------------------------------------------------------------------


def test_the_board_shows_all_81(at_the_desk: Client) -> None:
    standing.take_standing(now=NOW, by=CLOCK)
    page = " ".join(at_the_desk.get("/desk/strategy/").text.split())
    assert [clause for clause in CLAUSES if f'id="{clause}"' not in page] == []
    assert "783 days overdue" in page
    assert "What needs work" in page
    assert "Last measured on Sunday 22 November, 09:08" in page
    kept = ClauseStanding.objects.filter(state="met").count()
    assert f"We keep {kept} of our 81 statements" in page
    filtered = at_the_desk.get("/desk/strategy/?state=breached").content.decode()
    assert 'id="S-02"' in filtered
    assert 'id="S-22"' not in filtered


def test_the_board_costs_a_steady_number_of_queries(at_the_desk: Client) -> None:
    standing.take_standing(now=NOW, by=CLOCK)
    counts = []
    for more in (0, 300):
        for number in range(more):
            record(by=CLOCK, verb=Tried.CHECK, clause="S-02", subject=f"posts.post:{number}")
        with CaptureQueriesContext(connection) as queries:
            at_the_desk.get("/desk/strategy/")
        counts.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            at_the_desk.get("/desk/strategy/S-02/")
        counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 15


def test_measuring_again_is_a_post(at_the_desk: Client) -> None:
    assert at_the_desk.get("/desk/strategy/measurement/").status_code == 405
    page = at_the_desk.post("/desk/strategy/measurement/", follow=True).content.decode()
    assert "81 clauses measured. 81 changed." in page
    assert "81 clauses measured. None changed." in at_the_desk.post("/desk/strategy/measurement/", follow=True).content.decode()


def test_a_clause_has_its_words_its_standing_and_its_history(at_the_desk: Client) -> None:
    standing.take_standing(now=NOW, by=CLOCK)
    page = at_the_desk.get("/desk/strategy/S-67/").content.decode()
    assert "<mark>confrontational</mark>" in page
    assert "The clock measured clause S-67: not measured" in page
    assert at_the_desk.get("/desk/strategy/S-99/").status_code == 404


def test_the_board_before_anything_is_loaded(client: Client, officer: Person) -> None:
    client.force_login(officer)
    assert "No strategy is loaded yet" in client.get("/desk/strategy/").content.decode()


def test_who_may_look_and_who_may_write(client: Client, strategy: Edition, committee: Person, forum: Person) -> None:
    client.force_login(committee)
    assert client.get("/desk/strategy/").status_code == 200
    reviews = client.get("/desk/strategy/review/")
    assert reviews.status_code == 200
    assert "Record the review" not in reviews.content.decode()  # the committee reads; the officer writes
    assert "<form" not in reviews.content.decode().partition("<main")[2].partition("</main")[0]
    assert client.post("/desk/strategy/review/", {"on": "2026-11-20", "minute_reference": "x"}).status_code == 403
    client.force_login(forum)
    assert client.get("/desk/strategy/").status_code == 403
    assert client.post("/desk/strategy/measurement/").status_code == 403


def test_recording_a_review(at_the_desk: Client) -> None:
    page = at_the_desk.post("/desk/strategy/review/", {"on": "2026-12-25", "minute_reference": "MC <b>7</b>"})
    assert page.status_code == 422
    assert "still to come" in page.content.decode()
    assert "MC &lt;b&gt;7&lt;/b&gt;" in page.content.decode()
    given = {"on": "2026-11-19", "minute_reference": "MC 2026/11, item 7", "outcome": "Approved."}
    page = at_the_desk.post("/desk/strategy/review/", given, follow=True).content.decode()
    assert "Review of 19 November 2026 recorded" in page
    assert StrategyReview.objects.get().outcome == "Approved."


def test_recording_the_day_it_was_put_into_use(at_the_desk: Client) -> None:
    assert at_the_desk.post("/desk/strategy/implementation/", {"on": "soon"}).status_code == 422
    at_the_desk.post("/desk/strategy/implementation/", {"on": "2021-10-01"})
    assert str(Implementation.objects.get().on) == "2021-10-01"


def send(client: Client, source: bytes) -> HttpResponse:
    return client.post("/desk/strategy/edition/", {"file": SimpleUploadedFile("f08.toml", source)})


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (SOURCE.replace('due = "2024-09"', 'due = "2024-13"').encode(), "Line 15, document.due"),
        (SOURCE.replace('id = "S-44"', 'id = "S-45"').encode(), "clauses.45.id: S-45 is there twice."),
        (SOURCE.replace('id = "S-44"', 'id = "S-45"').encode(), "there is no clause S-44."),
        (b"= what", "Line 1, file: cannot be read"),
        (b"room = 1\n" * 40, "Line 2, room: cannot be read"),
        (SOURCE.encode("utf-16"), "not plain text in UTF-8"),
        (b"\xff\xfe\x00", "not plain text in UTF-8"),
        (b"", "empty"),
        pytest.param(b"#" * 10_000_000, "too large to be a strategy: 10.0 MB", id="ten megabytes"),
        (SOURCE.encode(), "This file is edition 1 already"),
        ("\n".join(line for line in SOURCE.splitlines() if not line.startswith("text =")).encode(), "And "),
    ],
)
@pytest.mark.clause("S-01")
def test_a_file_that_is_not_right_is_refused_in_words(at_the_desk: Client, source: bytes, said: str) -> None:
    page = send(at_the_desk, source)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert Edition.objects.count() == 1


@pytest.mark.clause("S-81")
def test_a_new_edition_is_compared_signed_off_and_in_force(at_the_desk: Client, committee: Person, forum: Person) -> None:
    new = SOURCE.replace("2024-09", "2029-11").replace("September 2024", "November 2029").replace("are restricted", "are sealed")
    page = at_the_desk.post(
        "/desk/strategy/edition/", {"file": SimpleUploadedFile("f08.toml", new.encode("utf-8-sig"))}, follow=True
    )
    page = " ".join(page.text.split())
    assert "A new edition waits for approval" in page
    assert '<del><span class="visually-hidden">taken out: </span>restricted</del>' in page
    assert "put in: </span>sealed</ins>" in page
    assert "November 2029" in page
    assert Edition.objects.count() == 1
    assert "A new edition waits for approval" in " ".join(at_the_desk.get("/desk/strategy/review/").text.split())

    given = {"on": "2026-11-19", "minute_reference": "MC 2026/11, item 7", "outcome": "Approved."}
    for wrong, said in (
        ({"on": "2026-12-01"}, "still to come"),
        ({"minute_reference": ""}, "required"),
        ({"on": "soon"}, "date"),
    ):
        refused = at_the_desk.post("/desk/strategy/proposal/", given | wrong)
        assert refused.status_code == 422
        assert said in refused.content.decode()
        assert Edition.objects.count() == 1
    at_the_desk.force_login(committee)
    assert "sealed" in at_the_desk.get("/desk/strategy/proposal/").content.decode()
    assert at_the_desk.post("/desk/strategy/proposal/", given).status_code == 403
    at_the_desk.force_login(forum)
    assert at_the_desk.get("/desk/strategy/proposal/").status_code == 403

    at_the_desk.force_login(Person.objects.get(email="officer@example.org"))
    page = at_the_desk.post("/desk/strategy/proposal/", given, follow=True).content.decode()
    assert "Edition 2 is in force, minute MC 2026/11, item 7." in page
    assert (StrategyReview.objects.get().edition.number, reading.edition().number) == (2, 2)
    assert list(Event.objects.filter(clause="S-81").exclude(verb="measure").values_list("verb", flat=True)) == [
        "propose",
        "review",
    ]
    rows = {row.clause: row for row in ClauseStanding.objects.filter(clause__in=["S-02", "S-81"])}
    assert (rows["S-81"].state, rows["S-81"].figure) == ("met", "Due 19 November 2029")
    assert "No new edition waits" in at_the_desk.get("/desk/strategy/proposal/", follow=True).content.decode()


def test_a_proposal_can_be_dropped_or_bettered(at_the_desk: Client) -> None:
    send(at_the_desk, SOURCE.replace("are restricted", "are sealed").encode())
    send(at_the_desk, (SOURCE + "\n# only a note\n").encode())
    assert "No reader will see a difference" in at_the_desk.get("/desk/strategy/proposal/").content.decode()
    assert ProposedEdition.objects.filter(dropped_at__isnull=True).count() == 1
    page = at_the_desk.post("/desk/strategy/proposal/withdrawal/", follow=True).content.decode()
    assert "Taken off the desk" in page
    assert ProposedEdition.objects.filter(dropped_at__isnull=True).count() == 0
    assert Edition.objects.count() == 1


def test_the_first_edition_needs_no_comparison(client: Client, officer: Person) -> None:
    client.force_login(officer)
    send(client, SOURCE.encode())
    assert Edition.objects.get().source == SOURCE
