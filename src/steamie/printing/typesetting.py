"""Setting a page apart from whoever asks: the typesetter's memory goes with its process, and it cannot hold anyone up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SECONDS = 30  # by the clock on the wall, waiting for a processor included
AT_ONCE = threading.BoundedSemaphore(2)  # a crowd of printers waits its turn instead of filling the machine
FONT_PACKAGES = ("fontpkg_noto_sans_arabic", "fontpkg_noto_sans_devanagari")
ANY_SCRIPT = "--fonts-of-this-machine"
PROGRAM = Path(__file__).with_name("typesetter.py")
# One thread with one heap: for each further one the system would set aside memory out of the little there is.
SURROUNDINGS = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
NOT_IN_OUR_FACES = re.compile(r'the text `"(.+?)"` could not be displayed')


class CannotTypeset(Exception):
    """A page cannot be set. Its words say why, to whoever wrote it; ``detail`` is the typesetter's own message."""

    def __init__(self, words: str, *, detail: str = "") -> None:
        super().__init__(words)
        self.detail = detail


def typeset(
    template: Path, *, data: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None, any_script: bool = False
) -> bytes:
    """A tagged PDF (PDF/UA-1) of a Typst file. What people wrote reaches it as ``data.json`` beside it, never as code, and
    pictures by their names. ``any_script``: letters that ours do not have may come from the fonts of this machine.
    Raises ``CannotTypeset``."""
    files = {template.name: template.read_bytes(), "data.json": json.dumps(dict(data)).encode(), **(pictures or {})}
    with tempfile.TemporaryDirectory() as name:
        for file, content in files.items():
            (Path(name) / file).write_bytes(content)
        return _set(Path(name) / template.name, [ANY_SCRIPT, *more_fonts()] if any_script else [])


@cache
def more_fonts() -> tuple[str, ...]:
    """Folders of the fonts that the extra ``fonts`` brings; none without it."""
    found = (find_spec(package) for package in FONT_PACKAGES)
    return tuple(str(Path(spec.origin).with_name("files")) for spec in found if spec and spec.origin)


def _set(file: Path, wishes: list[str]) -> bytes:
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603 -- our own program, no shell, no argument from outside
                [sys.executable, "-I", str(PROGRAM), str(file), *wishes],
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env=SURROUNDINGS,
            )
    except subprocess.TimeoutExpired:
        raise CannotTypeset("It took too long to lay out.") from None
    if done.returncode == 0 and done.stdout:
        return done.stdout
    raise _why_not(done.returncode, done.stderr.decode(errors="replace")[:2000])


def _why_not(status: int, output: str) -> CannotTypeset:
    if status < 0:  # ended by the kernel, or by itself when it was given no more memory
        return CannotTypeset("It took too much time or memory to lay out.", detail=output)
    if missing := NOT_IN_OUR_FACES.search(output):
        return CannotTypeset(f"Our printed letters have no “{missing[1]}”.", detail=output)
    return CannotTypeset("It could not be laid out.", detail=output)
