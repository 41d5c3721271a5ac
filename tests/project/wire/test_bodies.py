"""No body follows HEAD, 204 or 304, whatever the page or the application does; told by what is on the wire."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from steamie.people.models import Person
from steamie.project.wsgi import application
from tests.house.test_who_may import addresses
from tests.surroundings import THOROUGH

from .wires import Wire, get, wire

Start = Callable[..., Any]
A_FILE = re.compile(r"\.\w{2,11}$|feed|export|download|copies|formats/|picture|photo|healthz")


def with_length(environ: dict[str, Any], start: Start) -> list[bytes]:
    start("200 OK", [("Content-Length", "5")])
    return [b"hello"]


def in_pieces(environ: dict[str, Any], start: Start) -> Iterator[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    yield b"hello "
    yield b"there"


def a_file(environ: dict[str, Any], start: Start) -> Any:
    start("200 OK", [("Content-Type", "text/plain")])
    wrapper = environ.get("wsgi.file_wrapper")
    return wrapper(BytesIO(b"hello")) if wrapper else [b"hello"]


def unchanged(environ: dict[str, Any], start: Start) -> list[bytes]:
    start("304 Not Modified", [("ETag", '"1"')])
    return [b"hello"]


def nothing(environ: dict[str, Any], start: Start) -> list[bytes]:
    start("204 No Content", [])
    return [b"hello"]


def broken(environ: dict[str, Any], start: Start) -> list[bytes]:
    raise ValueError("a fault of ours")


@pytest.mark.parametrize("answer", [with_length, in_pieces, a_file, broken])
def test_head_has_no_body_however_the_answer_is_made(answer: Any, caplog: pytest.LogCaptureFixture) -> None:
    with wire(answer) as running:
        head, _, body = running.ask(get(method="HEAD")).partition(b"\r\n\r\n")
        whole = running.ask(get())

    assert body == b""
    assert head.split(b" ")[1] == whole.split(b" ")[1]
    assert len(whole.partition(b"\r\n\r\n")[2]) >= 5


@pytest.mark.parametrize("answer", [unchanged, nothing])
def test_answers_that_say_there_is_no_body_have_none(answer: Any) -> None:
    with wire(answer) as running:
        assert running.ask(get()).partition(b"\r\n\r\n")[2] == b""


def test_the_next_answer_on_the_same_line_follows_a_head_at_once() -> None:
    with wire(with_length) as running:
        both = running.ask("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n" + get())

    assert both.count(b"HTTP/1.1 200 OK") == 2
    assert both.count(b"hello") == 1


def test_a_refused_head_has_no_body_either() -> None:
    with wire(with_length) as running:
        answer = running.ask(get(method="HEAD", headers="Content-Length: 6000000\r\n"))

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the server's threads end with their connections to the database
def test_no_address_of_the_house_answers_head_with_a_body(transactional_db: None, officer: Person, client: Client) -> None:
    """Of every file; of the pages, which are all made alike, one in five, and all of them in the thorough profile."""
    client.force_login(officer)
    cookie = f"Cookie: steamie={client.cookies['steamie'].value}\r\n"
    every = sorted({re.sub(r"<[^>]+>|\(\?P.+?\)", "1", route).strip("^$") for route in addresses()})
    asked = [path for number, path in enumerate(every) if THOROUGH or number % 5 == 0 or A_FILE.search(path)]
    with wire(application) as running:
        with_a_body = [
            path
            for path in asked
            for who in (("", cookie) if "logout" not in path else ("",))
            if not _is_bare(running, f"/{path}", who)
        ]

    assert len(every) > 150
    assert len(asked) > 60
    assert with_a_body == []


def _is_bare(running: Wire, path: str, cookie: str) -> bool:
    answer = running.ask(get(path, "HEAD", cookie))
    return answer.startswith(b"HTTP/1.1 ") and answer.index(b"\r\n\r\n") + 4 == len(answer)
