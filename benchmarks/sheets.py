"""A sheet of 500 rows saved while a second connection writes: how long each lock lasts, and what is lost. Exits 1 on any loss.

    uv run --no-sync python benchmarks/sheets.py [rows] [writes]

It works on a database of its own, thrown away afterwards.
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


def main(rows: int = 500, writes: int = 200) -> int:
    """Make a house, save the sheet, count."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"STEAMIE_DATA": folder, "STEAMIE_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "steamie.project.settings"}
        return _measured(rows, writes)


def _measured(rows: int, writes: int) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from steamie.content.calendar.incoming import actions
    from steamie.content.posts.models import Post
    from steamie.diary.models import OfficeClosure

    officer, upload, listed = _house(rows)
    lost: list[str] = []
    waits: list[float] = []
    writer = threading.Thread(target=_write, args=(writes, waits, lost))
    with _locks(actions) as (walls, cpus):
        writer.start()
        began = time.perf_counter()
        actions.bring_in(upload=upload, rows=listed, by=officer)
        took = time.perf_counter() - began
    writer.join()
    lacking = writes - OfficeClosure.objects.count() + rows - Post.objects.count()
    figures = {
        "rows": rows,
        "seconds": round(took, 1),
        "locks": len(walls),
        "lock ms": {"median": round(statistics.median(walls), 1), "p99": round(sorted(walls)[int(len(walls) * 0.99) - 1], 1)},
        "lock ms, longest": round(max(walls), 1),
        "CPU ms in a lock, longest": round(max(cpus), 1),
        "writes meanwhile": writes,
        "longest wait of a write, ms": round(max(waits), 1),
        "lost": len(lost) + lacking,
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(figures, indent=1))
    return int(bool(lost) or lacking > 0)


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
    sys.exit(main(*map(int, sys.argv[1:])))
