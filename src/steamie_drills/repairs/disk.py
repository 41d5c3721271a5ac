"""A disk that is full while a file says so: at the boundary to the storage, for both databases and for files."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

WRITES = ("INSERT", "UPDATE", "DELETE")
IN_A_STATEMENT, AT_COMMIT = 0.25, 0.4  # how often a full disk shows there
FULL = "database or disk is full"


def switch() -> Path:
    """The file that says so."""
    return Path(settings.DATA) / "disk-is-full"


def install(seed: int) -> None:
    """From now on, and in every process forked from this one, the disk is full while the file is there."""
    chance = random.Random(seed)  # noqa: S311 -- chance that can be repeated is the point
    os.register_at_fork(after_in_child=lambda: chance.seed(seed + os.getpid()))
    connection_created.connect(_watch(chance), weak=False, dispatch_uid="a full disk")
    connections.close_all()
    wrapper: Any = BaseDatabaseWrapper
    storage: Any = FileSystemStorage
    real_commit, real_save = wrapper._commit, storage._save

    def commit(self: BaseDatabaseWrapper) -> None:
        if switch().exists() and chance.random() < AT_COMMIT:
            raise OperationalError(FULL)
        real_commit(self)

    def save(self: FileSystemStorage, name: str, content: Any) -> Any:
        if switch().exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real_save(self, name, content)

    wrapper._commit, storage._save = commit, save


def _watch(chance: random.Random) -> Callable[..., None]:
    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip()[:6].upper() in WRITES and switch().exists() and chance.random() < IN_A_STATEMENT:
            raise OperationalError(FULL)
        return execute(sql, params, many, context)

    def opened(connection: BaseDatabaseWrapper, **_: Any) -> None:
        if wrapper not in connection.execute_wrappers:
            connection.execute_wrappers.append(wrapper)

    return opened
