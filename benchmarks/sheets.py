"""A sheet of 500 rows saved while others write and visitors are counted: how long each lock lasts, and what is lost.

    uv run --no-sync python benchmarks/sheets.py [rows] [writes] [address of an empty PostgreSQL database]

Without an address it works on a SQLite file of its own, thrown away afterwards. A visit is counted as the site does it, and
given up after half a second. Exits 1 on any loss, and when a lock took more CPU than its limit: on a busy machine the wall
says nothing.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
LONGEST_LOCK = 50  # milliseconds


def main(rows: int = 500, writes: int = 200, database: str = "") -> int:
    """Make a house, save the sheet, count."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "STEAMIE_DATA": folder,
            "STEAMIE_DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "steamie.project.settings",
        }
        return _measured(rows, writes)


def _measured(rows: int, writes: int) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.db.models import Sum

    from steamie.content.calendar.incoming import actions
    from steamie.content.posts.models import Post
    from steamie.diary.models import OfficeClosure
    from steamie.visits.models import PageView

    officer, upload, listed = _house(rows)
    lost: list[str] = []
    waits: list[float] = []
    visit_waits: list[float] = []
    over = threading.Event()
    writer = threading.Thread(target=_write, args=(writes, waits, lost))
    visitor = threading.Thread(target=_visit, args=(over, visit_waits))
    with _locks(actions) as (walls, cpus):
        writer.start()
        visitor.start()
        began = time.perf_counter()
        actions.bring_in(upload=upload, rows=listed, by=officer)
        took = time.perf_counter() - began
    over.set()
    visitor.join()
    writer.join()
    lacking = writes - OfficeClosure.objects.count() + rows - Post.objects.count()
    visits_lost = len(visit_waits) - (PageView.objects.aggregate(n=Sum("views"))["n"] or 0)
    figures = {
        "rows": rows,
        "seconds": round(took, 1),
        "locks": len(walls),
        "lock ms": {"median": round(statistics.median(walls), 1), "p99": round(sorted(walls)[int(len(walls) * 0.99) - 1], 1)},
        "lock ms, longest": round(max(walls), 1),
        "CPU ms in a lock": {"median": round(statistics.median(cpus), 1), "longest": round(max(cpus), 1)},
        "writes meanwhile": writes,
        "longest wait of a write, ms": round(max(waits), 1),
        "lost": len(lost) + lacking,
        "visits": len(visit_waits),
        "visits lost": visits_lost,
        "longest wait of a visit, ms": round(max(visit_waits), 1),
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(figures, indent=1))
    return int(bool(lost) or lacking > 0 or visits_lost > 0 or max(cpus) > LONGEST_LOCK)


def _house(rows: int):
    from importlib.resources import files

    from django.utils import timezone

    from steamie.channels.models import Channel
    from steamie.content.calendar.incoming import actions
    from steamie.content.calendar.incoming.draft_rows import DraftRow
    from steamie.content.posts.definition import Composition
    from steamie.evidence.actors import SETUP
    from steamie.rules.permissions import Office
    from steamie.strategy.actions import load_edition
    from tests.conftest import make_person

    load_edition(source=(files("steamie.strategy") / "documents" / "f08.toml").read_text(), by=SETUP)
    officer = make_person(Office.OFFICER)
    channel = Channel.objects.create(kind="website", name="Website", created_at=timezone.now())
    upload = actions.keep_sheet(name="plan.csv", content=b"", reading={"tables": []}, by=officer)
    words = {"share": "community", "due_at": timezone.now(), "texts": {channel.pk: "Words of an ordinary length. " * 10}}
    return officer, upload, [DraftRow(n, {}, {}, composition=Composition(f"Post {n}", **words)) for n in range(2, rows + 2)]


def _write(writes: int, waits: list[float], lost: list[str]) -> None:
    from datetime import date, timedelta

    from django.db import connection, transaction

    from steamie.diary.models import OfficeClosure

    for number in range(writes):
        began = time.perf_counter()
        try:
            with transaction.atomic():
                OfficeClosure.objects.create(day=date(2030, 1, 1) + timedelta(days=number), title="Written meanwhile")
        except Exception as problem:  # noqa: BLE001 -- whatever went wrong, the write is lost
            lost.append(str(problem))
        waits.append((time.perf_counter() - began) * 1000)
        time.sleep(0.01)
    connection.close()


def _visit(over: threading.Event, waits: list[float]) -> None:
    """One visitor after another looks at a page, each from an address of their own."""
    from django.db import connection
    from django.utils import timezone

    from steamie.visits.counting import PAGE, PageLook, count_look

    while not over.is_set():
        began = time.perf_counter()
        count_look(PageLook(PAGE, 1, "", f"visitor {len(waits)}", timezone.now()))
        waits.append((time.perf_counter() - began) * 1000)
        time.sleep(0.05)
    connection.close()


@contextmanager
def _locks(actions) -> Iterator[tuple[list[float], list[float]]]:
    """How long each transaction of the sheet holds the database, from when it has it to its end: on the wall, and in CPU."""
    from django.db import connection, transaction

    whole, walls, cpus = transaction.atomic, [], []

    @contextmanager
    def timed():
        with whole():
            connection.cursor().execute("SELECT 1")  # the transaction has begun, and waited as long as it had to
            wall, cpu = time.perf_counter(), time.thread_time()
            yield
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.thread_time() - cpu) * 1000)

    usual = actions.transaction
    actions.transaction = type("Timed", (), {"atomic": staticmethod(timed)})
    try:
        yield walls, cpus
    finally:
        actions.transaction = usual


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3]), *sys.argv[3:]))
