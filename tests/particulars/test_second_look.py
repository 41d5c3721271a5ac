"""Whom people call in danger stands in one list; a change of it holds at once, and somebody else looks at it."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.particulars import changes, today
from steamie.particulars.actions import change_rows, confirm, put_back
from steamie.particulars.differences import differences
from steamie.particulars.models import ParticularEdition, digest_of
from steamie.particulars.showing import whole_rows
from steamie.people.asking import Viewer
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.services.numbers import NUMBERS, WHEN_SHUT, emergency
from steamie.services.problems import REPAIRS
from steamie.services.setup_lines import numbers_to_call
from steamie.strategy.actions import set_association
from steamie.strategy.models import Association
from tests.pages import in_one_line
from tests.website.conftest import home

__all__ = ["home"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
PAGE = "particulars:particular"


@pytest.fixture(autouse=True)
def _a_day_later(officer: Person, colleague: Person, committee: Person) -> None:
    """Everyone has been here for longer than a day."""
    Person.objects.update(first_signed_in_at=timezone.now() - timedelta(days=30))
    for person in (officer, colleague, committee):
        person.refresh_from_db()


def changed(number: int, row: dict[str, Any], by: Person) -> None:
    section = NUMBERS.section("emergency")
    assert section
    change_rows(particular=NUMBERS, section=section, change=changes.replaced(number, row), by=by)


def looked(by: Person) -> HttpResponse:
    desk = Client()
    desk.force_login(by)
    return desk.post(reverse("particulars:confirm", args=["numbers"]), {"seen": digest_of(NUMBERS.data())})


def is_asked(person: Person) -> bool:
    viewer = Viewer(person, timezone.now())
    return viewer.may(today.Act.CONFIRM_NUMBERS) and today._may_look(viewer, today._changed_by_others(viewer))


def test_a_changed_number_is_written_to_the_others_and_asked_about_until_one_of_them_looked(
    home: object, officer: Person, colleague: Person, committee: Person, client: Client
) -> None:
    changed(0, {"telephone": "0800 111 998"}, officer)
    assert "0800 111 998" in client.get("/").content.decode()  # it holds at once: a wrong number is mended at once too
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([colleague.email, committee.email])
    for words in ("0800 111 999", "0800 111 998", reverse(PAGE, args=["numbers"])):
        assert words in mail.outbox[0].body
    assert [is_asked(person) for person in (officer, colleague, committee)] == [False, True, True]
    desk = Client()
    desk.force_login(committee)
    page = in_one_line(desk.get(reverse(PAGE, args=["numbers"])).content.decode())
    assert "I looked: it is right as it stands" in page
    assert reverse("particulars:add_row", args=["numbers", "emergency"]) not in page  # looking is not changing
    assert looked(officer).status_code == 302
    assert is_asked(committee)  # whoever changed it is not another
    assert not next(numbers_to_call(timezone.now())).is_done
    assert looked(committee).status_code == 302
    assert not is_asked(committee)
    assert not is_asked(colleague)
    assert next(numbers_to_call(timezone.now())).is_done
    event = Event.objects.latest("number")
    assert (event.verb, event.actor) == ("check a list of our own", committee.reference)
    assert "111" not in str(event.facts)


def test_somebody_else_s_harmless_change_does_not_cover_one_s_own(officer: Person, colleague: Person, committee: Person) -> None:
    changed(0, {"telephone": "0900 111 999"}, officer)
    ParticularEdition.objects.update(by=colleague)
    changed(1, {"how": "Get out first."}, officer)
    looked(colleague)
    assert is_asked(committee)
    looked(officer)
    assert not is_asked(committee)


def test_putting_it_back_is_a_change_too_and_one_that_changes_nothing_asks_nobody(officer: Person, committee: Person) -> None:
    put_back(particular=NUMBERS, by=officer)
    assert not is_asked(committee)
    changed(0, {"short": "Fire"}, officer)
    looked(committee)
    put_back(particular=NUMBERS, by=officer)
    assert is_asked(committee)


def test_who_was_invited_by_whoever_changed_it_is_not_the_second_person(
    officer: Person, colleague: Person, committee: Person
) -> None:
    Person.objects.filter(pk=committee.pk).update(invited_by=officer)
    committee.refresh_from_db()
    changed(0, {"telephone": "0900 1"}, officer)
    assert not is_asked(committee)
    with pytest.raises(NotAllowed, match="invited you"):
        confirm(particular=NUMBERS, seen=digest_of(NUMBERS.data()), by=committee)
    assert is_asked(colleague)


def test_another_list_is_nobody_else_s_to_look_over(officer: Person, committee: Person) -> None:
    desk = Client()
    desk.force_login(committee)
    assert desk.get(reverse(PAGE, args=["repairs"])).status_code == 403
    assert desk.get(reverse(PAGE, args=["no-such-list"])).status_code == 403
    with pytest.raises(NotAllowed):
        confirm(particular=REPAIRS, seen=digest_of(REPAIRS.data()), by=committee)


@pytest.mark.parametrize(
    "row", [{"how": "Free from any phone. · 105", "telephone": "106"}, {"who": "Power cut · –", "how": "105"}]
)
def test_a_fact_that_moves_into_another_is_a_change(officer: Person, colleague: Person, row: dict[str, Any]) -> None:
    before = NUMBERS.data()
    changed(3, row, officer)
    assert ParticularEdition.objects.get().takes_another
    assert colleague.email in [letter.to[0] for letter in mail.outbox]
    rows = [whole_rows(section, data) for data in (before, NUMBERS.data()) for section in NUMBERS.sections]
    assert rows[:3] != rows[3:]


def test_what_is_empty_is_another_row_than_what_stands_beside_it() -> None:
    section = NUMBERS.section("private")
    assert section
    told = {"private": [{"who": "Police", "how": "Free", "telephone": "999"}]}
    moved = {"private": [{"who": "Police", "how": "Free · 999"}]}
    assert [line for found in differences(NUMBERS, told, moved) for line in (*found.before, *found.after)] == [
        "Police · Free · 999",
        "Police · Free · 999 · –",
    ]


def test_our_own_number_stays_and_the_first_two_have_one(officer: Person) -> None:
    section = NUMBERS.section("emergency")
    assert section
    with pytest.raises(NotReady, match="Our own number must stay"):
        change_rows(particular=NUMBERS, section=section, change=changes.taken_out(section, 2), by=officer)
    with pytest.raises(NotReady, match="with a number"):
        changed(0, {"telephone": None}, officer)
    with pytest.raises(NotReady, match="would all ring our own number"):  # one left empty unseen
        changed(3, {"telephone": None}, officer)
    for typed in ("day and night., 0800 027 1234", "105 or 0800 105 105", "12"):
        with pytest.raises(NotReady, match="is no telephone number"):
            changed(3, {"telephone": typed}, officer)
    with pytest.raises(NotReady, match="is no telephone number"):
        change_rows(particular=NUMBERS, section=WHEN_SHUT, change=changes.replaced(0, {"out_of_hours": "ask us"}), by=officer)


def test_every_page_with_numbers_to_call_reads_the_one_list(home: object, officer: Person, client: Client) -> None:
    changed(4, {"who": "Burst main", "how": "Yorkshire Water.", "telephone": "0800 573 553"}, officer)
    change_rows(particular=NUMBERS, section=WHEN_SHUT, change=changes.replaced(0, {"out_of_hours": "0141 496 0123"}), by=officer)
    for address in ("/", "/services/report-a-repair/", reverse("services:repairs")):
        page = client.get(address).content.decode()
        assert "0800 573 553" in page, address
        assert "0141 496 0123" in page, address
        assert "0778" not in page, address
    assert "0141 496 0123" in client.get("/contact/").content.decode()


def test_the_others_hear_at_once_when_the_number_that_residents_ring_is_changed(
    home: object, officer: Person, colleague: Person, committee: Person
) -> None:
    before = Association.objects.get()
    details = {field: getattr(before, field) for field in ("name", "address", "email", "website")}
    set_association(by=officer, telephone=before.telephone, **details)
    assert mail.outbox == []
    set_association(by=officer, telephone="0141 000 0000", **details)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([colleague.email, committee.email])
    assert before.telephone in mail.outbox[0].body
    assert "0141 000 0000" in mail.outbox[0].body


def test_where_we_have_no_number_no_row_says_to_call_us(client: Client) -> None:
    page = client.get(reverse("services:repairs")).content.decode()
    assert "0800 111 999" in page
    assert "Water pouring in" not in page


def _came(*rows: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"what": what, "advice": advice, "telephone": telephone} for what, advice, telephone in rows]


def test_what_was_typed_on_the_first_page_comes_into_the_list() -> None:
    migration = import_module("steamie.website.migrations.0008_one_list_of_numbers_to_call")
    typed = _came(("Gas", "Run.", "0800 111999"), ("Sewage", "Yorkshire Water.", "0800 573 553"), ("No key", "Ring us.", ""))
    rows = migration.together(migration.LIST, typed)["emergency"]
    assert rows[0] == {"who": "Gas", "short": "Gas", "how": "Run.", "telephone": "0800 111999"}
    assert rows[2] == {"who": "No key", "how": "Ring us."}
    assert rows[-1] == {"who": "Sewage", "how": "Yorkshire Water.", "telephone": "0800 573 553"}
    assert "0800 0778 778" in [row.get("telephone") for row in rows]  # nobody's number is lost
    moved = _came(("Burst main, or sewage in the street", "Yorkshire Water.", "0800 573 553"))
    rows = migration.together(migration.LIST, moved)["emergency"]
    assert [row.get("telephone") for row in rows] == ["0800 111 999", "999", None, "105", "0800 573 553"]
    own = {**migration.LIST, "emergency": [{"who": "Smell of gas", "short": "Gas", "telephone": "0800 111 999"}]}
    kept = migration.together(own, typed[:1])["emergency"]
    assert kept == [own["emergency"][0], migration.OURS]  # what was typed in the list itself stands
    assert not list(NUMBERS.problems(NUMBERS.read(migration.together(migration.LIST, typed))))
    assert emergency()[0]["telephone"] == "0800 111 999"


def test_an_auditor_reads_every_list_and_changes_none(auditor: Person, client: Client) -> None:
    client.force_login(auditor)
    assert reverse("particulars:overview") in client.get(reverse("website_desk:site")).content.decode()
    assert client.get(reverse("particulars:overview")).status_code == 200
    page = client.get(reverse(PAGE, args=["numbers"]))
    assert page.status_code == 200
    assert '<form method="post"' not in page.content.decode().partition("<main")[2]
    assert client.post(reverse("particulars:confirm", args=["numbers"])).status_code == 403
    assert client.post(reverse("particulars:put_back", args=["numbers"])).status_code == 403
