"""Google Analytics by Google's own client, unmodified, against a stand-in on loopback; and figures from a file."""

from __future__ import annotations

import json
import threading
from datetime import date, timedelta
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import time_machine
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.files.uploadedfile import SimpleUploadedFile

from steamie.channels.actions.secrets import rotate_credentials
from steamie.channels.models import Channel
from steamie.evidence.actors import SETUP
from steamie.evidence.models import Event
from steamie.monitoring.actions import read_everything
from steamie.monitoring.actions.analytics import connect_analytics, end_analytics, read_analytics
from steamie.monitoring.google import client
from steamie.monitoring.measures import OUR_WEBSITE
from steamie.monitoring.models import AnalyticsAccount, AnalyticsReading, Gap, Reading
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.rules.standing import State
from tests.strategy.papers import stands

from .conftest import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]


class Quiet(WSGIRequestHandler):
    def log_message(self, *given: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    fields = {"type": "service_account", "client_email": "desk@example.iam.gserviceaccount.com", "private_key": pem.decode()}
    return json.dumps(fields | {"private_key_id": "1", "token_uri": "http://127.0.0.1:1/never"})


@pytest.fixture
def world(settings, tmp_path):
    """The property at the stand-in, which answers for as long as the test runs."""
    app = pytest.importorskip("steamie_standins.analytics.app").AnalyticsApp()
    server = make_server("127.0.0.1", 0, app, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.ANALYTICS_URL, settings.DATA = f"http://127.0.0.1:{server.server_port}", tmp_path
    for back in range(1, 120):
        day = (TODAY - timedelta(days=back)).isoformat()
        app.world.days[day] = {"sessions": 20 + back, "totalUsers": 15, "screenPageViews": 60, "keyEvents": 2}
        app.world.social[day] = {"sessions": 3}
    with time_machine.travel(NOW, tick=False):
        yield app.world
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def connected(world, officer, key):
    return connect_analytics(number="properties/123456", key=key, by=officer, now=NOW)


def value(day: date, metric: str = "sessions", *, social: bool = False) -> int | None:
    return AnalyticsReading.objects.get(day=day, metric=metric, social=social).value


def test_google_s_own_client_reads_ninety_days_then_the_last_three_again(world, connected):
    read_analytics(now=NOW)
    assert AnalyticsReading.objects.values("day").distinct().count() == 90
    assert (value(YESTERDAY), value(YESTERDAY, "totalUsers"), value(YESTERDAY, social=True)) == (21, 15, 3)
    assert world.calls == 2
    assert AnalyticsReading.objects.first().source == "Google Analytics, stand-in"
    for back in (1, 3, 4):
        world.days[(TODAY - timedelta(days=back)).isoformat()]["sessions"] = 500
    read_analytics(now=NOW)
    assert [value(TODAY - timedelta(days=back)) for back in (1, 3, 4)] == [500, 500, 24]  # the fourth is settled
    assert Event.objects.filter(verb="read analytics").count() == 2


def test_small_numbers_are_withheld_and_an_empty_day_is_not_nought(world, connected, at_the_desk):
    world.withheld = {YESTERDAY.isoformat()}
    read_analytics(now=NOW)
    row = AnalyticsReading.objects.get(day=YESTERDAY, metric="sessions", social=False)
    assert (row.value, row.gap) == (None, Gap.WITHHELD)
    world.withheld = set()
    del world.days[YESTERDAY.isoformat()]
    AnalyticsReading.objects.all().delete()
    read_analytics(now=NOW)
    empty = AnalyticsReading.objects.get(day=YESTERDAY, metric="sessions", social=False)
    assert (empty.value, empty.gap) == (None, Gap.EMPTY)
    page = at_the_desk.get("/desk/readings/google/").text
    assert "Nothing counted" in page
    assert page.count("It counts only those who agreed.") >= 2


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("quota", "allowance for today"),
        ("forbidden", "may not read the property"),
        ("revoked", "does not take this key"),
        ("down", "did not answer"),
    ],
)
def test_when_google_gives_nothing_what_is_there_stands_and_it_is_said_why(world, connected, state, words, at_the_desk):
    read_analytics(now=NOW)
    number = AnalyticsReading.objects.filter(value__isnull=False).count()
    setattr(world, state, True)
    account = read_analytics(now=NOW)
    assert words in account.problem
    assert AnalyticsReading.objects.filter(value__isnull=False).count() == number
    assert words in at_the_desk.get("/desk/readings/google/").text
    stale = stands("S-77", NOW)
    assert stale.state is not State.MET
    setattr(world, state, False)
    assert read_analytics(now=NOW).problem == ""


def test_the_key_is_sealed_sealed_again_and_forgotten(world, connected, officer, key):
    secret = json.loads(key)["private_key"][40:80]
    assert secret not in connected.sealed
    assert secret not in json.dumps(list(Event.objects.values_list("facts", flat=True)))
    before = connected.sealed
    rotate_credentials(by=SETUP, now=NOW)
    connected.refresh_from_db()
    assert connected.sealed != before
    assert read_analytics(now=NOW).problem == ""
    end_analytics(by=officer, now=NOW)
    assert AnalyticsAccount.objects.get().sealed == ""
    assert read_analytics(now=NOW) is None


