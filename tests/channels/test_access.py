"""Who may administer an account: compared once a month, and a leaver taken off within minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from steamie.channels.leavers import to_compare, to_cut, to_rotate, with_leavers
from steamie.channels.models import AccessComparison, AccessCut
from steamie.people.actions.offices import leave
from steamie.people.models import Person
from tests.stand_in_page import NOW, Page, page

__all__ = ["page"]
pytestmark = pytest.mark.usefixtures("strategy")


def test_the_channel_says_who_may_and_a_stranger_is_asked_about_until_gone(page: Page, officer: Person, client: Client) -> None:
    name = next(iter(page.world.users.values())).name
    address = f"/desk/channels/{page.channel.pk}/access/"
    client.force_login(officer)
    shown = client.get(address).content.decode()
    assert name in shown
    assert "Nobody here has this name" in shown
    assert not to_compare(NOW).exists(), "just connected"
    later = NOW + timedelta(days=32)
    assert to_compare(later).exists()
    wrong = client.post(f"{address}comparison/", {"names": name, "strangers": "Somebody Else"})
    assert wrong.status_code == 422
    assert "is not among those" in wrong.content.decode()
    assert client.post(f"{address}comparison/", {"names": name, "strangers": name}).status_code == 302
    look = AccessComparison.objects.get()
    assert (look.names, look.strangers, look.told_by_channel) == ([name], [name], True)
    assert to_compare(NOW + timedelta(hours=1)).exists(), "a stranger is still there"
    assert "Who may administer" in client.get("/desk/").content.decode()
    client.post(f"{address}comparison/", {"names": "Morag Reid", "strangers": ""})
    assert AccessComparison.objects.first().told_by_channel is False
    assert not to_compare(NOW + timedelta(hours=1)).exists()


def test_whoever_leaves_is_taken_off_and_the_connection_they_made_is_asked_for_anew(
    page: Page, officer: Person, colleague: Person, staff: Person, client: Client
) -> None:
    channel = page.channel
    channel.deputy, channel.connected_by = colleague, colleague
    channel.save()
    leave(person=colleague, last_day=NOW.date(), reason="New job", by=officer, now=NOW)
    assert [one.person for one in to_cut(channel)] == [colleague]
    assert list(with_leavers()) == list(to_rotate()) == [channel]
    client.force_login(officer)
    today = client.get("/desk/").content.decode()
    assert "Somebody who left may still administer" in today
    address = f"/desk/channels/{channel.pk}/access/cut/"
    with time_machine.travel(NOW + timedelta(minutes=7), tick=False):
        client.post(address, {"person": staff.pk})
        assert not AccessCut.objects.exists(), "they have not left"
        client.post(address, {"person": colleague.pk})
        client.post(address, {"person": colleague.pk})
    assert AccessCut.objects.get().minutes == 7
    assert not with_leavers().exists()
    assert to_rotate().exists(), "until somebody who is here connects it"
    channel.connected_by = officer
    channel.save()
    assert not to_rotate().exists()
    client.force_login(staff)
    assert client.post(address, {"person": colleague.pk}).status_code == 403
