"""Two persons are two, wherever two are asked for: offices, a lost second factor, an account that is ours."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from steamie.channels.actions import confirm_account
from steamie.channels.models import Channel
from steamie.evidence.models import Event
from steamie.people import actions, agenda
from steamie.people.asking import Viewer
from steamie.people.models import Grant, OnlyOtherConfirmation, Person
from steamie.people.permissions import NotAllowed
from steamie.people.second_factor import has_signed_in
from steamie.rules.permissions import Office
from tests.conftest import make_person
from tests.surroundings import MOMENT, TODAY

from .reading import words

pytestmark = pytest.mark.django_db
NEXT_DAY = MOMENT + timedelta(days=1)


def invited(by: Person, office: Office, name: str, *, came: datetime | None = MOMENT, factor: bool = True) -> Person:
    """Somebody whom ``by`` invited, who has signed in at ``came``."""
    person = actions.invite(
        email=f"{name}@example.org".lower(), name=name, office=office, since=TODAY, until=None, reason="New", by=by
    )
    person.first_signed_in_at = came
    person.save()
    if factor:
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})
    return person


@pytest.fixture
def chair(officer: Person) -> Person:
    """Invited by the officer into a house where nobody else is."""
    return invited(officer, Office.COMMITTEE, "Chair")


@pytest.fixture
def office_asked_for(officer: Person) -> Grant:
    """An office that the officer asked for, for a colleague."""
    return invited(officer, Office.TEAM, "Ailsa", came=None, factor=False).grants.get()


def asked_of(person: Person, now: datetime) -> list[str]:
    """What Today asks of somebody, by name."""
    return [kind.tell.__name__ for kind in agenda.look(Viewer(person, now))[0]]


def test_with_nobody_else_the_chair_confirms_after_a_day_and_it_is_said_counted_and_written(
    officer: Person, chair: Person, auditor: Person, office_asked_for: Grant, django_capture_on_commit_callbacks
) -> None:
    with pytest.raises(NotAllowed, match="less than a day"):
        actions.confirm_grant(grant=office_asked_for, by=chair, now=MOMENT + timedelta(hours=23))
    assert not OnlyOtherConfirmation.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        actions.confirm_grant(grant=office_asked_for, by=chair, now=NEXT_DAY)

    kept = OnlyOtherConfirmation.objects.get()
    assert (kept.by, kept.asked_by, kept.subject) == (chair, officer, f"people.grant:{office_asked_for.pk}")
    assert Event.objects.get(verb="confirm").facts == {"office": "team", "only_other_person": True}
    letter = mail.outbox[-1]
    assert letter.to == [auditor.email]
    assert "only other person" in letter.subject


def test_the_chair_needs_a_second_factor_of_their_own(officer: Person, office_asked_for: Grant) -> None:
    chair = invited(officer, Office.COMMITTEE, "Chair", factor=False)

    with pytest.raises(NotAllowed, match="second way"):
        actions.confirm_grant(grant=office_asked_for, by=chair, now=NEXT_DAY)


def test_once_somebody_else_may_confirm_nobody_confirms_for_whoever_invited_them(
    officer: Person, chair: Person, committee: Person, office_asked_for: Grant
) -> None:
    with pytest.raises(NotAllowed, match="invited you"):
        actions.confirm_grant(grant=office_asked_for, by=chair, now=NEXT_DAY)

    actions.confirm_grant(grant=office_asked_for, by=committee, now=NEXT_DAY)
    assert not OnlyOtherConfirmation.objects.exists()
    assert "only_other_person" not in Event.objects.get(verb="confirm").facts


def test_a_lost_second_factor_follows_the_same_rule(officer: Person, chair: Person, colleague: Person) -> None:
    asked = actions.ask_fresh_start(person=colleague, reason="Lost", by=officer, now=NEXT_DAY)

    actions.confirm_fresh_start(fresh_start=asked, by=chair, now=NEXT_DAY)

    assert OnlyOtherConfirmation.objects.get().subject == f"people.freshstart:{asked.pk}"


def connected(by: Person) -> Channel:
    """An account that waits for its second person."""
    row = {"kind": "facebook", "name": "Our Page", "created_at": MOMENT, "remote_id": "1", "remote_name": "Pineview"}
    return Channel.objects.create(**row, connected_by=by, needs_confirmation=True)


def test_an_account_follows_the_same_rule(officer: Person, chair: Person) -> None:
    confirm_account(channel=connected(officer), by=chair, now=NEXT_DAY)

    assert OnlyOtherConfirmation.objects.get().title == "Our Page is ours"
    assert Event.objects.get(verb="confirm account").facts["only_other_person"] is True


def test_nor_is_an_account_confirmed_for_whoever_invited_them(officer: Person, chair: Person, colleague: Person) -> None:
    with pytest.raises(NotAllowed, match="invited you"):
        confirm_account(channel=connected(officer), by=chair, now=NEXT_DAY)


def test_today_asks_only_whom_the_rule_lets(officer: Person, chair: Person, office_asked_for: Grant) -> None:
    assert "second_person" not in asked_of(chair, MOMENT)
    assert "second_person" in asked_of(chair, NEXT_DAY)

    other = make_person(Office.COMMITTEE, "Other")
    assert "second_person" not in asked_of(chair, NEXT_DAY)
    assert "second_person" in asked_of(other, NEXT_DAY)


def test_the_page_shows_no_button_but_why(client: Client, officer: Person, chair: Person, office_asked_for: Grant) -> None:
    client.force_login(chair)

    page = words(client.get("/desk/people/"))

    assert "less than a day ago" in page
    assert "Confirm Ailsa" not in page


@pytest.fixture
def only_other(officer: Person, chair: Person, office_asked_for: Grant) -> OnlyOtherConfirmation:
    """Confirmed by the chair while nobody else was there."""
    actions.confirm_grant(grant=office_asked_for, by=chair, now=MOMENT + timedelta(days=1))
    return OnlyOtherConfirmation.objects.get()


def test_the_third_person_is_asked_again_and_nobody_who_took_part(
    only_other: OnlyOtherConfirmation, officer: Person, chair: Person
) -> None:
    third = make_person(Office.TEAM, "Third")

    assert [("third_person" in asked_of(one, NEXT_DAY)) for one in (third, officer, chair)] == [True, False, False]
    for one in (officer, chair):
        with pytest.raises(NotAllowed, match="took part"):
            actions.look_again(confirmation=only_other, right=True, by=one)
    actions.look_again(confirmation=only_other, right=True, by=third)
    assert "third_person" not in asked_of(third, NEXT_DAY)
    with pytest.raises(ValidationError):
        actions.look_again(confirmation=only_other, right=True, by=third)


def test_what_is_not_right_is_said_with_a_reason_and_the_auditor_is_written_to(
    client: Client, only_other: OnlyOtherConfirmation, auditor: Person, django_capture_on_commit_callbacks
) -> None:
    client.force_login(make_person(Office.TEAM, "Third"))
    page = f"/desk/people/confirmations/{only_other.pk}/look/"
    assert "It is right" in words(client.get("/desk/people/confirmations/"))
    assert "Say what is not right" in words(client.post(page, {"right": "no"}, follow=True))

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page, {"right": "no", "reason": "Ailsa left in May"}, follow=True)

    assert "Not right" in words(answer)
    assert (mail.outbox[-1].to, "Ailsa left in May" in mail.outbox[-1].body) == ([auditor.email], True)
    assert Event.objects.get(verb="look again").facts["right"] is False


def test_an_invitation_alone_is_no_sign_in(client: Client, officer: Person) -> None:
    person = invited(officer, Office.COMMITTEE, "Chair", came=None, factor=False)
    assert not has_signed_in(person)

    client.force_login(person)
    person.refresh_from_db()
    assert person.first_signed_in_at == MOMENT
    assert not has_signed_in(person), "their office asks for a second factor too"
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})
    assert has_signed_in(person)
