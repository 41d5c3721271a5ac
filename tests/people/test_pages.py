"""The people pages, as each office sees them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from steamie.people import actions
from steamie.people.models import Grant, Person, Policy
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.permissions import Office
from tests.conftest import make_person

from .reading import words

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def test_the_officer_sees_everyone_and_what_to_do(client: Client, officer: Person, colleague: Person) -> None:
    client.force_login(officer)

    page = words(client.get("/desk/people/"))

    for phrase in (colleague.name, "Invite someone", "Arrange cover", "0 of 2 offices confirmed", "Two-step"):
        assert phrase in page


@pytest.mark.clause("S-40")
def test_the_committee_reads_and_cannot_change(client: Client, officer: Person, committee: Person) -> None:
    client.force_login(committee)
    page = client.get("/desk/people/").content.decode()

    assert officer.name in page
    assert "Invite someone" not in page
    for address in ("invitation/", "cover/", f"{officer.pk}/office/", f"{officer.pk}/departure/", "policies/new/"):
        assert client.get(f"/desk/people/{address}").status_code == 403
        assert client.post(f"/desk/people/{address}").status_code == 403


@pytest.mark.clause("S-41")
@pytest.mark.parametrize("office", [Office.FORUM, Office.STAFF])
def test_others_see_only_their_own_page(client: Client, officer: Person, office: Office) -> None:
    client.force_login(make_person(office))

    assert client.get("/desk/people/", follow=True).redirect_chain == [("/desk/people/me/", 302)]
    assert client.get(f"/desk/people/{officer.pk}/").status_code == 403
    assert client.get("/desk/people/access/").status_code == 403


def test_what_was_typed_stays_when_something_is_wrong(client: Client, officer: Person) -> None:
    client.force_login(officer)

    answer = client.post("/desk/people/invitation/", {"name": "<b>Ailsa</b>", "email": "not an address", "office": "staff"})

    assert answer.status_code == 422
    assert "&lt;b&gt;Ailsa&lt;/b&gt;" in answer.content.decode()
    assert "things to fix" in answer.content.decode()


def test_an_address_already_here_is_said_so(client: Client, officer: Person, staff: Person) -> None:
    client.force_login(officer)
    told = {"name": "Again", "email": staff.email.upper(), "office": "staff", "since": "2026-11-23", "reason": "Twice"}

    answer = client.post("/desk/people/invitation/", told)

    assert answer.status_code == 422
    assert "already here" in answer.content.decode()


def test_a_person_s_page_shows_their_history(client: Client, officer: Person, staff: Person, forum: Person) -> None:
    actions.end_grant(grant=staff.grants.get(), reason="Moved", by=officer)
    client.force_login(officer)

    page = words(client.get(f"/desk/people/{staff.pk}/"))

    assert "Ended" in page
    assert "They are leaving" in page


def test_invite_confirm_and_keep_by_the_pages(client: Client, officer: Person, committee: Person) -> None:
    client.force_login(officer)
    told = {"name": "Ailsa", "email": "ailsa@example.org", "office": "team", "since": TODAY().isoformat(), "reason": "New post"}
    assert "is invited" in client.post("/desk/people/invitation/", told, follow=True).content.decode()
    held = Grant.objects.get(person__name="Ailsa")
    assert "Confirm Ailsa" not in client.get("/desk/people/").content.decode()

    client.force_login(committee)
    assert "Confirm Ailsa" in client.get("/desk/people/").content.decode()
    assert "Confirmed:" in client.post(f"/desk/people/offices/{held.pk}/confirmation/", follow=True).content.decode()
    assert client.post(f"/desk/people/offices/{held.pk}/access/", {"kept": "yes"}).status_code == 403

    client.force_login(officer)
    assert (
        "Kept for this quarter"
        in client.post(f"/desk/people/offices/{held.pk}/access/", {"kept": "yes"}, follow=True).content.decode()
    )


def test_the_page_asks_no_more_of_the_database_for_more_people(
    client: Client, officer: Person, django_assert_max_num_queries
) -> None:
    for kind in PolicyKind:
        policy = Policy.objects.create(kind=kind, version="1", effective_from=date(2026, 1, 1))
        officer.acknowledgements.create(policy=policy, at=timezone.now())
    for number in range(25):
        make_person(Office.STAFF, f"Staff {number}")
    client.force_login(officer)
    client.get("/desk/people/")

    with django_assert_max_num_queries(15):
        client.get("/desk/people/")
