"""The landlord's mark in a browser's tab and on a phone's first screen: the first letter of its name on a colour of its own."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO

from django.utils.html import escape
from PIL import Image, ImageDraw, ImageFont

SIDES = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}  # pixels
SIDES_OF_ICO = [(16, 16), (32, 32), (48, 48)]
# Dark enough for a white letter (contrast over 7 to 1). The name chooses: two landlords in two tabs mostly differ.
COLOURS = ("#1a5244", "#1d3f72", "#5b2a66", "#7a2533", "#5c3d11", "#27484f")
FONT = files("steamie.printing") / "fonts" / "BricolageGrotesque-Bold.ttf"


def letter_of(name: str) -> str:
    """The first letter or figure of a name, as a capital."""
    return next((sign.upper()[0] for sign in name if sign.isalnum()), "H")


def colour_of(name: str) -> str:
    """The colour that a name is always given."""
    return COLOURS[hashlib.sha256(name.strip().lower().encode()).digest()[0] % len(COLOURS)]


def svg(name: str) -> str:
    """The mark as a drawing, sharp at any size."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="14" fill="{colour_of(name)}"/>'
        '<text x="32" y="34" fill="#fff" font-family="Bricolage Grotesque,Segoe UI,Arial,sans-serif" font-size="44" '
        f'font-weight="700" text-anchor="middle" dominant-baseline="central">{escape(letter_of(name))}</text></svg>'
    )


def png(name: str, side: int) -> bytes:
    """The mark as a picture, edge to edge: a phone rounds the corners itself."""
    return _drawn(letter_of(name), colour_of(name), side, "PNG")


def ico(name: str) -> bytes:
    """The mark in three sizes, for browsers that know no drawing."""
    return _drawn(letter_of(name), colour_of(name), 48, "ICO")


@cache
def _drawn(letter: str, colour: str, side: int, form: str) -> bytes:
    image = Image.new("RGB", (side, side), colour)
    with as_file(FONT) as font:
        face = ImageFont.truetype(str(font), round(side * 0.7))
    ImageDraw.Draw(image).text((side / 2, side / 2), letter, fill="#ffffff", font=face, anchor="mm")
    out = BytesIO()
    image.save(out, form, **({"sizes": SIDES_OF_ICO} if form == "ICO" else {"optimize": True}))
    return out.getvalue()
