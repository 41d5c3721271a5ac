"""A letter of a case in large print, on the screen and on paper, for whoever reads the case's words and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.casework.actions.answering import Answer, send_email
from steamie.casework.models import TrailEntry
from steamie.people.models import Person
from tests.casework.making import put_in, told
from tests.pages import in_one_line

WORDS = "Dear Shona,\n\nWould Tuesday do?\nWe come at 9am."


@pytest.fixture
def letter(staff: Person, db: None) -> TrailEntry:
    """An answer that a colleague of the housing team wrote."""
    put_in("housing", staff)
    return send_email(case=told(), answer=Answer(WORDS), by=staff)


def test_a_letter_can_be_printed_large(letter: TrailEntry, staff: Person, client: Client) -> None:
    client.force_login(staff)
    case = client.get(f"/desk/cases/{letter.case.reference}/").content.decode()
    large = f"/desk/cases/{letter.case.reference}/letters/{letter.pk}/large-print/"
    assert large in case

    page = in_one_line(client.get(large).content.decode())
    assert "<p>Dear Shona,</p><p>Would Tuesday do?</p><p>We come at 9am.</p>" in page
    paper = client.get(large.rstrip("/") + ".pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert "private" in paper["Cache-Control"] or "no-store" in paper["Cache-Control"]

    TrailEntry.objects.filter(pk=letter.pk).update(words="漢字")
    instead = client.get(large.rstrip("/") + ".pdf", follow=True)
    assert "Print this page instead." in in_one_line(instead.content.decode())
    first = letter.case.trail.earliest("pk")
    assert client.get(f"/desk/cases/{letter.case.reference}/letters/{first.pk}/large-print/").status_code == 404


def test_the_officer_who_sees_only_how_it_stands_gets_no_letter(letter: TrailEntry, officer: Person, client: Client) -> None:
    client.force_login(officer)
    assert client.get(f"/desk/cases/{letter.case.reference}/letters/{letter.pk}/large-print/").status_code == 403
