"""A Bluesky account is added at the desk: typed, signed in to at once, pinned, and confirmed by a second person."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from django.test import Client

from steamie.channels.kinds.bluesky import client as bluesky
from steamie.channels.models import Channel
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.sealing import unseal
from steamie_standins.bluesky.app import BlueskyApp, make_app

ADD = "/desk/channels/new/bluesky/"
PASSWORD = "abcd-efgh-2345-wxyz"
SECOND = "waits for a second person. Nothing is posted there until then"


@pytest.fixture
def server(data: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> BlueskyApp:
    """The house talks to a server in this process."""
    monkeypatch.setattr(bluesky, "_sessions", {})
    app = make_app()
    settings.CHANNEL_TRANSPORT = httpx.WSGITransport(app=app)
    return app


def typed(officer: Person, colleague: Person, **changes: str) -> dict[str, Any]:
    given = {"name": "Our Bluesky", "owner": officer.pk, "deputy": colleague.pk}
    return given | {"handle": "@pineview.bsky.social", "app_password": PASSWORD} | changes


@pytest.fixture
def added(server: BlueskyApp, desk: Client, officer: Person, colleague: Person) -> Channel:
    desk.post(ADD, typed(officer, colleague))
    return Channel.objects.get()


def test_it_is_among_the_kinds_and_its_form_says_what_to_do_first(server: BlueskyApp, desk: Client) -> None:
    assert f'href="{ADD}"' in desk.get("/desk/channels/new/").text

    form = desk.get(ADD).text
    assert "App passwords" in form
    assert "We sign in at once" in form
    assert 'type="password"' in form


def test_the_account_that_opens_is_pinned_and_waits_for_a_second_person(
    added: Channel, desk: Client, client: Client, colleague: Person, server: BlueskyApp
) -> None:
    assert (added.remote_id, added.remote_name) == (server.world.did, "pineview.bsky.social")
    assert added.waits_for_second_person
    assert PASSWORD not in added.sealed
    assert unseal(added.sealed) == {"handle": "pineview.bsky.social", "app_password": PASSWORD}
    page = " ".join(desk.get(f"/desk/channels/{added.pk}/").text.split())
    assert SECOND in page
    assert "This is not Bluesky: it goes to a stand-in on this machine." in page
    assert PASSWORD not in page

    client.force_login(colleague)
    client.post(f"/desk/channels/{added.pk}/confirmation/")
    page = client.get(f"/desk/channels/{added.pk}/").text
    assert SECOND not in page
    assert "Posts go to @pineview.bsky.social." in page
    verbs = list(Event.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[-3:] == ["add account", "connect", "confirm account"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"app_password": "the-account's-own"}, "That is not an app password"),
        ({"app_password": "aaaa-bbbb-cccc-dddd"}, "does not accept this handle with this app password"),
        ({"handle": "somebody.else"}, "does not accept this handle with this app password"),
        ({"handle": ""}, "Enter the handle."),
    ],
)
def test_details_that_open_nothing_keep_nothing_and_say_what_to_do(
    server: BlueskyApp, desk: Client, officer: Person, colleague: Person, changes: dict[str, str], says: str
) -> None:
    answer = desk.post(ADD, typed(officer, colleague, **changes))

    assert answer.status_code == 422
    assert says in answer.text.replace("&#x27;", "'")
    assert PASSWORD not in answer.text
    assert not Channel.objects.exists()


def test_a_server_that_does_not_answer_keeps_nothing(
    server: BlueskyApp, desk: Client, officer: Person, colleague: Person
) -> None:
    desk_form = typed(officer, colleague)
    httpx.Client(transport=httpx.WSGITransport(app=server), base_url="http://127.0.0.1").post(
        "/_control/faults", json={"faults": "drop=1"}
    )

    answer = desk.post(ADD, desk_form)
    assert answer.status_code == 422
    assert "Nothing was kept" in answer.text
    assert not Channel.objects.exists()


def test_new_details_must_open_the_same_account(added: Channel, desk: Client, server: BlueskyApp) -> None:
    server.world.password = "new2-new3-new4-new5"
    assert desk.post(f"/desk/channels/{added.pk}/details/", {"app_password": server.world.password}).status_code == 302
    added.refresh_from_db()
    assert unseal(added.sealed)["app_password"] == server.world.password

    server.world.did = "did:plc:anotheraccountaltogether"
    answer = desk.post(f"/desk/channels/{added.pk}/details/", {"app_password": server.world.password})
    assert answer.status_code == 422
    assert "pinned to “pineview.bsky.social”" in answer.text


def test_in_the_demonstration_no_account_is_opened(
    server: BlueskyApp, desk: Client, officer: Person, colleague: Person, settings: Any
) -> None:
    settings.DEMONSTRATION, settings.BLUESKY_URL = True, "https://bsky.social"

    answer = desk.post(ADD, typed(officer, colleague))
    assert "This is the demonstration: nothing is sent to Bluesky." in answer.text
    assert not server.world.log
