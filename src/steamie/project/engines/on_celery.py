"""Celery, on RabbitMQ or Redis, for a house on several machines. A task is a wake-up: a name and arguments; no answer is kept."""

from __future__ import annotations

from functools import partial
from typing import Any

from celery import Celery
from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import normalize_json

from . import STOP_WITHIN_SECONDS, WORKERS
from .errands import Errands

QUEUE = "steamie"
ERRANDS = Errands()

app = Celery(QUEUE, broker=settings.TASKS_URL, fixups=[])
app.conf.update(
    task_default_queue=QUEUE,
    task_ignore_result=True,
    task_publish_retry=False,  # whoever asks does not wait: the rows ask again
    broker_transport_options={"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}
    | ({"socket_timeout": 10, "socket_connect_timeout": 3} if settings.TASKS_URL.startswith("redis") else {}),
    broker_connection_timeout=3,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    worker_soft_shutdown_timeout=STOP_WITHIN_SECONDS,
)


@app.task(name="steamie.do")  # type: ignore[untyped-decorator]  # the library has no types
def do(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Do one of our tasks, by its dotted name."""
    close_old_connections()
    try:
        import_string(path).call(*args, **kwargs)
    finally:
        close_old_connections()


class CeleryBackend(BaseTaskBackend):
    """Hands tasks to Celery once what they tell of is written. The queue may be away then: its error goes to whoever asked."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Ask for a task. What comes of it stands in our rows; the answer only names the task."""
        self.validate_task(task)
        asked: dict[str, Any] = {"args": normalize_json(list(args)), "kwargs": normalize_json(kwargs)}
        transaction.on_commit(partial(ERRANDS.run, partial(do.delay, task.module_path, **asked)))
        return TaskResult(
            task=task,
            id=get_random_string(32),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=asked["args"],
            kwargs=asked["kwargs"],
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


def work() -> None:
    """Two threads that do what the clock and the pages ask. SIGTERM lets them finish what they are doing."""
    app.Worker(
        pool="threads", concurrency=WORKERS, without_gossip=True, without_mingle=True, quiet=True, loglevel="WARNING"
    ).start()


def waiting() -> int:
    """How many messages wait."""
    return int(ERRANDS.run(_waiting))


def _waiting() -> int:
    with app.connection_for_read() as connection:
        return int(app.amqp.queues[QUEUE].bind(connection.default_channel).queue_declare().message_count)


def close() -> None:
    """Let go of the connections to the broker. Celery does the same in the children it forks itself."""
    app._after_fork()


def forget() -> None:
    """Nothing is kept."""
