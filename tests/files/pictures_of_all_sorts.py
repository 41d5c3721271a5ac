"""Pictures good and bad, made here."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image


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


SCRIPT = b"<html><script>alert(document.domain)</script></html>"


def polyglot() -> bytes:
    """A good JPEG that is also a web page: in a comment, and after its end."""
    data = photo()
    comment = b"\xff\xfe" + struct.pack(">H", len(SCRIPT) + 2) + SCRIPT
    return data[:2] + comment + data[2:] + SCRIPT
