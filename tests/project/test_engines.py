"""The engine is chosen by settings alone; what is asked for is done, by whichever engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import kombu.exceptions
import pytest
from django.test import override_settings
from django.utils import timezone

from steamie.project import examination, health, stores, tasks
from steamie.project.engines import on_celery

Committed = Callable[..., AbstractContextManager]
CELERY = on_celery.CeleryBackend("default", {})


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Committed) -> Committed:
    """Runs at its end what waits for the commit."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def celery() -> Iterator[None]:
    """These settings, on a broker in this process's memory: the same messages without a server."""
    with on_celery_at("memory://localhost"):
        yield


@contextmanager
def on_celery_at(address: str) -> Iterator[None]:
    app, before = on_celery.app, on_celery.app.conf.broker_url
    app.conf.broker_url = address
    on_celery.close()  # connections to another broker
    yield
    app.conf.broker_url = before
    on_celery.close()


@pytest.mark.parametrize(
    ("url", "engine"),
    [
        ("", "on_huey"),
        ("postgresql://steamie@localhost/queue", "on_huey"),
        ("redis://localhost:6379/0", "on_celery"),
        ("rediss://localhost:6380/0", "on_celery"),
        ("amqp://guest:guest@localhost//", "on_celery"),
        ("amqps://localhost/house", "on_celery"),
        ("immediate://", "at_once"),
    ],
)
def test_the_address_chooses_the_engine(url: str, engine: str) -> None:
    module, tasks = stores.tasks(url, testing=False)

    assert module == f"steamie.project.engines.{engine}"
    assert tasks["default"]["BACKEND"] == stores.BACKENDS[engine]


@pytest.mark.parametrize("url", ["kafka://localhost", "localhost:6379", "/var/run/redis.sock"])
def test_an_address_of_no_engine_stops_the_start_and_names_the_setting(url: str) -> None:
    with pytest.raises(SystemExit, match="STEAMIE_TASKS_URL"):
        stores.tasks(url, testing=False)


def test_huey_keeps_its_queue_in_a_file_or_on_postgresql(tmp_path: Path) -> None:
    assert stores.huey("", tmp_path)["filename"] == str(tmp_path / "tasks.sqlite3")
    assert stores.huey("postgresql://localhost/queue", tmp_path)["dsn"] == "postgresql://localhost/queue"


def test_what_celery_is_asked_for_waits_in_its_queue_and_is_done_from_there(
    db: None, celery: None, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_celery, "close_old_connections", lambda: None)  # this test's own transaction stays open
    health.beat_file("worker").unlink(missing_ok=True)
    with committed(execute=True):
        CELERY.enqueue(tasks.beat, [], {})
        assert on_celery.waiting() == 0
    assert on_celery.waiting() == 1

    with on_celery.app.connection_for_read() as connection:
        queue = on_celery.app.amqp.queues[on_celery.QUEUE].bind(connection.default_channel)
        message = queue.get(no_ack=True)
    asked, named, _ = message.payload
    on_celery.app.tasks[message.headers["task"]](*asked, **named)

    assert health.beat_file("worker").exists()
    assert on_celery.waiting() == 0


@override_settings(ENGINE="steamie.project.engines.on_celery")
def test_a_queue_that_is_away_says_so_to_whoever_asks_and_to_the_doctor(db: None, committed: Committed) -> None:
    with on_celery_at("redis://127.0.0.1:9/0"):
        with pytest.raises(kombu.exceptions.OperationalError), committed(execute=True):
            CELERY.enqueue(tasks.beat, [], {})
        found = {finding.what: finding for finding in examination.examine(timezone.now())}

    assert not found["Queue"].well
    assert "not answering" in found["Queue"].state
