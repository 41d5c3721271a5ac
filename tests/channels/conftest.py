"""A Facebook that lives in this process."""

import httpx
import pytest
from django.conf import settings as house

from steamie.channels.actions import add_channel, confirm_account, connect
from steamie.channels.contract import Account
from steamie.channels.kinds.facebook import client
from steamie_standins.graph.app import make_app


@pytest.fixture(autouse=True)
def _a_fresh_allowance(monkeypatch):
    """What one test used up is not held against the next, and nobody waits."""
    monkeypatch.setattr(client, "_spent", {})
    monkeypatch.setattr(client, "PAUSE", 0.0)


@pytest.fixture
def stand_in():
    """The Graph API's stand-in, which insists on the app's proof."""
    return make_app(require_proof=True, redirects=("http://testserver/desk/channels/facebook/callback/",))


@pytest.fixture
def control(stand_in):
    """Asks the stand-in for something: ``control("faults", faults="drop=1")``; without a name, for its truth."""
    caller = httpx.Client(transport=httpx.WSGITransport(app=stand_in), base_url="http://127.0.0.1")

    def ask(deed="truth", /, **given):
        path = f"/_control/{deed}"
        answer = caller.get(path) if deed == "truth" else caller.post(path, json=given)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@pytest.fixture
def data(settings, tmp_path):
    """A data folder of this test's own, so that its keys are too."""
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def facebook(settings, stand_in):
    """The house talks to the stand-in in this process."""
    settings.CHANNEL_TRANSPORT = httpx.WSGITransport(app=stand_in)
    return stand_in.world


@pytest.fixture
def page(data, facebook, control, officer, colleague):
    """A Facebook Page that is connected and works."""
    given = {"app_id": facebook.app_id, "app_secret": facebook.app_secret}
    channel = add_channel(kind="facebook", name="Our Page", owner=officer, deputy=colleague, credentials=given, by=officer)
    token = control("tokens", kind="page")["access_token"]
    account = Account("1122", facebook.name, {**given, "page_id": "1122", "page_token": token})
    connected = connect(channel=channel, account=account, by=officer)
    confirm_account(channel=connected, by=colleague)
    return connected


@pytest.fixture
def board(data, officer, colleague):
    """A noticeboard."""
    return add_channel(kind="paper", name="Close noticeboard", owner=officer, deputy=colleague, credentials={}, by=officer)


@pytest.fixture
def desk(client, officer):
    """The officer, just signed in."""
    client.force_login(officer, backend=house.AUTHENTICATION_BACKENDS[0])
    return client
