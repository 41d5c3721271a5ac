"""The four policies: unread ones suspend publishing, never stopping."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from steamie.people import actions
from steamie.people.models import Person, Policy
from steamie.people.permissions import NotAllowed, require, ruling
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.permissions import Act

from .reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def four(officer: Person) -> list[Policy]:
    return [actions.adopt_policy(kind=kind, version="1", effective_from=date(2026, 1, 1), by=officer) for kind in PolicyKind]


def read_all(person: Person, policies: list[Policy], at: datetime | None = None) -> None:
    for policy in policies:
        actions.acknowledge(policy=policy, by=person, now=at)


@pytest.mark.clause("S-14")
@pytest.mark.clause("S-65")
def test_a_lapsed_acknowledgement_suspends_publishing_and_names_the_policy(officer: Person, four: list[Policy]) -> None:
    for act in (Act.DRAFT, Act.PLAN, Act.APPROVE, Act.CONNECT):
        with pytest.raises(NotAllowed, match="Data Protection Policy") as refused:
            require(officer, act)
        assert refused.value.remedy == "/desk/people/policies/"

    read_all(officer, four)

    assert ruling(officer, Act.APPROVE).allowed


def test_stopping_goes_on_with_unread_policies(officer: Person, four: list[Policy]) -> None:
    assert ruling(officer, Act.WITHDRAW).allowed


def test_a_new_version_and_the_passing_of_a_year_each_ask_again(officer: Person, four: list[Policy]) -> None:
    read_all(officer, four, datetime(2026, 2, 1, tzinfo=UTC))
    assert ruling(officer, Act.PLAN, on=date(2026, 12, 1)).allowed
    assert "due again on 1 February 2027" in ruling(officer, Act.PLAN, on=date(2027, 2, 1)).reason

    actions.adopt_policy(kind=PolicyKind.CONDUCT, version="2", effective_from=date(2026, 6, 1), by=officer)
    officer.forget_answers()

    assert ruling(officer, Act.PLAN, on=date(2026, 5, 31)).allowed
    assert "version 2 is in force" in ruling(officer, Act.PLAN, on=date(2026, 6, 1)).reason


@pytest.mark.clause("S-16")
def test_a_new_member_is_shown_the_policies_on_first_coming_in(client: Client, colleague: Person, four: list[Policy]) -> None:
    client.force_login(colleague)

    page = client.get("/desk/", follow=True)

    assert page.redirect_chain == [("/desk/people/policies/", 302)]
    assert "4 policies to read" in words(page)
    assert client.get("/desk/").status_code == 200, "shown once, not a wall"


def test_acknowledging_takes_a_tick(client: Client, colleague: Person, four: list[Policy]) -> None:
    client.force_login(colleague)
    page = f"/desk/people/policies/{four[0].pk}/"

    assert "Tick the box" in client.post(page, follow=True).content.decode()
    assert "Thank you" in client.post(page, {"read": "yes"}, follow=True).content.decode()
    assert "3 policies to read" in words(client.get("/desk/people/policies/"))
