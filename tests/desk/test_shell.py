"""The frame of the desk shows each person the doors they may open."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions.stops import stop_everything
from steamie.desk.shell import Shell
from steamie.evidence.actors import SETUP
from steamie.people.models import Person, Policy
from steamie.people.permissions import ruling
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.permissions import Act, Office
from steamie.strategy.models import Edition
from steamie.strategy.standing import take_standing
from tests.conftest import make_person
from tests.content.making import make_channel, make_post


def test_the_officer_sees_every_door(client: Client, officer: Person) -> None:
    client.force_login(officer)

    page = " ".join(client.get("/desk/").text.split())

    for door in ("Today", "Calendar", "Suggestions", "Strategy", "Channels", "Website", "People", "Record", "Stop all posts"):
        assert door in page


def test_the_forum_sees_suggestions_but_no_stop_button(client: Client, forum: Person) -> None:
    client.force_login(forum)

    page = client.get("/desk/").content.decode()

    assert "Suggestions" in page
    assert "Stop all posts" not in page


def test_everyone_reads_of_a_stop_and_those_who_may_lift_it_are_led_there(
    client: Client, officer: Person, auditor: Person
) -> None:
    stop_everything(reason="A rumour about the boilers", by=officer)
    for person, led in ((auditor, False), (officer, True)):
        client.force_login(person)

        page = client.get("/desk/").content.decode()

        assert "A rumour about the boilers" in page
        assert ('href="/desk/stop/">Look, then resume' in page) is led


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/desk/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("office", [*Office, None])
def test_every_door_and_link_of_the_first_page_opens(client: Client, strategy: Edition, office: Office | None) -> None:
    person = make_person(office)
    take_standing(now=timezone.now(), by=SETUP)
    client.force_login(person)
    addresses = {door.address for door in Shell(person).doors} | {"/desk/more/", "/desk/people/me/"}
    for page in ("/desk/", "/desk/more/"):
        addresses |= set(re.findall(r'href="(/desk/[^"#]*)', client.get(page).content.decode()))

    refused = {address: status for address in addresses if (status := client.get(address, follow=True).status_code) != 200}

    assert refused == {}


def test_a_lapsed_policy_hides_no_door_that_only_reads(colleague: Person) -> None:
    before = {door.room for door in Shell(colleague).doors}
    Policy.objects.create(kind=PolicyKind.CONDUCT, version="1", effective_from=date(2020, 1, 1))
    colleague = Person.objects.get(pk=colleague.pk)

    assert ruling(colleague, Act.PLAN).allowed is False
    assert {door.room for door in Shell(colleague).doors} == before


def test_an_unconfirmed_post_leads_to_the_page_that_settles_it(officer: Person) -> None:
    channel = make_channel()
    lost = {"step": Step.NEEDS_A_PERSON, "due_at": timezone.now(), "fingerprint": "a", "code": "K4P2T7"}
    row = Publication.objects.create(post=make_post(officer, channel), channel=channel, **lost)

    task = Shell(officer).tasks[0]

    assert task.address == row.get_absolute_url()
    assert resolve(task.address).view_name == "publishing:settle"
