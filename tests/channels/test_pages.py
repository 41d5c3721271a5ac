"""The desk's pages about accounts: what is shown, to whom, and what never is."""

import json
import logging
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from steamie.channels.actions import check_connection
from steamie.channels.contract import Outgoing
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.channels.tasks import check_connections
from steamie.evidence.actors import CLOCK
from steamie.people.sealing import unseal

from .test_credentials import dump

pytestmark = pytest.mark.django_db


def test_the_register_shows_each_account_and_what_is_wrong(desk, page, board, control):
    check_connection(channel=board, by=CLOCK)
    control("tokens", kill=open_channel(page).details["page_token"], subcode=492)
    check_connection(channel=page, by=CLOCK)
    shown = " ".join(desk.get("/desk/channels/").text.split())
    for words in ("Our Page", "Close noticeboard", "Officer", "Team", "Not working", "no longer has a role", "Stand-in"):
        assert words in shown


def test_the_register_asks_no_more_queries_for_more_accounts(desk, board, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(15) as asked:
            desk.get("/desk/channels/")
        return len(asked)

    desk.get("/desk/channels/")  # the first page of a process also asks what this database can do
    few = count()
    for number in range(8):
        Channel.objects.create(
            kind="paper", name=f"Board {number}", owner=board.owner, deputy=board.deputy, created_at=timezone.now()
        )
    assert count() == few


@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 200), ("committee", 200), ("auditor", 200), ("forum", 403), ("stranger", 403)]
)
def test_the_register_may_be_read_by_those_who_read_measures(client, board, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/channels/").status_code == status
    assert client.get(f"/desk/channels/{board.pk}/").status_code == status
    for name in ("owner", "credentials", "close", "connect", "pick"):
        assert client.get(reverse(f"channels:{name}", args=[board.pk])).status_code in {403, 404}, name
        assert client.post(reverse(f"channels:{name}", args=[board.pk])).status_code in {403, 404}, name
    for address in (
        "/desk/channels/keys/",
        "/desk/channels/new/",
        "/desk/channels/new/paper/",
        "/desk/channels/facebook/callback/",
    ):
        assert client.get(address).status_code == 403
    assert client.post(f"/desk/channels/{board.pk}/check/").status_code == 403


def test_an_account_is_added_by_its_own_form(desk, data, officer, colleague):
    assert "Noticeboard" in desk.get("/desk/channels/new/").content.decode()
    answer = desk.post(
        "/desk/channels/new/paper/", {"name": "Foyer board", "owner": officer.pk, "deputy": colleague.pk}, follow=True
    )
    assert "Posters can be printed." in answer.content.decode()
    assert Channel.objects.get().deputy == colleague


def test_a_form_that_is_not_right_keeps_what_was_typed_but_no_secret(desk, data, officer):
    given = {"name": "Our own Page", "owner": officer.pk, "deputy": officer.pk, "app_id": "4455", "app_secret": "canary-secret-1"}
    answer = desk.post("/desk/channels/new/facebook/", given)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "someone else" in shown
    assert "Our own Page" in shown
    assert "4455" in shown
    assert "canary-secret-1" not in shown
    assert b"canary-secret-1" not in dump()


def test_whoever_has_not_just_signed_in_is_asked_before_a_secret_is_typed(desk, data, officer):
    officer.set_password("correct horse battery")
    officer.save()
    desk.force_login(officer)
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        for answer in (
            desk.get("/desk/channels/new/facebook/"),
            desk.post("/desk/channels/new/facebook/", {"name": "x", "app_secret": "canary-secret-2"}),
        ):
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/accounts/reauthenticate/?next=%2Fdesk%2Fchannels%2Fnew%2Ffacebook%2F")
    assert b"canary-secret-2" not in dump()
    assert not Channel.objects.exists()


def test_the_owner_is_changed_and_the_account_closed(desk, board, officer, colleague):
    answer = desk.post(f"/desk/channels/{board.pk}/owner/", {"owner": colleague.pk, "deputy": officer.pk, "reason": ""})
    assert answer.status_code == 422
    desk.post(f"/desk/channels/{board.pk}/owner/", {"owner": colleague.pk, "deputy": officer.pk, "reason": "Leave"})
    desk.post(f"/desk/channels/{board.pk}/closure/", {"reason": "Board is gone"})
    board.refresh_from_db()
    assert board.owner == colleague
    assert board.closed_at
    shown = desk.get(f"/desk/channels/{board.pk}/").content.decode()
    assert "Board is gone" in shown
    assert "Closed" in shown
    assert "Closed the account" in shown


def test_the_key_is_changed_on_the_desk(desk, page):
    before = page.sealed
    assert "new key" in desk.get("/desk/channels/keys/").content.decode()
    assert "1 account sealed under a new key" in desk.post("/desk/channels/keys/", follow=True).content.decode()
    page.refresh_from_db()
    assert page.sealed != before


def test_a_poster_is_offered_for_printing(desk, board, client, forum):
    receipt = open_channel(board).create(Outgoing("k7f2", "Bins", "Bin day moves"))
    answer = desk.get(urlsplit(receipt.url).path)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert desk.get(f"/desk/channels/{board.pk}/posters/none.pdf").status_code == 404
    assert desk.get(f"/desk/channels/{board.pk + 1}/posters/k7f2.pdf").status_code == 404


# Connecting a Page, from the first form to the last confirmation


def remembered():
    """What the sessions hold; in the database they are packed, so a search of its bytes would miss it."""
    return json.dumps([session.get_decoded() for session in Session.objects.all()])


class Journey:
    """An officer with two windows: the desk, and Facebook's stand-in."""

    def __init__(self, desk, stand_in):
        self.desk = desk
        self.there = httpx.Client(transport=httpx.WSGITransport(app=stand_in), base_url="http://127.0.0.1:9")
        self.shown = []

    def see(self, answer):
        self.shown.append(answer.content.decode())
        return answer

    def begin(self, pk):
        answer = self.see(self.desk.post(f"/desk/channels/{pk}/connection/"))
        return answer.context["address"]

    def sign_in(self, address, **untick):
        given = dict(parse_qsl(urlsplit(address).query))
        boxes = {f"scope-{scope}": "1" for scope in given["scope"].split(",")} | {"page-1122": "1", "page-3344": "1"}
        boxes = {name: value for name, value in boxes.items() if name not in untick}
        back = self.there.post(f"{urlsplit(address).path}?{urlsplit(address).query}", data={"decision": "continue", **boxes})
        return back.headers["location"]

    def come_back(self, address):
        parts = urlsplit(address)
        return self.desk.get(f"{parts.path}?{parts.query}")


@pytest.fixture
def journey(desk, stand_in, facebook, data, control):
    control("pages", page="3344", name="Another Page")
    return Journey(desk, stand_in)


@pytest.fixture
def unconnected(journey, desk, facebook, officer, colleague):
    given = {"name": "Our Page", "owner": officer.pk, "deputy": colleague.pk}
    given |= {"app_id": facebook.app_id, "app_secret": facebook.app_secret}
    answer = journey.see(desk.post("/desk/channels/new/facebook/", given))
    channel = Channel.objects.get()
    assert answer.headers["Location"] == f"/desk/channels/{channel.pk}/connection/"
    return channel


def test_a_page_is_connected_from_first_to_last_and_no_secret_shows_anywhere(journey, desk, unconnected, facebook, caplog):
    caplog.set_level(logging.DEBUG)
    pk = unconnected.pk
    assert "is not connected yet" in desk.get("/desk/channels/").content.decode()
    address = journey.begin(pk)
    state = dict(parse_qsl(urlsplit(address).query))["state"]
    assert len(state) >= 43  # 256 bits
    back = journey.come_back(journey.sign_in(address))
    assert back.headers["Location"] == f"/desk/channels/{pk}/account/"
    pick = journey.see(desk.get(f"/desk/channels/{pk}/account/"))
    assert "Another Page" in pick.content.decode()
    assert journey.see(desk.post(f"/desk/channels/{pk}/account/", {})).status_code == 422
    confirm = journey.see(desk.post(f"/desk/channels/{pk}/account/", {"account": "1122"}))
    assert "Connect Pineview Housing Association" in confirm.content.decode()
    done = journey.see(desk.post(f"/desk/channels/{pk}/account/", {"account": "1122", "confirmed": "1"}, follow=True))
    assert "“Pineview Housing Association” is connected" in done.content.decode()
    unconnected.refresh_from_db()
    held = unseal(unconnected.sealed)
    assert held["page_token"].startswith("EAAP")
    assert (unconnected.remote_id, held["page_id"]) == ("1122", "1122")
    assert open_channel(unconnected).probe(now=timezone.now()).working
    secrets = [facebook.app_secret, *facebook.tokens]
    assert any(token.startswith("EAAU") for token in secrets)
    everything = "\n".join(journey.shown) + caplog.text + dump().decode(errors="replace") + remembered()
    everything += desk.get(f"/desk/channels/{pk}/").content.decode() + desk.get("/desk/channels/").content.decode()
    assert [secret for secret in secrets if secret in everything] == []


def test_the_mark_works_once_and_only_in_its_own_session(journey, desk, unconnected, client, officer):
    address = journey.begin(unconnected.pk)
    back = journey.sign_in(address)
    wrong = back.replace("state=", "state=x")
    assert journey.come_back(wrong).headers["Location"] == "/desk/channels/"
    assert journey.come_back(back).headers["Location"] == "/desk/channels/"  # the wrong try used it up
    again = journey.sign_in(journey.begin(unconnected.pk))
    assert journey.come_back(again).headers["Location"].endswith("/account/")
    assert journey.come_back(again).headers["Location"] == "/desk/channels/"
    third = journey.sign_in(journey.begin(unconnected.pk))
    desk.logout()
    client.force_login(officer)
    assert journey.come_back(third).headers["Location"] == "/desk/channels/"


def test_the_mark_lasts_ten_minutes(journey, desk, unconnected):
    back = journey.sign_in(journey.begin(unconnected.pk))
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert journey.come_back(back).headers["Location"] == "/desk/channels/"


@pytest.mark.parametrize(("error", "says"), [("access_denied", "You stopped"), ("server_error", "broke the sign-in off")])
def test_cancelling_at_facebook_or_its_failing_connects_nothing(journey, desk, unconnected, error, says):
    address = journey.begin(unconnected.pk)
    state = dict(parse_qsl(urlsplit(address).query))["state"]
    answer = desk.get("/desk/channels/facebook/callback/", {"state": state, "error": error}, follow=True)
    assert says in answer.content.decode()
    assert "Nothing was connected" in answer.content.decode()


def test_a_missing_permission_is_said_before_connecting(journey, desk, unconnected):
    journey.come_back(journey.sign_in(journey.begin(unconnected.pk), **{"scope-pages_manage_posts": 0}))
    assert "connecting_accounts" in remembered()
    assert "EAA" not in remembered()
    confirm = desk.post(f"/desk/channels/{unconnected.pk}/account/", {"account": "1122"}).content.decode()
    assert "pages_manage_posts was not allowed" in confirm


def test_connecting_again_offers_only_the_pinned_page(journey, desk, page, control):
    journey.come_back(journey.sign_in(journey.begin(page.pk)))
    pick = desk.get(f"/desk/channels/{page.pk}/account/").content.decode()
    assert "Another Page" not in pick
    journey.come_back(journey.sign_in(journey.begin(page.pk), **{"page-1122": 0}))
    shown = desk.get(f"/desk/channels/{page.pk}/").content.decode()
    assert "was not among those you allowed" in shown


def test_picking_an_account_that_was_never_offered_connects_nothing(journey, desk, unconnected):
    assert desk.post(f"/desk/channels/{unconnected.pk}/account/", {"account": "1", "confirmed": "1"}).status_code == 302
    journey.come_back(journey.sign_in(journey.begin(unconnected.pk)))
    assert desk.post(f"/desk/channels/{unconnected.pk}/account/", {"account": "1", "confirmed": "1"}).status_code == 422
    unconnected.refresh_from_db()
    assert unconnected.remote_id == ""


def test_a_wrong_app_secret_is_said_when_coming_back_and_mended(journey, desk, unconnected, facebook):
    back = journey.sign_in(journey.begin(unconnected.pk))
    right, facebook.app_secret = facebook.app_secret, "changed at Facebook"
    shown = desk.get(journey.come_back(back).headers["Location"]).text
    assert "The app ID or the app secret is wrong." in shown
    assert "Replace details" in shown
    assert "may or may not" not in shown
    facebook.app_secret = right
    again = desk.post(f"/desk/channels/{unconnected.pk}/details/", {"app_secret": right}, follow=True).text
    assert "The new details are sealed. Next, connect it." in again
    unconnected.refresh_from_db()
    assert unconnected.remote_id == ""


def test_a_letter_that_no_header_can_carry_is_said_to_be_wrong(desk, page):
    shown = desk.post(f"/desk/channels/{page.pk}/details/", {"app_id": "1122\u20133344"})
    assert shown.status_code == 422
    assert "An App ID is a number" in shown.text


@pytest.mark.parametrize(
    ("fault", "words"), [("html502=1", "did not answer as it should"), ("drop=1", "did not answer as it should")]
)
def test_facebook_failing_while_connecting_connects_nothing(journey, desk, unconnected, control, fault, words):
    back = journey.sign_in(journey.begin(unconnected.pk))
    control("faults", faults=fault)
    assert words in desk.get(journey.come_back(back).headers["Location"]).text
    unconnected.refresh_from_db()
    assert unconnected.remote_id == ""


def test_an_account_never_connected_has_not_broken(unconnected, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        check_connections.call()
    assert not unconnected.checks.exists()
    assert not mail.outbox


def test_the_address_to_remember_leads_to_the_right_place(desk, data, page):
    assert desk.get("/desk/channels/facebook/connection/").headers["Location"] == f"/desk/channels/{page.pk}/connection/"
    assert desk.get("/desk/channels/paper/connection/").status_code == 404
    page.confirmation.delete()
    page.delete()
    assert desk.get("/desk/channels/facebook/connection/").headers["Location"] == "/desk/channels/new/facebook/"


def test_facebooks_own_sign_in_is_used_when_there_is_no_stand_in(desk, unconnected, settings):
    settings.GRAPH_URL, settings.STAND_IN, settings.PUBLIC_URL = "https://graph.facebook.com", False, "https://desk.example.org"
    address = desk.post(f"/desk/channels/{unconnected.pk}/connection/").context["address"]
    assert address.startswith("https://www.facebook.com/v26.0/dialog/oauth?")
    assert dict(parse_qsl(urlsplit(address).query))["redirect_uri"] == "https://desk.example.org/desk/channels/facebook/callback/"


def test_the_website_is_offered_once_and_what_comes_first_is_said(desk, data, officer, colleague):
    given = {"name": "Our website", "owner": officer.pk, "deputy": colleague.pk}
    assert "/desk/channels/new/website/" in desk.get("/desk/channels/new/").text
    desk.post("/desk/channels/new/website/", given)
    assert "/desk/channels/new/website/" not in desk.get("/desk/channels/new/").text
    again = desk.post("/desk/channels/new/website/", given | {"name": "Another website"})
    assert again.status_code == 422
    assert "one website only" in again.text
    shown = desk.get("/desk/channels/new/facebook/").text
    assert "developers.facebook.com choose My Apps" in shown
    assert "http://testserver/desk/channels/facebook/callback/" in shown
    assert "do this there" not in desk.get("/desk/channels/new/paper/").text


def test_new_details_are_what_is_looked_at_with(desk, page, facebook):
    facebook.app_secret = "made-anew-at-Facebook"
    facebook.require_proof = False
    assert "app secret is wrong" in desk.post(f"/desk/channels/{page.pk}/check/", follow=True).text
    answer = desk.post(f"/desk/channels/{page.pk}/details/", {"app_secret": "made-anew-at-Facebook"}, follow=True)
    assert "The new details are sealed. Working." in answer.text
    assert "made-anew" not in answer.text
