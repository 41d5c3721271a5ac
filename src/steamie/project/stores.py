"""Where things are kept: database, task queue, files, logs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def database(url: str, data: Path) -> dict[str, Any]:
    """SQLite with the four options that keep it honest under load, or PostgreSQL from a URL."""
    if url:
        return _postgresql(url)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "steamie.sqlite3",
        "CONN_MAX_AGE": 600,  # opening it for each page and task costs milliseconds; closing the last one writes it all back
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a read-then-write transaction never meets "database is locked"
            "timeout": 20,
            "cached_statements": 24,  # of Python's 128: five connections that each keep so many weigh five megabytes
            # recursive_triggers: what REPLACE removes is asked for like any other removal.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON;",
        },
        "TEST": {"NAME": data / "test.sqlite3"},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "options": "-c statement_timeout=30000 -c lock_timeout=10000",
            # A server that is frozen or gone is noticed: when connecting, and on a line that has gone quiet.
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20000,
            **{name: value for name, value in query.items() if name.startswith("ssl")},  # sslmode, sslrootcert …
        },
    }


ENGINES = "steamie.project.engines"
BACKENDS = {
    "at_once": "django_tasks.backends.immediate.ImmediateBackend",
    "on_huey": "huey.contrib.djhuey.tasks_backend.HueyBackend",
    "on_celery": f"{ENGINES}.on_celery.CeleryBackend",
}
SCHEMES = {
    "": "on_huey",
    "postgres": "on_huey",
    "postgresql": "on_huey",
    "amqp": "on_celery",
    "amqps": "on_celery",
    "redis": "on_celery",
    "rediss": "on_celery",
    "immediate": "at_once",
}


def tasks(url: str, *, testing: bool) -> tuple[str, dict[str, Any]]:
    """The task engine by the scheme of its address: our module, and what ``django_tasks`` wants to know."""
    scheme = "immediate" if testing else urlsplit(url).scheme
    if scheme not in SCHEMES or (url and not scheme):
        sys.exit(f"STEAMIE_TASKS_URL begins with none of {', '.join(f'{name}://' for name in SCHEMES if name)}.")
    name = SCHEMES[scheme]
    # On commit: a quick worker must not look for a row before it is there.
    return f"{ENGINES}.{name}", {"default": {"BACKEND": BACKENDS[name], "ENQUEUE_ON_COMMIT": True}}


def huey(url: str, data: Path) -> dict[str, Any]:
    """Huey on a file of its own, so that queue traffic never waits for the house's database; or on PostgreSQL."""
    if url.startswith("postgres"):
        place = {"huey_class": f"{ENGINES}.queue.QueueOnPostgres", "dsn": url}
    elif not data.is_dir():  # whoever only looks, where there is no installation, leaves nothing behind
        place = {"huey_class": "huey.MemoryHuey"}
    else:
        place = {"huey_class": f"{ENGINES}.queue.Queue", "filename": str(data / "tasks.sqlite3")}
    return {
        **place,
        "name": "steamie",
        "immediate": False,
        "results": False,
        "consumer": {"workers": 2, "worker_type": "thread", "initial_delay": 0.05, "backoff": 1.2, "max_delay": 0.25},
    }


def files(*, testing: bool) -> dict[str, Any]:
    """Uploads on disk; static files fingerprinted for ever-caching."""
    static = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
        if testing
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    )
    return {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, "staticfiles": {"BACKEND": static}}


def logging() -> dict[str, Any]:
    """One line per event on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"waitress.queue": {"level": "ERROR"}},  # a line for each visitor who waits would fill a disk
    }
