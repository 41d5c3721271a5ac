"""Cutting a picture of ours to a shape. The cut one is a picture of its own; the whole one stays."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from PIL import Image

from steamie.files.actions import keep_cleaned
from steamie.files.models import Picture
from steamie.files.pictures import CleanPicture
from steamie.files.pictures.verifying import verified_bytes
from steamie.people.models import Person

QUALITY = 90  # of 100, as JPEG counts it
WIDE = 1200 / 630  # as a link card is drawn
SHAPES = {  # the shape, and which part stays: 0 is the top or the left, 1 the bottom or the right
    "wide": (WIDE, 0.5),
    "wide-top": (WIDE, 0.0),
    "wide-bottom": (WIDE, 1.0),
    "square": (1.0, 0.5),
    "square-start": (1.0, 0.0),
    "square-end": (1.0, 1.0),
}
LABELS = [
    ("", "The whole picture"),
    ("wide", "Wide, the middle"),
    ("wide-top", "Wide, the top"),
    ("wide-bottom", "Wide, the bottom"),
    ("square", "Square, the middle"),
    ("square-start", "Square, the left or top"),
    ("square-end", "Square, the right or bottom"),
]


def cut(picture: Picture, shape: str, *, by: Person, at: datetime | None = None) -> Picture:
    """The picture in a shape of ``SHAPES``, kept as a new one. Raises ``PictureAltered`` when its file is not the one we kept."""
    with Image.open(BytesIO(verified_bytes(picture))) as whole:  # drawn by ourselves once, so it may be opened here
        part = whole.convert("RGB").crop(box(whole.width, whole.height, *SHAPES[shape]))
    out = BytesIO()
    part.save(out, "JPEG", quality=QUALITY)
    clean = CleanPicture(out.getvalue())
    return keep_cleaned(picture=clean, shows_people=picture.shows_people, consent=picture.consent, by=by, at=at)


def box(width: int, height: int, ratio: float, where: float) -> tuple[int, int, int, int]:
    """The largest part of this ratio: left, top, right and bottom. ``where``: 0 keeps the start of the longer side, 1 its end."""
    if width > height * ratio:
        part = max(round(height * ratio), 1)
        left = round((width - part) * where)
        return left, 0, left + part, height
    part = max(round(width / ratio), 1)
    top = round((height - part) * where)
    return 0, top, width, top + part
