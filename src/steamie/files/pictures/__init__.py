"""Making a stranger's picture safe: looked at by its first bytes, decoded apart, and encoded afresh."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import filetype
from django.core.exceptions import ValidationError

LARGEST = 10 * 1024 * 1024  # bytes
SECONDS = 20
SIDE = 2048  # dots: the longest side of a picture that is kept
# By their first bytes. Of what moves, the first picture is kept. The last is what telephones keep.
TYPES = {"image/jpeg", "image/png", "image/apng", "image/webp", "image/heic"}
ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,.heic"  # for the form's ``accept``
AT_ONCE = threading.BoundedSemaphore(2)  # a crowd of pictures waits its turn instead of filling the machine
DECODER = Path(__file__).with_name("decoder.py")


class PictureRefused(ValidationError):
    """The picture cannot be taken; the message says why and what to do."""


def clean(upload: BinaryIO, *, side: int = SIDE, same_kind: bool = False) -> bytes:
    """The picture drawn afresh in sRGB, upright, no side longer than ``side`` dots, without position or camera data.

    A JPEG; with ``same_kind`` a PNG stays a PNG and a WebP a WebP, see-through parts included. Raises ``PictureRefused``.
    """
    data = upload.read(LARGEST + 1)
    if not data:
        raise PictureRefused("The file is empty. Choose another picture.")
    if len(data) > LARGEST:
        raise PictureRefused("The picture is larger than 10 MB. Choose a smaller one.")
    kind = filetype.guess(data)
    if kind is None or kind.mime not in TYPES:
        raise PictureRefused("This is not a JPEG, PNG, WebP or HEIC picture. Choose a photo in one of those formats.")
    return _decoded(data, str(side), "same" if same_kind else "jpeg")


def _decoded(data: bytes, *how: str) -> bytes:
    command = [sys.executable, "-I", str(DECODER), *how]
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603 - our own program, no shell, no argument from outside
                command, input=data, capture_output=True, timeout=SECONDS, check=False, env={}
            )
    except subprocess.TimeoutExpired:
        raise PictureRefused("The picture took too long to open. Choose another one.") from None
    if done.returncode == 0 and done.stdout:
        return done.stdout
    reason = done.stderr.decode(errors="replace") if done.returncode == 3 else "It could not be opened."
    raise PictureRefused(f"We could not use this picture. {reason} Choose another one.")
