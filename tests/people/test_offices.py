"""Offices: invited by name, granted by two, looked at each quarter, and ended at once."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.people import actions
from steamie.people.models import Grant, Person
from steamie.people.permissions import NotAllowed, ruling
from steamie.rules.permissions import Act, Office
from tests.conftest import make_person
from tests.surroundings import TODAY

pytestmark = pytest.mark.django_db
MORE = {"since": TODAY, "until": None, "reason": "Joined the team"}


def invite(officer: Person, office: Office = Office.TEAM) -> Person:
    return actions.invite(email="Mhairi@example.org", name="Mhairi", office=office, by=officer, **MORE)


def test_an_invitation_holds_a_link_that_sets_a_password_once(
    client: Client, officer: Person, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invite(officer, Office.STAFF)
    link = re.search(r"http\S+", mail.outbox[0].body)[0]
    path = link.split("/", 3)[3]

    page = client.get(f"/{path}", follow=True)
    assert "Choose a password" in page.content.decode()
    new = {"password1": "three plain words", "password2": "three plain words"}
    client.post(page.redirect_chain[-1][0], new)
    assert Person.objects.get(email="mhairi@example.org").check_password("three plain words")
    came = client.post("/accounts/login/", {"login": "mhairi@example.org", "password": "three plain words"}, follow=True)
    assert came.status_code == 200
    for way in ("totp/activate", "webauthn/add"):
        assert client.get(f"/accounts/2fa/{way}/").status_code == 200, "an invited person can add a second factor"
    assert "no longer works" in Client().get(f"/{path}", follow=True).content.decode()


@pytest.mark.clause("S-58")
def test_an_office_that_can_approve_waits_for_a_second_person(officer: Person, committee: Person) -> None:
    guest = invite(officer)
    held = guest.grants.get()
    assert not ruling(guest, Act.DRAFT).allowed

    for one in (officer, guest):
        with pytest.raises(NotAllowed):
            actions.confirm_grant(grant=held, by=one)
    actions.confirm_grant(grant=held, by=committee)

    guest.forget_answers()
    assert ruling(guest, Act.DRAFT).allowed
    with pytest.raises(ValidationError):
        actions.confirm_grant(grant=held, by=committee)


def test_an_office_that_only_suggests_needs_no_second_person(officer: Person) -> None:
    assert ruling(invite(officer, Office.FORUM), Act.SUGGEST).allowed


@pytest.mark.parametrize("office", [office for office in Office if office is not Office.OFFICER])
def test_only_the_officer_changes_people(office: Office, officer: Person) -> None:
    other = make_person(office)
    with pytest.raises(NotAllowed):
        invite(other)
    with pytest.raises(NotAllowed):
        actions.end_grant(grant=officer.grants.get(), reason="A coup", by=other)


def test_an_office_ends_by_itself_after_its_last_day(officer: Person) -> None:
    guest = actions.invite(
        email="t@example.org", name="Temp", office=Office.STAFF, since=TODAY, until=TODAY, reason="A day", by=officer
    )
    assert guest.offices(TODAY) == {Office.STAFF}
    assert guest.offices(TODAY + timedelta(days=1)) == set()


def test_the_last_officer_cannot_be_ended(officer: Person) -> None:
    with pytest.raises(ValidationError, match="no officer"):
        actions.end_grant(grant=officer.grants.get(), reason="Holiday", by=officer)


def test_the_same_office_is_not_given_twice_and_dates_run_forwards(officer: Person, staff: Person) -> None:
    with pytest.raises(ValidationError, match="already holds"):
        actions.grant(person=staff, office=Office.STAFF, by=officer, **MORE)
    with pytest.raises(ValidationError, match="before the first"):
        actions.grant(person=staff, office=Office.FORUM, since=TODAY, until=TODAY - timedelta(days=1), reason="Wrong", by=officer)


@pytest.mark.clause("S-17")
@pytest.mark.usefixtures("strategy")
def test_a_leaver_is_cut_off_within_the_request(client: Client, officer: Person, colleague: Person) -> None:
    other = Client()
    other.force_login(colleague)
    assert other.get("/desk/").status_code == 200
    actions.delegate(lent_to=colleague, since=TODAY, until=TODAY, reason="Leave", by=officer)
    client.force_login(officer)

    client.post(f"/desk/people/{colleague.pk}/departure/", {"last_day": TODAY.isoformat(), "reason": "New job"})

    assert other.get("/desk/").headers["Location"].startswith("/accounts/login/")
    gone = Person.objects.get(pk=colleague.pk)
    assert (gone.is_active, gone.offices(), gone.has_usable_password()) == (False, set(), False)
    assert not gone.delegations_held.in_force(TODAY).exists()
    event = Event.objects.get(verb="leave")
    assert (event.clause, event.facts) == ("S-17", {"offices_ended": 1, "days_late": 0})
    assert colleague.name not in str(event.__dict__)


def test_a_change_of_office_ends_every_session(officer: Person, staff: Person, client: Client) -> None:
    client.force_login(staff)
    assert client.get("/desk/").status_code == 200

    actions.grant(person=staff, office=Office.FORUM, by=officer, **MORE)

    assert client.get("/desk/").status_code == 302


def test_a_change_of_password_ends_other_sessions(staff: Person, client: Client) -> None:
    client.force_login(staff)
    staff.set_password("another plain sentence")
    staff.save()

    assert client.get("/desk/").status_code == 302


def test_cover_is_lent_to_the_team_and_ends_on_its_day(officer: Person, colleague: Person, staff: Person) -> None:
    with pytest.raises(ValidationError, match="not on the team"):
        actions.delegate(lent_to=staff, since=TODAY, until=TODAY, reason="Leave", by=officer)
    lent = actions.delegate(lent_to=colleague, since=TODAY, until=TODAY + timedelta(days=7), reason="Leave", by=officer)
    assert ruling(colleague, Act.APPROVE).allowed

    actions.end_delegation(delegation=lent, reason="Back early", by=officer)

    assert not ruling(colleague, Act.APPROVE).allowed


def test_cover_cannot_outlast_the_deputy_s_own_office(officer: Person) -> None:
    short = make_person(None, "Short")
    Grant.objects.create(person=short, office=Office.TEAM, since=TODAY, until=TODAY + timedelta(days=3), reason="Temporary")
    with pytest.raises(ValidationError, match="all of those days"):
        actions.delegate(lent_to=short, since=TODAY, until=TODAY + timedelta(days=9), reason="Leave", by=officer)

    then = TODAY + timedelta(days=4)
    Grant.objects.create(person=short, office=Office.TEAM, since=then, until=then + timedelta(days=5), reason="Kept on")
    actions.delegate(lent_to=short, since=TODAY, until=TODAY + timedelta(days=9), reason="Leave", by=officer)


def test_cover_until_the_calendar_s_last_day_can_be_lent(officer: Person, colleague: Person) -> None:
    actions.delegate(lent_to=colleague, since=TODAY, until=date.max, reason="A slip of the finger", by=officer)

    assert ruling(colleague, Act.APPROVE).allowed


@pytest.mark.clause("S-58")
def test_every_office_is_looked_at_once_a_quarter(officer: Person, colleague: Person, committee: Person) -> None:
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC)
    held = colleague.grants.get()
    looked = actions.recertify(grant=held, needed=True, reason="Still on the team", by=officer, now=moment)
    assert looked.quarter == "2026-Q4"
    with pytest.raises(ValidationError):
        actions.recertify(grant=held, needed=True, reason="Again", by=officer, now=moment)
    with pytest.raises(NotAllowed, match="their own"):
        actions.recertify(grant=officer.grants.get(), needed=True, reason="Me", by=officer, now=moment)
    actions.recertify(grant=officer.grants.get(), needed=True, reason="Yes", by=committee, now=moment)

    actions.recertify(grant=held, needed=False, reason="Moved to repairs", by=officer, now=datetime(2027, 1, 5, 12, tzinfo=UTC))

    assert colleague.grants.get().ended_at
    assert not Person.objects.get(pk=colleague.pk).offices(timezone.localdate())


@pytest.mark.clause("S-58")
def test_someone_of_another_team_is_refused_and_it_is_written_down(client: Client, staff: Person, officer: Person) -> None:
    client.force_login(staff)

    for page in ("/desk/channels/new/", "/desk/people/invitation/", "/desk/stop/"):
        assert client.get(page).status_code == 403, page
    assert client.post("/desk/stop/", {"reason": "For fun"}).status_code == 403
    assert Event.objects.get(verb="refuse").actor == staff.reference
