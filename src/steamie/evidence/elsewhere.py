"""Where anchors are kept off this machine: whoever owns it can rewrite everything on it, and not what has left it.

A folder that is another machine's (``settings.ANCHORS_FOLDER``), a command that takes the line to somewhere else
(``settings.ANCHORS_COMMAND``), and letters to the auditor, of which a room above knows which ones were taken.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from . import anchors
from .anchors import Anchor

COMMAND_SECONDS = 20
_witnesses: list[Callable[[], int]] = []


class NotPushed(Exception):
    """An anchor could not be taken elsewhere; the message says why."""


def witness(newest: Callable[[], int]) -> Callable[[], int]:
    """Register what answers with the last event that something off this machine vouches for; 0 for none."""
    if newest not in _witnesses:
        _witnesses.append(newest)
    return newest


def is_set_up() -> bool:
    """Whether a folder or a command is named."""
    return bool(folder_file() or settings.ANCHORS_COMMAND)


def push() -> None:
    """Take every anchor elsewhere that is not there yet. Raises ``NotPushed`` when one place did not take it."""
    lines = [one for one in anchors.read() if isinstance(one, Anchor)]
    problems = [problem for send in (_to_folder, _by_command) if (problem := send(lines))]
    if problems:
        raise NotPushed(" ".join(problems))


def in_folder() -> list[Anchor]:
    """The anchors in the folder; none when there is no folder, or it cannot be read."""
    file = folder_file()
    try:
        return [one for one in anchors.read(file) if isinstance(one, Anchor)] if file else []
    except OSError:
        return []


def vouched() -> int:
    """The number of the last event that something off this machine vouches for; 0 when nothing does."""
    by_folder = max((one.number for one in in_folder()), default=0)
    return max([by_folder, _by_log(), *(newest() for newest in _witnesses)])


def folder_file() -> Path | None:
    """The copy in the folder, one for each installation; None when no folder is named."""
    return Path(settings.ANCHORS_FOLDER) / "steamie-anchors.log" if settings.ANCHORS_FOLDER else None


def _log() -> Path:
    """What the command has taken: the last line it accepted."""
    return anchors.path().with_name("pushed.log")


def _by_log() -> int:
    lines = [one for one in anchors.read(_log()) if isinstance(one, Anchor)] if settings.ANCHORS_COMMAND else []
    return max((one.number for one in lines), default=0)


def _to_folder(lines: list[Anchor]) -> str:
    """Append what is missing; the folder may let files grow and nothing else."""
    file = folder_file()
    if file is None:
        return ""
    try:
        there = {(one.number, one.digest) for one in anchors.read(file) if isinstance(one, Anchor)}
        missing = [f"{one}\n" for one in lines if (one.number, one.digest) not in there]
        if missing:
            with file.open("a", encoding="utf-8") as out:
                out.writelines(missing)
                out.flush()
                os.fsync(out.fileno())
    except OSError as problem:
        return f"The folder for anchors, {file.parent}, did not take them: {problem.strerror}."
    return ""


def _by_command(lines: list[Anchor]) -> str:
    """Give the command every line it has not taken yet on its standard input; it takes all of them or fails."""
    done = _by_log()
    new = [one for one in lines if one.number > done]
    if not settings.ANCHORS_COMMAND or not new:
        return ""
    text = "".join(f"{one}\n" for one in new)
    try:
        command = shlex.split(settings.ANCHORS_COMMAND)
        ran = subprocess.run(  # noqa: S603 -- the operator's own command, from the settings
            command, input=text, capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as problem:
        return f"The command for anchors did not run: {problem}."
    if ran.returncode:
        return f"The command for anchors failed with {ran.returncode}: {ran.stderr.strip()[-200:]}"
    _log().write_text(f"{new[-1]}\n", encoding="utf-8")
    return ""
