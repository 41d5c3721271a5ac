"""Opening the house: everything between the command and the first answered page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.core.files.storage import storages
from django.db import connections
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from django.utils import timezone

from steamie.channels import registry
from steamie.content.publishing.actions import put_back

from . import forking, processes, readiness
from .forking import Child, apart

Say = Callable[[str], object]


def prepare(say: Say, then: Callable[[], object] = lambda: None) -> None:
    """Safe database, tables, static files, free port, and whatever comes then; leaves with a reason when it cannot."""
    apart(lambda: _prepare(say, then))
    _read_static_again()


def _read_static_again() -> None:
    """Wagtail reads the list of static files on import, before a new folder has one."""
    files = storages["staticfiles"]
    if isinstance(files, ManifestFilesMixin):
        files.hashed_files, files.manifest_hash = files.load_manifest()


def _prepare(say: Say, then: Callable[[], object]) -> None:
    try:
        readiness.require_free_port(settings.LISTEN, settings.PORT)
        readiness.require_safe_database()
        readiness.migrate(say)
        put_back.stop_if_put_back(timezone.now(), thorough=True)
        readiness.collect_static(say)
    except readiness.HouseNotReady as reason:
        sys.exit(str(reason))
    then()


def run(ready: Callable[[], object], others: Mapping[str, Child] | None = None) -> None:
    """Start the web and the worker with the clock, and whatever else was named, until told to stop."""
    forking.share_one_heap()
    warm_up()
    try:
        listening = processes.listen()
    except OSError:
        sys.exit(readiness.NO_PORT.format(port=settings.PORT, other=settings.PORT + 10))
    forking.run({**(others or {}), **processes.of("web", "worker", listening=listening)}, ready, listening)


def warm_up() -> None:
    """Load before forking what every child would load for itself after it: addresses, views, templates, a first page."""
    from .wsgi import application  # noqa: PLC0415 -- settings must be ready

    registry.kinds()
    _visit(get_resolver().url_patterns)
    for address in (reverse("healthz"), reverse("account_login"), "/"):
        environ = RequestFactory().get(address, secure=settings.HTTPS, headers={"host": settings.ALLOWED_HOSTS[0]}).environ
        answer = application(environ, _start_response)
        b"".join(answer)
        answer.close()
    connections.close_all()


def _start_response(status: str, headers: list[tuple[str, str]], problem: object = None, /) -> Callable[[bytes], object]:
    return lambda _: None


def _visit(patterns: list[Any]) -> None:
    for entry in patterns:
        _visit(getattr(entry, "url_patterns", []))
