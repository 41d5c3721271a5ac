"""The demonstration's folder. Its marker is written before Django reads the settings, which look for it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from . import environment

MARKER = "demonstration"
LOADED = "loaded\n"
STAND_IN_AFTER = 1000  # the stand-in's port is the site's plus this


def prepare() -> None:
    """Mark an empty folder as a demonstration, or leave with a reason; the outside world becomes the stand-in."""
    surroundings = environment.read()
    data = surroundings.data.resolve()
    if not (data / MARKER).exists():
        if data.exists() and any(data.iterdir()):
            sys.exit(f"{data} is not empty and is not a demonstration. Choose another folder with STEAMIE_DATA.")
        data.mkdir(parents=True, exist_ok=True)
        (data / MARKER).write_text("begun\n")
    if not is_loaded(data):
        _start_again(data)
    os.environ["STEAMIE_GRAPH_URL"] = f"http://127.0.0.1:{stand_in_port(surroundings.port)}"


def stand_in_port(port: int) -> int:
    """Where the stand-in listens, for a site on this port."""
    return port + STAND_IN_AFTER


def is_loaded(data: Path) -> bool:
    """Whether the year was loaded to its end."""
    return (data / MARKER).read_text() == LOADED


def mark_loaded(data: Path) -> None:
    """Note that the year was loaded to its end."""
    (data / MARKER).write_text(LOADED)


def _start_again(data: Path) -> None:
    """A load that was interrupted leaves half a year: begin with an empty folder."""
    for path in data.iterdir():
        if path.name in {MARKER, "static", "keys"}:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
