"""How much one address may hold and ask, by its own address or by the one the proxy tells."""

from __future__ import annotations

import socket
import threading
from contextlib import ExitStack
from typing import Any

import pytest

from steamie.project import processes
from steamie.project.wire import server as serving
from steamie.project.wire.addresses import Crowd, Proxy, network
from steamie.project.wire.pace import ALLOWANCES, CHANGING, LOOKING, AddressPace, Allowance
from steamie.project.wire.turns import Turns

from .wires import HOST, Wire, everything, get, plain, post, until, wire

ONE, OTHER = "127.8.0.1", "127.8.0.2"
OPEN = f"GET / HTTP/1.1\r\n{HOST}"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:4711", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:80", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
    ],
)
def test_what_is_counted_as_one_visitor(address: str, counted: str) -> None:
    assert network(address) == counted


@pytest.mark.parametrize(
    ("proxy", "peer", "forwarded", "visitor"),
    [
        (Proxy(), "192.0.2.1", "198.51.100.7", "192.0.2.1"),  # nobody is believed
        (Proxy("127.0.0.1"), "192.0.2.1", "198.51.100.7", "192.0.2.1"),  # came round the proxy
        (Proxy("127.0.0.1"), "127.0.0.1", "203.0.113.5, 198.51.100.7", "198.51.100.7"),
        (Proxy("127.0.0.1", 2), "127.0.0.1", "203.0.113.5, 198.51.100.7", "203.0.113.5"),
        (Proxy("127.0.0.1", 3), "127.0.0.1", "203.0.113.5, 198.51.100.7", "203.0.113.5"),
        (Proxy("*"), "192.0.2.9", '"[2001:db8::5]"', "2001:db8::/64"),
        (Proxy("127.0.0.1"), "127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_whose_request_it_is(proxy: Proxy, peer: str, forwarded: str, visitor: str) -> None:
    assert proxy.visitor(peer, {"X_FORWARDED_FOR": forwarded} if forwarded else {}) == visitor


def is_closed(line: socket.socket) -> bool:
    line.settimeout(30)
    return everything(line) == b""


def hold(running: Wire, stack: ExitStack, count: int, request: str, address: str) -> list[socket.socket]:
    return [stack.enter_context(running.send(request, address)) for _ in range(count)]


def test_where_an_address_holds_too_many_its_oldest_makes_way_and_nobody_elses() -> None:
    with wire(plain) as running, ExitStack() as stack:
        others = hold(running, stack, 1, OPEN, OTHER)
        ours = hold(running, stack, serving.FROM_ONE_ADDRESS, OPEN, ONE)

        assert running.ask(get(), ONE).endswith(b"127.8.0.1 0")
        assert is_closed(ours[0])
        others[0].sendall(b"Connection: close\r\n\r\n")
        ours[-1].sendall(b"Connection: close\r\n\r\n")
        assert everything(others[0]).endswith(b"127.8.0.2 0")
        assert everything(ours[-1]).endswith(b"127.8.0.1 0")


def test_where_all_hold_too_many_the_address_with_most_makes_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "TOGETHER", 10)
    with wire(plain) as running, ExitStack() as stack:
        ours = hold(running, stack, 8, OPEN, ONE)
        others = hold(running, stack, 2, OPEN, OTHER)

        assert running.ask(get(), "127.8.0.3").endswith(b"127.8.0.3 0")
        assert is_closed(ours[0])
        others[0].sendall(b"Connection: close\r\n\r\n")
        assert everything(others[0]).endswith(b"127.8.0.2 0")


def _is_let_in(running: Wire, request: str) -> bool:
    """Whether a request is answered a second later."""
    running.after(1)
    return running.ask(request).startswith(b"HTTP/1.1 200 ")


def test_behind_a_proxy_the_visitor_is_limited_and_never_the_proxy() -> None:
    def via(address: str) -> str:
        return f"X-Forwarded-For: {address}\r\n"

    with wire(plain, proxy="127.0.0.1") as running, ExitStack() as stack:
        for visitor in range(serving.FROM_ONE_ADDRESS + 20):
            hold(running, stack, 1, post(10, headers=via(f"192.0.2.{visitor}")), "127.0.0.1")
        ours = hold(running, stack, serving.FROM_ONE_ADDRESS, post(10, headers=via("203.0.113.5")), "127.0.0.1")

        assert b"203.0.113.6 0" in running.ask(get(headers=via("203.0.113.6")))
        assert running.ask(get(headers=via("203.0.113.5"))).startswith(b"HTTP/1.1 429 ")

        ours[0].sendall(b"0123456789")  # what is answered no longer counts
        until(ours[0], b"203.0.113.5 10")
        assert any(_is_let_in(running, get(headers=via("203.0.113.5"))) for _ in range(5))  # once the thread has put it down


def test_an_address_that_asks_too_often_waits_before_any_of_its_forms_is_read() -> None:
    with wire(plain) as running:
        often = int(ALLOWANCES[CHANGING].at_once)
        answers = [running.ask(post(1, headers="Connection: close\r\n") + "a", ONE) for _ in range(often)]
        refused = running.ask(post(1_000_000), ONE)  # of which nothing is sent

        assert {answer[:12] for answer in answers} == {b"HTTP/1.1 200"}
        assert refused.startswith(b"HTTP/1.1 429 ")
        assert b"Retry-After: 60" in refused
        assert b"Please wait a minute" in refused
        assert running.ask(get(), ONE).startswith(b"HTTP/1.1 200")  # looking goes on
        assert running.ask(post(1, headers="Connection: close\r\n") + "a", OTHER).startswith(b"HTTP/1.1 200")

        running.after(1)
        assert running.ask(post(1, headers="Connection: close\r\n") + "a", ONE).startswith(b"HTTP/1.1 200")


def test_who_sits_at_the_machine_itself_is_not_paced() -> None:
    with wire(plain) as running:
        answers = [running.ask(post(1, headers="Connection: close\r\n") + "a") for _ in range(80)]

    assert {answer[:12] for answer in answers} == {b"HTTP/1.1 200"}


def test_a_bucket_fills_again_and_no_fuller_than_full() -> None:
    pace = AddressPace({LOOKING: Allowance(2, 1), CHANGING: Allowance(1, 0.5)})

    assert [pace.allows("a", "GET", 0) for _ in range(3)] == [True, True, False]
    assert [pace.allows("a", "POST", 0) for _ in range(2)] == [True, False]
    assert pace.allows("b", "GET", 0)
    assert [pace.allows("a", "HEAD", 1) for _ in range(2)] == [True, False]
    assert [pace.allows("a", "GET", 1000) for _ in range(3)] == [True, True, False]


def test_a_crowd_of_addresses_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steamie.project.wire.pace.REMEMBERED", 100)
    pace = AddressPace()
    for n in range(1000):
        assert pace.allows(f"10.0.{n // 250}.{n % 250}", "GET", n / 1000)

    assert len(pace.left) <= 100


def test_leaving_twice_counts_once() -> None:
    crowd = Crowd[str]()
    crowd.enter("a", "first")
    crowd.enter("a", "second")
    for _ in range(2):
        crowd.leave("a", "first")

    assert (crowd.of("a"), crowd.total) == (["second"], 1)


class Task:
    def __init__(self, name: str) -> None:
        self.visitor, self.name = name[0], name


def test_addresses_take_turns() -> None:
    turns = Turns()
    for name in ("a1", "a2", "a3", "b1", "c1", "c2"):
        turns.append(Task(name))

    assert (len(turns), bool(turns)) == (6, True)
    assert [turns.popleft().name for _ in range(6)] == ["a1", "b1", "c1", "a2", "c2", "a3"]
    with pytest.raises(IndexError):
        turns.popleft()


def test_who_has_asked_for_least_comes_before_the_crowd() -> None:
    turns = Turns()
    for name in ("a1", "a2", "b1", "b2"):
        turns.append(Task(name))
    first = [turns.popleft().name, turns.popleft().name]
    turns.append(Task("c1"))  # who comes new

    assert first == ["a1", "b1"]
    assert [turns.popleft().name for _ in range(3)] == ["c1", "a2", "b2"]


def test_who_was_slow_comes_last() -> None:
    turns = Turns(is_last=lambda address: address == "a")
    for name in ("a1", "b1", "b2", "b3"):
        turns.append(Task(name))

    assert [turns.popleft().name for _ in range(4)] == ["b1", "b2", "b3", "a1"]


def test_pages_do_not_wait_for_what_waits_for_the_disk() -> None:
    waiting, through = threading.Semaphore(0), threading.Event()

    def slow_disk(environ: dict[str, Any], start: Any) -> list[bytes]:
        if environ["PATH_INFO"].startswith("/go/"):
            waiting.release()
            assert through.wait(30)
        return plain(environ, start)

    with wire(slow_disk, writes=["/go/"]) as running, ExitStack() as stack:
        lines = hold(running, stack, 10, get("/go/abc/"), OTHER)
        for _ in range(10):
            assert waiting.acquire(timeout=30)  # all at once: they can share one commit
        assert running.ask(get("/"), ONE).endswith(b"127.8.0.1 0")
        through.set()
        assert all(everything(line).endswith(b"127.8.0.2 0") for line in lines)


def test_short_links_and_deliveries_are_what_waits_for_the_disk() -> None:
    assert [processes.address_before(name) for name in processes.ONLY_WRITE] == ["/go/", "/webhooks/"]


def test_the_house_answers_this_machine_alone_unless_told_otherwise(settings: Any) -> None:
    settings.PORT = 0
    with processes.listen() as alone:
        assert alone.getsockname()[0] == "127.0.0.1"

    settings.LISTEN = "::"
    with processes.listen() as everywhere:
        assert everywhere.getsockname()[0] == "::"
