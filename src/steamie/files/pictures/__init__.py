"""Making a stranger's picture safe: looked at by its first bytes, decoded apart, and encoded afresh."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import filetype
from django.core.exceptions import ValidationError

from .losses import sentences
from .turns import turn

LARGEST = 10 * 1024 * 1024  # bytes
SECONDS = 20
PATIENCE = 120  # seconds that whoever can wait, waits for a turn
SIDE = 2048  # dots: the longest side of a picture that is kept
# By their first bytes. Of what moves, the first picture is kept. The last two are what telephones keep.
TYPES = {"image/jpeg", "image/png", "image/apng", "image/webp", "image/gif", "image/heic", "image/avif"}
NAMES = "JPEG, PNG, WebP, GIF, HEIC or AVIF"
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/heic,image/avif,.heic,.avif"  # for the form's ``accept``
DECODER = Path(__file__).with_name("decoder.py")


class Readable(Protocol):
    """An open file, or an upload."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes."""


class PictureRefused(ValidationError):
    """The picture cannot be taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as we drew it, and the names of what of the one that was sent is not in it."""

    content: bytes
    losses: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """What could not be kept, for whoever sent it."""
        return sentences(self.losses)


def checked(upload: Readable) -> bytes:
    """The bytes of an upload, if they begin as a picture does and are not too many. Raises ``PictureRefused``."""
    data = upload.read(LARGEST + 1)
    if not data:
        raise PictureRefused("The file is empty. Choose another picture.")
    if len(data) > LARGEST:
        raise PictureRefused("The picture is larger than 10 MB. Choose a smaller one.")
    kind = filetype.guess(data)
    if kind is None or kind.mime not in TYPES:
        raise PictureRefused(f"This is not a {NAMES} picture. Choose a photo in one of those formats.")
    return data


def clean(upload: Readable, *, side: int = SIDE, same_kind: bool = False, patience: float = PATIENCE) -> CleanPicture:
    """The picture drawn afresh in sRGB, upright, no side longer than ``side`` dots, without position or camera data.

    A JPEG; with ``same_kind`` a PNG stays a PNG and a WebP a WebP, see-through parts included. Raises ``PictureRefused``, or
    ``turns.NoTurn`` when two others were still being decoded after ``patience`` seconds.
    """
    return decoded(checked(upload), side=side, same_kind=same_kind, patience=patience)


def decoded(data: bytes, *, side: int = SIDE, same_kind: bool = False, patience: float = PATIENCE) -> CleanPicture:
    """As ``clean``, of bytes that were ``checked``."""
    command = [sys.executable, "-I", str(DECODER), str(side), "same" if same_kind else "jpeg"]
    try:
        with turn(patience=patience):
            done = subprocess.run(  # noqa: S603 - our own program, no shell, no argument from outside
                command, input=data, capture_output=True, timeout=SECONDS, check=False, env={}
            )
    except subprocess.TimeoutExpired:
        raise PictureRefused("The picture took too long to open. Choose another one.") from None
    remarks = done.stderr.decode(errors="replace")
    if done.returncode == 0 and done.stdout:
        return CleanPicture(done.stdout, tuple(remarks.split()))
    reason = remarks if done.returncode == 3 else "It could not be opened."
    raise PictureRefused(f"We could not use this picture. {reason} Choose another one.")
