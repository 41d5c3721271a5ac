"""Damp for the committee, and what is asked months later."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from steamie.casework.actions.opening import Whose
from steamie.letters.models import Letter
from steamie.people.asking import Viewer
from steamie.people.models import Person
from steamie.services.duties import ask_whether_damp_came_back
from steamie.services.models import DampMatter
from steamie.services.today import _to_ask, damp_to_ask_about

from .damp_making import aware, do, look, on, work, write

pytestmark = pytest.mark.django_db


def finished(desk: Client, **fields: object) -> DampMatter:
    """A matter whose last duty was done on 21 December."""
    matter = aware("2026-11-24", **fields)
    look(desk, matter.case, "2026-12-03")
    write(desk, matter.case, "2026-12-04")
    work(desk, matter.case, "start", "2026-12-07")
    work(desk, matter.case, "complete", "2026-12-21")
    return matter


def test_the_committee_reads_each_duty_what_is_owed_and_the_rows_and_nobody_s_name(desk: Client, committee: Person) -> None:
    whole, late = finished(desk), aware("2026-11-24")
    with time_machine.travel(on("2026-12-22"), tick=False):
        desk.force_login(committee)
        page = " ".join(desk.get("/desk/cases/totals/damp/").content.decode().split())
        assert "/desk/cases/totals/damp/" in desk.get("/desk/cases/totals/").content.decode()
    assert "£39, paid £0" in page  # nine working days after 9 December, and £15
    assert "18.0 working days" in page
    assert "1 duty done" not in page
    for matter in (whole, late):
        assert matter.case.reference in page
    assert "anary" not in page
    assert f"/desk/cases/{whole.case.reference}/" not in page  # the committee opens no case


def test_months_later_the_tenant_is_asked_once_and_whoever_has_no_address_by_a_person(desk: Client, worker: Person) -> None:
    written, called = finished(desk), finished(desk, whose=Whose(phone="07700 900123"))
    ask_whether_damp_came_back(on("2027-03-20"))
    assert not Letter.objects.filter(subject__contains="come back").exists()
    for _ in range(2):
        ask_whether_damp_came_back(on("2027-03-23"))
    letter = Letter.objects.get(subject__contains="come back")
    assert letter.to == "shona.canary@example.org"
    assert b"Auto-Submitted: auto-generated" in bytes(letter.content)
    written.refresh_from_db()
    assert written.asked_at
    viewer = Viewer(worker, on("2027-03-23"))
    assert [row.pk for row in _to_ask(viewer)] == [called.pk]
    assert called.case.reference in damp_to_ask_about(viewer).why
    do(desk, called.case, "return/", "2027-03-23", came_back="no")
    assert not _to_ask(viewer).exists()


def test_a_tenant_says_on_the_page_to_follow_that_it_came_back(desk: Client, client: Client) -> None:
    matter = finished(desk)
    fields = {"reference": matter.case.reference, "fact": "G99 9ZZ"}
    with time_machine.travel(on("2027-03-23"), tick=False):
        assert "Did it come back?" in client.post("/follow/", fields).content.decode()
        assert client.post("/follow/return/", fields | {"fact": "G1 1AA"}).status_code == 422
        answer = client.post("/follow/return/", fields | {"came_back": "no"}).content.decode()
    assert "We are glad" in answer
    matter.refresh_from_db()
    assert matter.came_back is False