@pytest.mark.parametrize(
    ("number", "change", "words"),
    [
        ("G-ABC123", {}, "number of a tag"),
        ("twelve", {}, "digits only"),
        ("123456", {"type": "authorized_user"}, "not of a service account"),
        ("123456", None, "not a key file"),
    ],
)
def test_what_is_no_key_or_no_property_is_refused(world, officer, key, number, change, words):
    given = "no json" if change is None else json.dumps(json.loads(key) | change)
    with pytest.raises(NotReady, match=words):
        connect_analytics(number=number, key=given, by=officer, now=NOW)


def test_only_who_connects_accounts_connects_it(world, colleague, key):
    with pytest.raises(NotAllowed):
        connect_analytics(number="123456", key=key, by=colleague, now=NOW)


def test_without_memory_or_in_the_demonstration_google_is_not_asked(world, connected, settings, tmp_path, monkeypatch):
    low = tmp_path / "meminfo"
    low.write_text("MemTotal: 500000 kB\nMemAvailable:   60000 kB\n")
    monkeypatch.setattr(client, "MEMORY", low)
    assert "too little memory" in read_analytics(now=NOW).problem
    monkeypatch.undo()
    settings.ANALYTICS_URL, settings.DEMONSTRATION = client.GOOGLE.real, True
    assert "demonstration" in read_analytics(now=NOW).problem
    settings.ANALYTICS_URL, settings.DEMONSTRATION = "https://example.org", False
    assert "Nothing is sent there" in read_analytics(now=NOW).problem
    assert world.calls == 0


@pytest.mark.clause("S-77")
def test_the_board_says_that_google_is_read_and_whom_it_counts(world, connected):
    channel = Channel.objects.create(kind="facebook", name="Facebook Page", created_at=NOW)
    common = {"channel": channel, "day": TODAY, "value": 5, "definition": "d", "taken_at": NOW}
    Reading.objects.create(measure="followers", source="Facebook", **common)
    Reading.objects.create(measure="visits", source=OUR_WEBSITE, **common)
    assert stands("S-77", NOW).state is State.AT_RISK  # connected, and never read
    read_analytics(now=NOW)
    standing = stands("S-77", NOW)
    assert standing.state is State.MET
    assert "It counts only those who agreed." in standing.reason
    assert "Google up to 21 November 2026" in standing.figure
    late = stands("S-77", NOW + timedelta(days=30))
    assert late.state is State.BREACHED


def test_google_is_read_with_everything_else(world, connected):
    assert read_everything(now=NOW) == []
    assert value(YESTERDAY) == 21


def upload(text: str, **more: str) -> dict[str, object]:
    return {"what": "google-sessions", "file": SimpleUploadedFile("a.csv", text.encode(), "text/csv"), **more}


def test_a_file_is_brought_in_once_however_often_and_google_s_own_figure_stands(world, connected, at_the_desk):
    read_analytics(now=NOW)
    own = value(YESTERDAY)
    old, ahead = TODAY - timedelta(days=200), TODAY + timedelta(days=3)
    text = f"Date,Sessions\n{old.isoformat()},77\n{YESTERDAY.isoformat()},5\n{ahead.isoformat()},1\n2026-01-01,=2\n"
    first = at_the_desk.post("/desk/readings/file/", upload(text), follow=True)
    assert "1 new, 1 kept as the source itself gave them, 2 left out" in first.text
    assert "it holds a formula" in first.text
    assert (value(old), value(YESTERDAY)) == (77, own)
    again = at_the_desk.post("/desk/readings/file/", upload(text + "\n"), follow=True)
    assert "1 here already" in again.text
    changed = at_the_desk.post("/desk/readings/file/", upload(text.replace("77", "78")), follow=True)
    assert "1 new" in changed.text
    assert value(old) == 78


def test_a_file_of_the_page_breaks_the_line_where_another_thing_is_counted(page, at_the_desk):
    Reading.objects.create(
        measure="followers",
        day=TODAY,
        channel=page.channel,
        value=240,
        definition="Facebook v26.0",
        source="Facebook",
        taken_at=NOW,
    )
    text = "\n".join(["Date,page_fans", *(f"{(TODAY - timedelta(days=back)).isoformat()},{230 - back}" for back in (3, 2, 1))])
    answer = at_the_desk.post("/desk/readings/file/", upload(text, what=f"channel-{page.channel.pk}-followers"), follow=True)
    assert "3 new" in answer.text
    board = " ".join(at_the_desk.get("/desk/readings/").text.split())
    assert "The line is broken on 22 November 2026" in board
    assert board.count("<polyline") == 1  # three days of one definition; the fourth stands alone
    assert "<circle" in board


@pytest.mark.parametrize(("text", "words"), [("Date,N\n02/03/2026,5\n", "Say which"), ("nonsense", "begins with a day")])
def test_a_file_that_cannot_be_read_is_explained(at_the_desk, text, words):
    wrong = at_the_desk.post("/desk/readings/file/", upload(text))
    assert wrong.status_code == 422
    assert words in wrong.text
    assert not AnalyticsReading.objects.exists()
