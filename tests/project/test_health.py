"""What a monitor is told: never that all is well where nothing can be written or asked for."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from steamie.project import health
from steamie.project.engines import errands, on_celery, on_huey
from tests.project.test_engines import on_celery_at


@pytest.fixture(autouse=True)
def _nothing_was_tried_before() -> None:
    health.TRIALS.last = {}


def beaten() -> None:
    health.beat("clock")
    health.beat("worker")


@pytest.mark.django_db
def test_healthz_says_what_is_well(client: Client) -> None:
    beaten()
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert [answer.json()[part] for part in ("database", "disk", "queue")] == ["ok", "ok", "ok"]
    assert not list((health.beat_file("clock").parent).glob("tried-*"))

    os.utime(health.beat_file("worker"), (0, 0))
    assert client.get("/healthz").json()["status"] == "late"


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS])
@pytest.mark.django_db
def test_a_disk_that_takes_no_more_is_said(client: Client, monkeypatch: pytest.MonkeyPatch, reason: int) -> None:
    def full(*_: object) -> None:
        raise OSError(reason, os.strerror(reason))

    beaten()
    monkeypatch.setattr(Path, "write_bytes", full)
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["status"]) == (503, "failing")
    assert answer.json()["disk"] == f"cannot be written: {os.strerror(reason)}"


def test_a_database_that_cannot_be_written_is_said_within_two_seconds(transactional_db: None, client: Client) -> None:
    beaten()
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = client.get("/healthz")
        other.execute("ROLLBACK")

    assert (answer.status_code, answer.json()["database"]) == (503, "cannot be written")
    assert connection.cursor().execute("PRAGMA busy_timeout").fetchone()[0] == 20_000  # the house's own patience again


def test_a_database_that_may_only_be_read_is_said(transactional_db: None, client: Client) -> None:
    beaten()
    connection.cursor().execute("PRAGMA query_only=ON")
    answer = client.get("/healthz")
    connection.cursor().execute("PRAGMA query_only=OFF")

    assert (answer.status_code, answer.json()["database"]) == (503, "cannot be written")


@pytest.mark.django_db
def test_a_queue_that_cannot_be_reached_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> int:
        raise OSError("gone")

    beaten()
    monkeypatch.setattr("steamie.project.engines.at_once.waiting", away)

    assert client.get("/healthz").json()["queue"] == "not answering"


@pytest.mark.django_db
def test_many_monitors_try_it_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    monkeypatch.setitem(health.TRIALS.parts, "disk", lambda: tries.append(1) or "ok")
    for _ in range(20):
        client.get("/healthz")

    assert len(tries) == 1


@pytest.fixture
def frozen() -> Iterator[int]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        yield listening.getsockname()[1]


@pytest.mark.real_clock
def test_a_queue_that_hangs_holds_nobody_up(frozen: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_celery, "ERRANDS", errands.Errands(seconds=0.3))
    with on_celery_at(f"redis://127.0.0.1:{frozen}/0"):
        for _ in range(2):  # the second does not even ask
            with pytest.raises(errands.NoAnswer):
                on_celery.waiting()
        with pytest.raises(errands.NoAnswer):
            on_celery.ERRANDS.run(lambda: on_celery.do.delay("steamie.project.tasks.beat", [], {}))


def test_what_is_asked_in_the_thread_is_answered_or_raised() -> None:
    asking = errands.Errands()

    assert asking.run(lambda: threading.current_thread().name) == "errands"
    with pytest.raises(ZeroDivisionError):
        asking.run(lambda: 1 / 0)
    assert asking.run(lambda: 7) == 7


def test_huey_on_a_file_is_asked_directly() -> None:
    assert on_huey.waiting() >= 0
