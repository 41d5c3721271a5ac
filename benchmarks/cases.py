"""Queries and CPU of the inbox, the list of cases, a case and a search, with 200 cases and with 20,000. All in turn, in one run.

uv run --no-sync python benchmarks/cases.py [--rounds 15] [--json]

Two folders, each with a process of its own, asked in turn: the same sixty open cases in both, the rest ended, as years of work
leave them. A page goes through the whole of the middleware, the database included. The ratio is of the least CPU of each.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

FEW, MANY = 200, 20_000
OPEN = 60
PAGES = {
    "inbox": "/desk/inbox/",
    "cases": "/desk/cases/",
    "case": "/desk/cases/6ZV-JQD/",
    "search": "/desk/cases/?q=Q000150%40mail",
    "search for nothing": "/desk/cases/?q=nobody+wrote+this",
    "search by reference": "/desk/cases/?q=6zv+jqd",
}
WORDS = "The tap in the kitchen drips since Sunday, and the light on the landing is out again. " * 3


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--answer", nargs=2, metavar=("FOLDER", "CASES"), help="be the process of one folder (for itself)")
    given = parser.parse_args()
    if given.answer:
        answer(Path(given.answer[0]), int(given.answer[1]))
        return
    with tempfile.TemporaryDirectory(prefix="steamie-cases-") as folder:
        few, many = (Folder(Path(folder) / str(cases), cases) for cases in (FEW, MANY))
        rows = [in_turn(page, few, many, given.rounds) for page in PAGES]
        few.end()
        many.end()
    print(json.dumps(rows, indent=1) if given.json else as_table(rows))


class Folder:
    """A house with so many cases, in a process of its own that answers one page at a time."""

    def __init__(self, place: Path, cases: int) -> None:
        place.mkdir()
        command = [sys.executable, __file__, "--answer", str(place), str(cases)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, address: str) -> dict[str, float]:
        """Queries and CPU milliseconds of one page."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        row: dict[str, float] = json.loads(self.process.stdout.readline())
        return row

    def end(self) -> None:
        """Let it go."""
        self.process.communicate()


def in_turn(page: str, few: Folder, many: Folder, rounds: int) -> dict[str, Any]:
    """One page of both, one after the other in every round; the first two rounds warm up. The least of each says most."""
    taken = [(few.ask(PAGES[page]), many.ask(PAGES[page])) for _ in range(rounds + 2)][2:]
    row: dict[str, Any] = {"page": page}
    for name, times in (("few", [one for one, _ in taken]), ("many", [one for _, one in taken])):
        spent = [one["ms"] for one in times]
        row[name] = {"queries": times[-1]["queries"], "ms": round(statistics.median(spent), 1), "least": round(min(spent), 1)}
    return row | {"ratio": round(row["many"]["least"] / row["few"]["least"], 2)}


def answer(folder: Path, cases: int) -> None:
    """Make the house, and then answer for each line that comes."""
    os.environ |= {"STEAMIE_DATA": str(folder), "STEAMIE_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "steamie.project.settings"}
    import django
    from django.conf import settings

    django.setup()
    settings.FIRST_RUN = False  # nobody has held an office here yet
    settings.DEMONSTRATION = True  # no second factor is asked for
    begin(folder, cases)
    ask = asking()
    for line in sys.stdin:
        print(json.dumps(ask(line.strip())), flush=True)


def begin(folder: Path, cases: int) -> None:
    """A strategy, a colleague in the housing team, and the first cases."""
    from datetime import date
    from importlib.resources import files

    from django.core.management import call_command

    from steamie.casework.actions.opening import team_called
    from steamie.casework.models import Membership
    from steamie.evidence.actors import SETUP
    from steamie.people.models import Grant, Person
    from steamie.rules.permissions import Office
    from steamie.strategy.actions import load_edition
    from steamie_drills.surroundings import template

    shutil.copy(template() / "steamie.sqlite3", folder / "steamie.sqlite3")
    call_command("collectstatic", interactive=False, verbosity=0)
    load_edition(source=(files("steamie.strategy") / "documents" / "f08.toml").read_text(), by=SETUP)
    person = Person.objects.create_user("staff@example.org", None, name="Staff")
    Grant.objects.create(person=person, office=Office.STAFF, since=date(2020, 1, 1), reason="To measure")
    Membership.objects.create(team=team_called("housing"), person=person, since=date(2020, 1, 1), added_by=person)
    fill(cases, start=0)


def fill(number: int, *, start: int) -> None:
    """More cases, each with its party, a trail of three and a clock; all but the first sixty have ended."""
    from django.utils import timezone

    from steamie.casework.actions.opening import team_called
    from steamie.casework.models import Case, CaseClock, Party, TrailEntry
    from steamie.rules.cases import Rank

    now, team = timezone.now(), team_called("housing")
    cases = [
        Case(
            reference="6ZV-JQD" if place == 3 else f"Q{place:06}",
            kind=("enquiry", "pet", "housing", "repair")[place % 4],
            way=("web", "phone", "e-mail")[place % 3],
            summary=f"Matter {place} of somebody",
            words=WORDS,
            received_at=now - timedelta(minutes=place * 25),
            written_down_at=now - timedelta(minutes=place * 25),
            team=team,
            rank=Rank.PROMISE if place < OPEN else Rank.NO_CLOCK,
            next_due=now + timedelta(hours=place) if place < OPEN else None,
            ended_at=None if place < OPEN else now - timedelta(minutes=place * 20),
        )
        for place in range(start, start + number)
    ]
    for at in range(0, len(cases), 2_000):
        part = Case.objects.bulk_create(cases[at : at + 2_000])
        Party.objects.bulk_create(
            Party(case=case, name=f"Person {case.reference}", email=f"{case.reference}@mail.example", phone="01632 960 100",
                  address="14 Example Street", postcode="EX1 1AA")
            for case in part
        )  # fmt: skip
        TrailEntry.objects.bulk_create(
            TrailEntry(case=case, kind=kind, at=case.received_at, written_at=case.received_at, title=kind, words=WORDS)
            for case in part
            for kind in ("came in", "went out", "note")
        )
        CaseClock.objects.bulk_create(
            CaseClock(case=case, duty="answer", label="answer", set_by="us", since=case.received_at,
                      due_at=case.next_due or case.received_at + timedelta(days=2), met_at=case.ended_at)
            for case in part
        )  # fmt: skip


def asking() -> Callable[[str], dict[str, float]]:
    """What asks for a page and says its queries and its CPU."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from steamie.people.models import Person

    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get())

    def ask(address: str) -> dict[str, float]:
        begun = time.process_time()
        client.get(address)
        spent = (time.process_time() - begun) * 1000
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        if page.status_code != 200:
            raise SystemExit(f"{address} answered {page.status_code}.")
        return {"queries": len(queries.captured_queries), "ms": spent}

    return ask


def as_table(rows: list[dict[str, Any]]) -> str:
    """One line a page."""
    lines = [f"{'page':22}{'queries':>16}{'ms, 200':>12}{'ms, 20,000':>12}{'least':>16}{'ratio':>8}"]
    for row in rows:
        queries = f"{row['few']['queries']} / {row['many']['queries']}"
        least = f"{row['few']['least']} / {row['many']['least']}"
        lines.append(f"{row['page']:22}{queries:>16}{row['few']['ms']:>12}{row['many']['ms']:>12}{least:>16}{row['ratio']:>8}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
