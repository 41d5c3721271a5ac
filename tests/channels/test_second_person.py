"""A connected account waits for a second person, and nothing leaves through it before."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from steamie.channels.actions import NotPossible, add_channel, confirm_account, connect
from steamie.channels.contract import Account
from steamie.channels.models import Channel, ChannelConfirmation
from steamie.content.publishing.publisher.calls import Call, ask
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.rules.situation import CallOutcome, Do
from tests.content.making import TUESDAY

APP = {"app_id": "1", "app_secret": "s"}
WAITS = "waits for a second person. Nothing is posted there until then"


@pytest.fixture
def pending(data, facebook, control, officer, colleague) -> Channel:
    """Connected by the officer, seen by nobody else."""
    given = {"app_id": facebook.app_id, "app_secret": facebook.app_secret}
    channel = add_channel(kind="facebook", name="Our Page", owner=officer, deputy=colleague, credentials=given, by=officer)
    token = control("tokens", kind="page")["access_token"]
    return connect(
        channel=channel, account=Account("1122", "Pineview", {**given, "page_token": token, "page_id": "1122"}), by=officer
    )


def asked(channel: Channel, do: Do) -> CallOutcome:
    channel = Channel.objects.get(pk=channel.pk)
    return ask(Call(attempt_id=1, do=do, channel=channel, words=None, remote_id="1122_1", since=TUESDAY, asked_at=TUESDAY))


@pytest.mark.parametrize("do", [Do.CREATE, Do.PUBLISH])
def test_nothing_leaves_before_the_second_yes(pending: Channel, do: Do) -> None:
    answer = asked(pending, do)

    assert answer.outcome is CallOutcome.DISCONNECTED
    assert "second person has not yet confirmed" in answer.problem


def test_taking_down_never_waits_for_anyone(pending: Channel) -> None:
    assert asked(pending, Do.TAKE_DOWN).outcome is not CallOutcome.DISCONNECTED


@pytest.mark.parametrize("who", ["colleague", "committee"])
@pytest.mark.usefixtures("strategy")
def test_a_colleague_or_the_committee_confirms_on_the_page(pending: Channel, request, client: Client, officer, who: str) -> None:
    person = request.getfixturevalue(who)
    client.force_login(officer)
    assert "It is ours: confirm it" not in client.get(f"/desk/channels/{pending.pk}/").content.decode()
    assert client.post(f"/desk/channels/{pending.pk}/confirmation/").status_code == 403

    client.force_login(person)
    shown = client.get(f"/desk/channels/{pending.pk}/").content.decode()
    assert WAITS in shown
    assert "It is ours: confirm it" in shown
    done = client.post(f"/desk/channels/{pending.pk}/confirmation/", follow=True).content.decode()

    assert WAITS not in done
    assert "Confirmed: “Pineview” is ours." in done
    assert ChannelConfirmation.objects.get().by == person
    assert Event.objects.get(verb="confirm account").clause == "S-63"
    with pytest.raises(NotPossible):
        confirm_account(channel=Channel.objects.get(), by=person)


def test_nobody_else_confirms(pending: Channel, staff: Person, forum: Person, auditor: Person) -> None:
    for person in (staff, forum, auditor):
        with pytest.raises(NotAllowed):
            confirm_account(channel=pending, by=person)


def test_those_who_may_are_written_to(
    data, facebook, control, officer, colleague, committee, staff, django_capture_on_commit_callbacks
) -> None:
    channel = add_channel(kind="facebook", name="Our Page", owner=officer, deputy=None, credentials=APP, by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        connect(channel=channel, account=Account("1122", "Pineview", {}), by=officer)

    assert {address for letter in mail.outbox for address in letter.to} == {colleague.email, committee.email}
    assert f"/desk/channels/{channel.pk}/" in mail.outbox[0].body


def test_connecting_the_same_page_again_needs_nobody_else(page: Channel, officer: Person) -> None:
    again = connect(channel=page, account=Account("1122", "Renamed", {}), by=officer)

    assert not Channel.objects.get(pk=again.pk).waits_for_second_person


def test_today_asks_the_colleague(pending: Channel, client: Client, colleague: Person, officer: Person) -> None:
    for person, expected in ((colleague, True), (officer, False)):
        client.force_login(person)
        assert ("Our Page waits for your yes" in client.get("/desk/").content.decode()) is expected
