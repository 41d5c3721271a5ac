"""PageReading aloud apart from whoever asks: the voice's memory goes with its process, and it cannot hold anyone up.

The voice is an extra. Without it every page still offers its other formats, and says how to ask for a recording.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

PROGRAM = Path(__file__).with_name("speaker.py")
SECONDS = 180  # by the clock on the wall, waiting for a processor included
HOW_TO_INSTALL = "pip install 'steamie[audio]'"
NOT_READ = {"pa-arab", "ku-arab", "zh-yue"}  # tags whose first part has a voice for another script or tongue


class CannotSpeak(Exception):
    """A text cannot be read aloud; its words say why. ``detail`` is the program's own message."""

    def __init__(self, words: str, *, detail: str = "") -> None:
        super().__init__(words)
        self.detail = detail


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("espeakng_loader") is not None and find_spec("lameenc") is not None


@cache
def voices() -> Mapping[str, str]:
    """The voice of each language, by the language's tag."""
    return tomllib.loads((files(__package__) / "voices.toml").read_text())


def voice_for(language: str) -> str:
    """The voice that reads a language; empty where none does."""
    tag = language.lower()
    return "" if tag in NOT_READ else voices().get(tag, "") or voices().get(tag.split("-")[0], "")


def speak(text: str, voice: str) -> bytes:
    """The text read aloud by this voice, as an MP3. Raises ``CannotSpeak``."""
    if not is_installed():
        raise CannotSpeak("No voice is installed here.")
    try:
        done = subprocess.run(  # noqa: S603 -- our own program and our own name of a voice; the text goes by its input
            [sys.executable, "-I", str(PROGRAM), voice],
            input=text.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"MALLOC_ARENA_MAX": "1"},
        )
    except subprocess.TimeoutExpired:
        raise CannotSpeak("It took too long to read aloud.") from None
    if done.returncode != 0 or not done.stdout:
        reason = "No voice reads this language." if done.returncode == 3 else "It could not be read aloud."
        raise CannotSpeak(reason, detail=done.stderr.decode(errors="replace")[-2000:])
    return done.stdout
