"""The documents the strategy refers to: read, and looked at, and never a way into our own network."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.project.rounds import duties
from steamie.rules.standing import State
from steamie.strategy import actions, fetching
from steamie.strategy.fetching import FetchResult, look, public
from steamie.strategy.models import Edition, LinkCheck, ReferenceVersion
from tests.strategy.papers import stands

NOW = datetime(2026, 11, 22, 9, 8, tzinfo=UTC)
WORKS, BROKEN = FetchResult(True, "The page answers."), FetchResult(False, "The page is no longer there.")


# Looking ------------------------------------------------------------------------------------------------------------


class Answering(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "slow":
            self.server.stopping.wait(5)
            return
        if kind == "drip":
            for _ in range(50):
                if self.server.stopping.wait(0.1):
                    return
                self.wfile.write(b"H")
        status = int(kind) if kind.isdigit() else 302
        self.send_response(status)
        onward = {"inward": "http://169.254.169.254/latest/", "file": "file:///etc/passwd", "round": "/round", "on": f"/{rest}"}
        if kind in onward:
            self.send_header("Location", onward[kind])
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    Answering.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.stopping = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.stopping.set()
    server.shutdown()
    server.server_close()


def here(number: str) -> bool:
    """Only the server of this test stands for the public internet."""
    return number == "127.0.0.1"


@pytest.mark.clause("S-18")
@pytest.mark.parametrize(
    ("path", "working", "words"),
    [
        ("/200", True, "The page answers."),
        ("/204", True, "The page answers."),
        ("/on/200", True, "The page answers."),
        ("/404", False, "no longer there"),
        ("/410", False, "no longer there"),
        ("/on/404", False, "no longer there"),
        ("/403", False, "Look at it yourself"),
        ("/429", False, "Look at it yourself"),
        ("/500", False, "an error (500)"),
        ("/round", False, "more than 5 times"),
        ("/inward", False, "private network"),
        ("/file", False, "away from the web"),
    ],
)
def test_what_is_found(site: str, path: str, working: bool, words: str) -> None:
    found = look(site + path, allowed=here)
    assert found.working is working
    assert words in found.words


def test_it_says_who_asks_and_asks_once(site: str) -> None:
    Answering.asked.clear()
    look(f"{site}/200/caf%C3%A9?a=1&b=é x", allowed=here)
    assert len(Answering.asked) == 1
    path, name = Answering.asked[0]
    assert path == "/200/caf%C3%A9?a=1&b=%C3%A9%20x"
    assert name.startswith("Steamie link check (+http")


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_neither_silence_nor_a_drip_keeps_it_waiting(site: str, path: str) -> None:
    found = look(site + path, allowed=here, seconds=0.2 if path == "/slow" else 2, altogether=0.5)
    assert found == FetchResult(False, "It did not answer in time.")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.8/",
        "https://192.168.1.1/router",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
@pytest.mark.clause("S-19")
def test_nothing_private_is_ever_connected_to(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail(f"connected to {args}"))
    assert look(address) == FetchResult(False, "The link leads into a private network, and was not followed.")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/", "https://user:pass@example.org/", "gopher:x", "/x"]
)
def test_only_plain_addresses_of_the_web(address: str) -> None:
    assert look(address).words == "The link leads away from the web, and was not followed."


@pytest.mark.parametrize(
    ("number", "is_public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("0.0.0.0", False),  # noqa: S104 -- an address to refuse
    ],
)
def test_which_numbers_are_public(number: str, is_public: bool) -> None:
    assert public(number) is is_public


def test_a_name_that_changes_its_mind_is_connected_to_what_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    met: list[tuple[str, int]] = []

    def resolve(host: str, port: int, **how: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in next(answers)]

    def connect(where: tuple[str, int], timeout: float) -> socket.socket:
        met.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert look("http://rebinding.example/").words == "It could not be reached."
    assert met == [("93.184.216.34", 80)]


def test_one_private_answer_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", (number, 80)) for number in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **how: both)
    assert "private network" in look("http://mixed.example/").words


def test_a_name_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **how: object) -> None:
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert look("https://nobody.invalid/").words == "No website has that name."


# Keeping ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(db: None, settings: object, tmp_path: Path, strategy: Edition, officer: Person) -> Iterator[object]:
    settings.DATA = tmp_path
    with time_machine.travel(NOW, tick=False) as clock:
        actions.read_version(
            by=officer, clause="S-18", version="2021", on=date(2026, 10, 1), address="https://oscr.example/a", at=NOW
        )
        yield clock


def saying(*found: FetchResult) -> Callable[[str], FetchResult]:
    answers = iter(found)
    return lambda address: next(answers)


@pytest.mark.clause("S-18")
@pytest.mark.clause("S-19")
def test_the_clock_looks_weekly_and_daily_while_it_is_broken(kept: object) -> None:
    assert stands("S-19", NOW).state is State.NOT_MEASURED
    assert len(actions.check_links(now=NOW, by=CLOCK, look=saying(WORKS))) == 1
    found = stands("S-18", NOW)
    assert (found.state, found.figure) == (State.MET, "Last checked 22 November 2026")
    assert found.reason == "The link works. Version “2021”, read on 1 October 2026."
    assert actions.check_links(now=NOW + timedelta(days=6), by=CLOCK, look=saying()) == []

    week = NOW + timedelta(days=7)
    assert not actions.check_links(now=week, by=CLOCK, look=saying(BROKEN))[0].working
    assert stands("S-18", week).state is State.AT_RISK
    assert actions.check_links(now=week + timedelta(hours=23), by=CLOCK, look=saying()) == []
    day = week + timedelta(days=1)
    actions.check_links(now=day, by=CLOCK, look=saying(BROKEN))
    found = stands("S-18", day)
    assert (found.state, found.reason) == (State.BREACHED, "The page is no longer there. Tried 2 times in a row.")
    actions.check_links(now=day + timedelta(days=1), by=CLOCK, look=saying(WORKS))
    assert stands("S-18", day + timedelta(days=1)).state is State.MET
    changes = Event.objects.filter(clause="S-18", verb__startswith="find").values_list("verb", flat=True)
    assert list(changes) == ["find working", "find broken", "find working"]  # what stayed as it was is not written down
    assert stands("S-18", day + timedelta(days=60)).state is State.AT_RISK  # the clock stood still
    assert any(duty.does is actions.check_links for duty in duties())


def test_a_new_version_starts_anew_and_the_old_stays(kept: object, officer: Person, staff: Person) -> None:
    actions.check_links(now=NOW, by=CLOCK, look=saying(BROKEN))
    new = {"version": "2026", "on": date(2026, 11, 20), "address": "https://oscr.example/b"}
    actions.read_version(by=officer, clause="S-18", at=NOW + timedelta(minutes=1), **new)
    assert stands("S-18", NOW).state is State.NOT_MEASURED  # nobody has looked at the new address
    assert ReferenceVersion.objects.filter(clause="S-18").count() == 2
    with pytest.raises(NotAllowed):
        actions.read_version(by=staff, clause="S-18", **new)
    with pytest.raises(NotAllowed):
        actions.check_link(by=staff, clause="S-18", look=saying(WORKS))
    with pytest.raises(LookupError):
        actions.read_version(by=officer, clause="S-57", **new)
    with pytest.raises(ValidationError, match="where it is kept"):
        actions.read_version(by=officer, clause="S-19", version="x", on=NOW.date())


def test_what_was_read_long_ago_is_read_again(kept: object, officer: Person) -> None:
    long_ago = {"version": "2019", "on": date(2025, 11, 1), "address": "https://oscr.example/a"}
    actions.read_version(by=officer, clause="S-18", at=NOW + timedelta(minutes=1), **long_ago)
    actions.check_link(by=officer, clause="S-18", look=saying(WORKS), at=NOW)
    found = stands("S-18", NOW)
    assert (found.state, "Read it again" in found.reason) == (State.AT_RISK, True)


def test_the_demonstration_asks_nobody(kept: object, settings: object) -> None:
    settings.DEMONSTRATION = True
    assert actions.check_links(now=NOW, by=CLOCK, look=saying()) == []


@pytest.mark.clause("S-18")
def test_the_page_and_the_task_for_a_dead_link(
    client: Client, kept: object, officer: Person, committee: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "look", lambda address: BROKEN)
    client.force_login(officer)
    page = client.post("/desk/strategy/references/S-18/check/", follow=True).content.decode()
    assert "S-18: The page is no longer there." in page
    assert "Link does not work" in page
    today = client.get("/desk/").content.decode()
    assert "Look at the link to OSCR&#x27;s guidance" in today
    assert "Look at the link to OSCR&#x27;s guidance" in client.get("/desk/strategy/").content.decode()
    page = client.post("/desk/strategy/references/S-18/sighting/", follow=True).content.decode()
    assert "Link works" in page
    assert "OSCR&#x27;s guidance" not in client.get("/desk/").content.decode()
    assert LinkCheck.objects.count() == 2

    new = {"version": "2026", "on": "2026-11-21", "address": "https://oscr.example/new"}
    assert "version “2026” is on record" in client.post("/desk/strategy/references/S-18/", new, follow=True).content.decode()
    for wrong in ({"address": "javascript:alert(1)"}, {"on": "2026-12-25"}, {"version": ""}, {"address": ""}):
        assert client.post("/desk/strategy/references/S-18/", new | wrong).status_code == 422
    assert client.post("/desk/strategy/references/S-57/", new).status_code == 404
    assert "Nobody has said where" in client.post("/desk/strategy/references/S-19/check/", follow=True).content.decode()
    client.force_login(committee)
    assert "Check the link now" not in client.get("/desk/strategy/references/").content.decode()
    assert client.post("/desk/strategy/references/S-18/check/").status_code == 403
