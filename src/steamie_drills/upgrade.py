"""``steamie drill upgrade FOLDER…``: migrations that are killed at any moment end with every row there and a whole record."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from steamie.project.supervisor import tie_to

MIGRATE = ("migrate", "--verbosity", "0")


class Upgrade:
    """The drill of upgrading: each folder is copied, migrated under kill -9, and checked."""

    help = "Migrate copies of data folders that earlier versions left, killed at random moments, and check what comes of it."

    @staticmethod
    def add_arguments(parser: ArgumentParser) -> None:
        """The folders, and the numbers of the drill."""
        parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="data folders; they are not touched")
        parser.add_argument("--kills", type=int, default=5, help="for each folder")
        parser.add_argument("--seed", type=int, default=1)

    @staticmethod
    def run(out: TextIO, *, folders: list[Path], kills: int, seed: int, **options: Any) -> int:
        """The status to leave with: 1 when a folder did not migrate, or its record is broken."""
        chance = random.Random(seed)  # noqa: S311 -- chance that can be repeated is the point
        failed = [folder for folder in folders if not _survives(folder, kills, chance, out)]
        out.write(f"{len(folders) - len(failed)} of {len(folders)} folders migrated and verified.\n")
        return 1 if failed else 0


def _survives(folder: Path, kills: int, chance: random.Random, out: TextIO) -> bool:
    with tempfile.TemporaryDirectory(prefix="steamie-drill-", ignore_cleanup_errors=True) as place:
        copy = Path(place) / "data"
        shutil.copytree(folder, copy)
        whole = _seconds_to_migrate(folder)
        killed = sum(_killed(copy, chance.uniform(0.3, 1.0) * whole) for _ in range(kills))
        migrated, verified = _steamie(copy, *MIGRATE), _steamie(copy, "evidence", "verify")
        out.write(f"{folder}: killed {killed} times; {verified.stdout.strip() or verified.stderr.strip()}\n")
        if migrated.returncode:
            out.write(migrated.stderr)
        return migrated.returncode == 0 and verified.returncode == 0


def _seconds_to_migrate(folder: Path) -> float:
    """How long it takes undisturbed on this machine, so that the kills strike while it lasts."""
    with tempfile.TemporaryDirectory(prefix="steamie-drill-", ignore_cleanup_errors=True) as place:
        copy = Path(place) / "data"
        shutil.copytree(folder, copy)
        began = time.monotonic()
        _steamie(copy, *MIGRATE)
        return time.monotonic() - began


def _killed(folder: Path, after: float) -> bool:
    """Begin to migrate, and kill it; whether it was still at work."""
    process = subprocess.Popen(  # noqa: S603 -- our own program
        _command(*MIGRATE),
        env=_surroundings(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=partial(tie_to, os.getpid()),
    )
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def _steamie(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = _surroundings(folder)
    return subprocess.run(  # noqa: S603 -- our own program
        _command(*arguments), env=surroundings, capture_output=True, text=True, check=False
    )


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "steamie", *arguments]


def _surroundings(folder: Path) -> dict[str, str]:
    return {**os.environ, "STEAMIE_DATA": str(folder), "STEAMIE_DATABASE_URL": "", "STEAMIE_GRAPH_URL": "http://127.0.0.1:9"}
