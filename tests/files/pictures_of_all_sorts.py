"""Pictures good and bad, made here."""

from __future__ import annotations

import io
import struct
import zlib

import pillow_heif
from PIL import Image, ImageCms


def photo(form: str = "JPEG", size: tuple[int, int] = (64, 48), *, gps: bool = False, mode: str = "RGB") -> bytes:
    """A small picture; with ``gps``, one that says where it was taken."""
    image = Image.new(mode, size, "teal")
    options = {}
    if gps:
        exif = Image.Exif()
        exif[0x010F] = "Spycam"
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (55.0, 54.0, 0.0)
        options["exif"] = exif
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few bytes of PNG whose header promises a picture of many gigabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def heic() -> bytes:
    """A picture as a telephone keeps it."""
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), (200, 60, 60))).save(out, quality=95)
    return out.getvalue()


def in_wide_colours(colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour as sRGB has it, written in a wider space of our own making: its profile says which."""
    wide = _profile(primaries=((0.6400, 0.3300), (0.2100, 0.7100), (0.1500, 0.0600)), gamma=563 / 256)
    image = Image.new("RGB", (64, 48), colour)
    theirs = ImageCms.ImageCmsProfile(io.BytesIO(wide))
    written = ImageCms.profileToProfile(image, ImageCms.createProfile("sRGB"), theirs)
    assert written.getpixel((0, 0)) != colour
    out = io.BytesIO()
    written.save(out, "JPEG", quality=95, icc_profile=wide)
    return out.getvalue()


def _profile(*, primaries: tuple[tuple[float, float], ...], gamma: float) -> bytes:
    """A display's colour profile (ICC version 2) with these primaries, its white at D50."""

    def xyz(x: float, y: float, z: float) -> bytes:
        return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65_536) for value in (x, y, z)))

    columns = [(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]
    white = (0.9642, 1.0, 0.8249)
    parts = _weights(columns, white)
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    words = b"desc" + bytes(4) + struct.pack(">I", 5) + b"Wide\0" + bytes(8) + bytes(70) + bytes(1)
    tags = {b"desc": words, b"cprt": b"text" + bytes(4) + b"none\0", b"wtpt": xyz(*white)}
    for name, column, part in zip(b"rgb", columns, parts, strict=True):
        tags[bytes([name]) + b"XYZ"] = xyz(*(value * part for value in column))
        tags[bytes([name]) + b"TRC"] = curve
    return _bound(tags)


def _weights(columns: list[tuple[float, ...]], white: tuple[float, ...]) -> list[float]:
    """How much of each primary makes white: three equations, by Cramer's rule."""

    def determinant(a: tuple[float, ...], b: tuple[float, ...], c: tuple[float, ...]) -> float:
        cross = (b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0])
        return sum(one * other for one, other in zip(a, cross, strict=True))

    whole = determinant(*columns)
    return [determinant(*(white if at == number else column for at, column in enumerate(columns))) / whole for number in range(3)]


def _bound(tags: dict[bytes, bytes]) -> bytes:
    """The tags as one file."""
    start, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x0210_0000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    head += bytes(28) + struct.pack(">3i", 63_190, 65_536, 54_061)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


SCRIPT = b"<html><script>alert(document.domain)</script></html>"


def polyglot() -> bytes:
    """A good JPEG that is also a web page: in a comment, and after its end."""
    data = photo()
    comment = b"\xff\xfe" + struct.pack(">H", len(SCRIPT) + 2) + SCRIPT
    return data[:2] + comment + data[2:] + SCRIPT
