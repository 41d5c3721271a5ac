"""A Facebook that lives in this process."""

import httpx
import pytest

from steamie.channels.kinds.facebook import client


@pytest.fixture(autouse=True)
def _a_fresh_allowance(monkeypatch):
    """What one test used up is not held against the next, and nobody waits."""
    monkeypatch.setattr(client, "_spent", {})
    monkeypatch.setattr(client, "PAUSE", 0.0)


@pytest.fixture
def stand_in():
    """The Graph API's stand-in, which insists on the app's proof."""
    app = pytest.importorskip("steamie_standins.graph.app")
    return app.make_app(require_proof=True)


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
