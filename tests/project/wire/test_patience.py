"""Slow clients are cut off, each part of a request by its own deadline, and nobody else waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from steamie.project.wire.patience import DEADLINES, LEAST_A_SECOND, ConnectionPhase, Stopwatch
from steamie.project.wire.server import LAST_FOR_SECONDS

from .wires import HOST, everything, get, plain, post, until, wire

BIG = 20_000_000  # bytes, more than any buffer between two programs


def big(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"x" * BIG]


@pytest.mark.parametrize(
    ("phase", "moved", "seconds"),
    [
        (ConnectionPhase.IDLE, 0, 20),
        (ConnectionPhase.HEADERS, 5000, 10),  # however many come
        (ConnectionPhase.BODY, 0, 20),
        (ConnectionPhase.BODY, 100 * LEAST_A_SECOND, 120),
        (ConnectionPhase.BODY, 10**9, 1800),
        (ConnectionPhase.ANSWER, 10 * LEAST_A_SECOND, 40),
        (ConnectionPhase.GOODBYE, 10**6, 5),
    ],
)
def test_each_part_of_a_request_has_its_time(phase: ConnectionPhase, moved: int, seconds: float) -> None:
    watch = Stopwatch(0)
    assert not watch.overdue(phase, 1, 100)
    watch.moved = moved

    assert not watch.overdue(phase, 1, 100 + seconds)
    assert watch.overdue(phase, 1, 100 + seconds + 0.1)
    assert not watch.overdue(phase, 2, 100 + seconds + 0.2)  # the next request begins anew


def test_every_phase_has_a_deadline() -> None:
    assert set(DEADLINES) == set(ConnectionPhase)


@pytest.mark.parametrize(
    ("begun", "phase", "seconds"),
    [
        ("", ConnectionPhase.IDLE, 20),
        (f"GET / HTTP/1.1\r\n{HOST}", ConnectionPhase.HEADERS, 10),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", ConnectionPhase.IDLE, 20),
    ],
    ids=["says nothing", "headers that do not end", "idle after an answer"],
)
def test_a_line_on_which_nothing_comes_is_closed(begun: str, phase: ConnectionPhase, seconds: float) -> None:
    with wire(plain) as running, running.send(begun) as line:
        if begun.endswith("\r\n\r\n"):
            until(line, b"127.0.0.1 0")
        running.at(phase)
        running.after(seconds - 1)
        line.settimeout(0.2)
        with pytest.raises(TimeoutError):
            line.recv(1)

        running.after(2)

        line.settimeout(20)
        assert everything(line) == b""


def test_a_form_that_hardly_moves_is_told_so_on_a_page() -> None:
    with wire(plain) as running, running.send(post(1000) + "a=1") as line:
        running.at(ConnectionPhase.BODY)
        running.after(19)
        line.sendall(b"2")
        running.after(2)

        answer = everything(line)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"That took too long to arrive" in answer


def test_a_form_that_moves_is_waited_for() -> None:
    size = 30 * LEAST_A_SECOND
    with wire(plain) as running, running.send(post(size + 1)) as line:
        running.at(ConnectionPhase.BODY)
        line.sendall(b"a" * size)
        while max(one.stopwatch.moved for one in running.server.active_channels.values()) < size:
            running.after(0)
        running.after(45)
        line.sendall(b"a")

        assert line.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_an_answer_that_is_hardly_read_is_given_up() -> None:
    with wire(big) as running, running.client() as line:
        line.sendall(get().encode())
        while b"xx" not in line.recv(4096):
            pass
        running.at(ConnectionPhase.ANSWER)
        running.after(1 + BIG / LEAST_A_SECOND)

        assert len(everything(line)) < BIG


def test_who_asks_five_times_and_does_not_read_has_one_answer_made_and_the_rest_once_it_is_read() -> None:
    made: list[str] = []

    def counting(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        made.append(environ["PATH_INFO"])
        return big(environ, start)

    with wire(counting) as running, running.client() as line:
        line.sendall("".join(f"GET /{n} HTTP/1.1\r\n{HOST}\r\n" for n in range(4)).encode() + get("/last").encode())
        running.at(ConnectionPhase.ANSWER)
        assert running.ask(get("/other"), "127.9.0.1").endswith(b"x")  # long enough for the next to have been made
        assert made == ["/0", "/other"]

        assert everything(line).count(b"HTTP/1.1 200 OK") == 5

    assert made == ["/0", "/other", "/1", "/2", "/3", "/last"]


def test_an_address_that_was_cut_off_waits_until_nobody_else_does() -> None:
    with wire(plain) as running, running.send(f"GET / HTTP/1.1\r\n{HOST}", "127.8.0.1"):
        running.at(ConnectionPhase.HEADERS)
        running.after(11)
        assert running.server.is_last("127.8.0.1")
        assert not running.server.is_last("127.8.0.2")

        running.after(LAST_FOR_SECONDS)
        assert not running.server.is_last("127.8.0.1")


def test_three_hundred_who_hold_on_keep_nobody_waiting() -> None:
    with wire(plain) as running:
        holding = [running.send(begun, f"127.8.1.{n}") for n in range(1, 151) for begun in ("GET / HTTP/1.1\r\n", post(10))]
        try:
            assert running.ask(get(), "127.9.0.1").endswith(b"127.9.0.1 0")
        finally:
            for line in holding:
                line.close()


def test_what_was_begun_is_finished_before_the_server_leaves() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        begun.set()
        assert may_end.wait(30)
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"whole"]

    with wire(slow) as running, running.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") as line:
        assert begun.wait(20)
        running.server.leave()
        may_end.set()

        running.thread.join(20)
        assert not running.thread.is_alive()
        until(line, b"whole")
