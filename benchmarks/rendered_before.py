"""CPU of a public page rendered, from the store, and as a 304; and of a visit and of an unknown code. All in turn, in one run.

uv run --no-sync python benchmarks/rendered_before.py [--rounds 30] [--json]

Makes a folder of its own with a site and one post. Everything runs in one process through the whole of the application as the
server calls it, the database included; what a server on the wire adds is the same for each and not in the figures. Beside the
visit stands a bare commit of one small row: less than that no visit that is on the disk can cost on the same machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
PAGES = ("/", "/news/", "/services/", "/services/factoring/", "/strategy/")
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
AT_ONCE = 12  # visits that wait for the disk together: they share a commit
CODE, UNKNOWN = "k4p2t7xy", "nosuch22"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="steamie-rendered-") as folder:
        os.environ |= {"STEAMIE_DATA": folder, "STEAMIE_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "steamie.project.settings"}
        import django
        from django.conf import settings

        django.setup()
        settings.FIRST_RUN = False  # nobody has held an office here yet
        fill(Path(folder))
        measured = {"load": round(os.getloadavg()[0], 1), "pages": [page(address, given.rounds) for address in PAGES]}
        measured |= visits(given.rounds)
    print(json.dumps(measured, indent=1) if given.json else as_table(measured))


def fill(folder: Path) -> None:
    """A site, the strategy and a post that went out with a link to a page of ours."""
    from django.core.management import call_command

    from steamie_drills.surroundings import template

    shutil.copy(template() / "steamie.sqlite3", folder / "steamie.sqlite3")
    call_command("collectstatic", interactive=False, verbosity=0)
    from importlib.resources import files

    from steamie.evidence.actors import SETUP
    from steamie.people.models import Person
    from steamie.strategy.actions import load_edition
    from steamie.website.actions import add_news, build_site
    from tests.website.making import NOW, association, publication

    load_edition(source=(files("steamie.strategy") / "documents" / "f08.toml").read_text(), by=SETUP)
    association()
    build_site(by=SETUP)
    author = Person.objects.create_user("officer@example.org", None, name="Officer")
    publication(author, CODE, link="http://localhost:8000/services/factoring/")
    from steamie.channels.contract import Outgoing

    for number in range(12):
        words = "Bring a bag. " * 40
        add_news(Outgoing(marker=f"N{number}", title=f"Pantry open on day {number}", text=words), shown_at=NOW)


def page(address: str, rounds: int) -> dict[str, Any]:
    """One page in three ways, in turn."""
    from steamie.website.rendered_before import store

    tag = ask(address, HTTP_ACCEPT_ENCODING="gzip").headers["ETag"]

    def rendered() -> Answer:
        store.clear()
        return ask(address, HTTP_ACCEPT_ENCODING="gzip")

    ways: dict[str, Callable[[], Any]] = {
        "rendered": rendered,
        "kept": lambda: ask(address, HTTP_ACCEPT_ENCODING="gzip"),
        "not_modified": lambda: ask(address, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=tag),
    }
    spent = in_turn(ways, rounds)
    ratio = round(spent["rendered"] / spent["kept"], 1)
    return {"address": address, **spent, "ratio": ratio, "kilobytes": round(len(rendered().body) / 1024, 1)}


def visits(rounds: int) -> dict[str, Any]:
    """A visit, each from an address of its own; one that is a repeat; and a code that no post has."""
    from steamie.visits.models import Visit

    numbers = iter(range(1_000_000))
    bare = sqlite3.connect(Path(os.environ["STEAMIE_DATA"]) / "bare.sqlite3", isolation_level=None)
    bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE visit (words TEXT)")
    ways: dict[str, Callable[[], Any]] = {
        "visit": lambda: ask(f"/go/{CODE}/", REMOTE_ADDR="10.{}.{}.{}".format(*divided(next(numbers)))),
        "repeat": lambda: ask(f"/go/{CODE}/"),
        "unknown": lambda: ask(f"/go/{UNKNOWN}/"),
        "bare_commit": lambda: bare.execute("INSERT INTO visit VALUES ('x')"),
    }
    spent = in_turn(ways, rounds * 4)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in range(2):  # once to open each thread's connection
            begun = time.process_time()
            list(threads.map(lambda _: ways["visit"](), range(rounds * AT_ONCE)))
            spent["visit_of_a_crowd"] = round((time.process_time() - begun) * 1000 / rounds / AT_ONCE, 2)
    return {"visits": spent, "counted": Visit.objects.count()}


def divided(number: int) -> tuple[int, int, int]:
    return number // 65536 % 256, number // 256 % 256, number % 256


def in_turn(ways: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """The median CPU milliseconds of each, one after the other in every round; the first two rounds warm up."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 2):
        for name, ask in ways.items():
            began = time.process_time()
            ask()
            if number > 1:
                spent[name].append((time.process_time() - began) * 1000)
    return {name: round(statistics.median(times), 2) for name, times in spent.items()}


@dataclass
class Answer:
    """What the application answered."""

    status: str
    headers: dict[str, str]
    body: bytes


def ask(address: str, **environ: str) -> Answer:
    """One question, as the server hands it to the application."""
    from steamie.project.wsgi import application

    answer = Answer("", {}, b"")

    def start(status: str, headers: list[tuple[str, str]], problem: object = None) -> None:
        answer.status, answer.headers = status, dict(headers)

    path, _, query = address.partition("?")
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    usual = {"HTTP_HOST": "localhost", "HTTP_USER_AGENT": PHONE, "REMOTE_ADDR": "192.0.2.1", "wsgi.url_scheme": "http"}
    parts = application(asked | usual | {"wsgi.input": BytesIO(), "wsgi.errors": sys.stderr} | environ, start)
    answer.body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return answer


def as_table(measured: dict[str, Any]) -> str:
    lines = ["| Page | Rendered, CPU ms | Kept | 304 | Times less | KB packed |", "|---|---|---|---|---|---|"]
    for row in measured["pages"]:
        names = ("address", "rendered", "kept", "not_modified", "ratio", "kilobytes")
        lines.append(f"| {' | '.join(str(row[name]) for name in names)} |")
    return "\n".join(
        [f"Load {measured['load']}", *lines, "", *(f"{name}: {value} ms" for name, value in measured["visits"].items())]
    )


if __name__ == "__main__":
    main()
