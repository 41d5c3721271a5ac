"""A yes that stands in for a second person's takes a day since the first sign-in, and a second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from steamie.content.publishing.actions import stops
from steamie.content.publishing.actions.put_back import know_put_back, stop_for
from steamie.content.publishing.models import Stop
from steamie.people.actions import recertify
from steamie.people.models import Delegation, Person
from steamie.people.permissions import NotAllowed, ruling
from steamie.rules.permissions import Act, Office
from tests.conftest import make_person
from tests.surroundings import MOMENT, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
NEARLY, A_DAY = timedelta(hours=23, minutes=59), timedelta(days=1)


@pytest.fixture
def newcomer(officer: Person) -> Person:
    """Of the team, and deputy; signed in for the first time just now."""
    person = make_person(Office.TEAM, "Newcomer")
    person.first_signed_in_at = MOMENT
    person.save(update_fields=["first_signed_in_at"])
    Delegation.objects.create(lent_by=officer, lent_to=person, since=TODAY, until=TODAY + timedelta(days=9), reason="Leave")
    return person


def lift(person: Person) -> None:
    stops.resume(reason="Looked at the channels", by=person)


def know(person: Person) -> None:
    know_put_back(reason="Looked", by=person, now=timezone.now())


@pytest.mark.parametrize("act", [lift, know])
def test_what_the_house_stopped_is_let_go_by_somebody_who_is_settled(newcomer: Person, act: Callable[[Person], None]) -> None:
    with time_machine.travel(MOMENT, tick=False) as clock:
        stop_for("The database is older than it was.", timezone.now())
        clock.shift(NEARLY)
        with pytest.raises(NotAllowed, match="less than a day ago"):
            act(newcomer)
        assert Stop.objects.in_force().exists()
        clock.move_to(MOMENT + A_DAY)
        act(newcomer)


def test_without_a_second_factor_it_is_not_let_go(newcomer: Person) -> None:
    stop_for("The database is older than it was.", MOMENT)
    Authenticator.objects.filter(user=newcomer).delete()

    with time_machine.travel(MOMENT + A_DAY, tick=False), pytest.raises(NotAllowed, match="second way") as refusal:
        lift(newcomer)

    assert refusal.value.remedy


def test_a_stop_that_a_person_made_is_lifted_at_once(newcomer: Person) -> None:
    with time_machine.travel(MOMENT, tick=False):
        stops.stop_everything(reason="A wrong date", by=newcomer)
        lift(newcomer)

    assert not Stop.objects.in_force().exists()


@pytest.mark.parametrize(("by", "shown"), [("officer", True), ("newcomer", False)])
def test_the_button_is_shown_to_whoever_may(client: Client, officer: Person, newcomer: Person, by: str, shown: bool) -> None:
    stop_for("The database is older than it was.", MOMENT)
    client.force_login(officer if by == "officer" else newcomer)

    page = client.get("/desk/stop/").content.decode()

    assert ("Let posts go again" in page, "less than a day ago" in page) == (shown, not shown)


def test_a_deputy_decides_from_their_second_day(newcomer: Person) -> None:
    with time_machine.travel(MOMENT, tick=False) as clock:
        clock.shift(NEARLY)
        assert "less than a day ago" in ruling(newcomer, Act.APPROVE).reason
        clock.move_to(MOMENT + A_DAY)
        assert ruling(newcomer, Act.APPROVE).allowed
        assert not ruling(newcomer, Act.APPROVE, own=True).allowed


def test_a_deputy_who_lost_their_second_factor_decides_nothing(newcomer: Person) -> None:
    Authenticator.objects.filter(user=newcomer).delete()
    with time_machine.travel(MOMENT + A_DAY, tick=False):
        assert "second way" in ruling(newcomer, Act.APPROVE).reason


def test_the_officer_s_office_is_looked_at_by_somebody_who_is_settled(officer: Person) -> None:
    chair = make_person(Office.COMMITTEE, "Chair")
    chair.first_signed_in_at = MOMENT
    chair.save(update_fields=["first_signed_in_at"])
    Authenticator.objects.get_or_create(user=chair, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}})
    grant = officer.grants.get()
    with time_machine.travel(MOMENT, tick=False) as clock:
        with pytest.raises(NotAllowed, match="less than a day ago"):
            recertify(grant=grant, needed=True, reason="Still needed", by=chair)
        clock.move_to(MOMENT + A_DAY)
        assert recertify(grant=grant, needed=True, reason="Still needed", by=chair).kept
