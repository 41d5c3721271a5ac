"""Sixty files that mean harm, or are broken: what a door for pictures must take or refuse in words, in little memory."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from .pictures_of_all_sorts import SCRIPT, bomb, heic, photo, polyglot

MIB = 1024 * 1024


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *before: bytes, depth: int = 8, colour: int = 2, body: bytes = b"") -> bytes:
    """A PNG of our own making, with these parts before its dots."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(before) + chunk(b"IDAT", body or blank(width, height)) + chunk(b"IEND", b"")


def blank(width: int, height: int, channels: int = 3) -> bytes:
    """So many black dots, packed."""
    packer, row = zlib.compressobj(9), bytes(1 + width * channels)
    return b"".join(packer.compress(row) for _ in range(height)) + packer.flush()


def packed(size: int) -> bytes:
    """So many zeros, packed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(size // MIB)) + packer.flush()


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    """The file of an image."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def gif_of_frames(number: int) -> bytes:
    """A film of single dots."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x21\xf9\x04\0\0\0\0\0" + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
    return head + frame * number + b";"


def jpeg_with_segments(number: int) -> bytes:
    """A photo with very many remarks."""
    data = photo()
    return data[:2] + (b"\xff\xfe" + struct.pack(">H", 4) + b"hi") * number + data[2:]


def ftyp(brand: bytes, rest: bytes = b"\xff" * 4000) -> bytes:
    """The beginning of a HEIC or AVIF, and nonsense."""
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(4) + brand + b"mif1" + rest


def hostile() -> Iterator[tuple[str, bytes]]:
    """Each with its name. None is larger than eleven megabytes."""
    yield from _bombs()
    yield from _of_other_kinds()
    yield from _broken()


def _bombs() -> Iterator[tuple[str, bytes]]:
    yield "dimensions-png", bomb()
    yield "dimensions-largest-png", bomb(2**31 - 1, 2**31 - 1)
    yield "dimensions-thin-png", bomb(2**31 - 1, 1)
    yield "dimensions-none-png", bomb(0, 0)
    for colour, channels in ((2, 3), (6, 4), (0, 1), (4, 2)):
        yield f"full-size-{colour}-png", png(5000, 5000, colour=colour, body=blank(5000, 5000, channels))
        yield f"deep-{colour}-png", png(5000, 5000, depth=16, colour=colour, body=blank(5000, 5000, channels * 2))
    yield "a-row-too-long-png", png(4000, 4000, body=packed(300 * MIB))
    yield "ztxt-png", png(9, 9, chunk(b"zTXt", b"a\0\0" + packed(400 * MIB)))
    yield "itxt-png", png(9, 9, chunk(b"iTXt", b"a\0\x01\0\0\0" + packed(400 * MIB)))
    yield "iccp-png", png(9, 9, chunk(b"iCCP", b"a\0\0" + packed(400 * MIB)))
    yield "many-texts-png", png(9, 9, *[chunk(b"tEXt", b"a\0" + bytes(50))] * 60_000)
    yield "many-frames-apng", png(9, 9, chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)))
    yield "frames-gif", gif_of_frames(100_000)
    yield "dimensions-gif", b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0) + gif_of_frames(1)[19:]
    yield "full-size-gif", saved(Image.new("P", (5000, 5000)), "GIF")
    yield "full-size-jpeg", saved(Image.new("RGB", (14_000, 14_000)), "JPEG", quality=1)
    yield "progressive-jpeg", saved(Image.new("RGB", (9000, 9000)), "JPEG", quality=1, progressive=True)
    yield "thin-jpeg", saved(Image.new("L", (65_000, 400)), "JPEG", quality=1)
    yield "inks-jpeg", saved(Image.new("CMYK", (7000, 7000)), "JPEG", quality=1)
    yield "icc-jpeg", saved(Image.new("RGB", (64, 48)), "JPEG", icc_profile=b"\0" * 3 * MIB)
    yield "icc-claims-jpeg", saved(Image.new("RGB", (64, 48)), "JPEG", icc_profile=b"\xff" * 128 + b"acsp" + b"\xff" * 4000)
    yield "exif-jpeg", photo()[:2] + b"\xff\xe1\xff\xffExif\0\0MM\0*\0\0\0\x08" + b"\xff" * 65_519 + photo()[2:]
    yield "segments-jpeg", jpeg_with_segments(200_000)
    yield "full-size-webp", saved(Image.new("RGBA", (3700, 3700)), "WEBP", lossless=True, method=0)
    yield "too-large-webp", saved(Image.new("RGB", (9000, 9000)), "WEBP", quality=1, method=0)
    yield (
        "film-webp",
        saved(Image.new("RGB", (60, 60)), "WEBP", save_all=True, append_images=[Image.new("RGB", (60, 60), "red")] * 300),
    )
    yield "full-size-avif", saved(Image.new("RGB", (5000, 5000)), "AVIF", quality=1, speed=10)
    yield (
        "film-avif",
        saved(Image.new("RGB", (60, 60)), "AVIF", save_all=True, append_images=[Image.new("RGB", (60, 60), "red")] * 50),
    )


def _of_other_kinds() -> Iterator[tuple[str, bytes]]:
    image = Image.new("RGB", (64, 48), "teal")
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "svg-entities", b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'
    yield "html", SCRIPT
    yield "tiff", saved(image, "TIFF")
    yield "tiff-bomb", b"II*\0\x08\0\0\0" + b"\xff" * 5000
    yield "jpeg-2000", saved(image, "JPEG2000")
    yield "bmp", saved(image, "BMP")
    yield "ico", saved(image, "ICO")
    yield "pdf", saved(image, "PDF")
    yield "eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n"
    yield "psd", b"8BPS\0\x01" + bytes(6) + b"\0\x03" + b"\xff" * 200
    yield "zip", b"PK\x03\x04" + bytes(100)
    yield "program", b"\x7fELF" + bytes(200)
    yield "mp4", struct.pack(">I", 24) + b"ftypisom" + bytes(200)
    yield "polyglot", polyglot()
    yield "zip-behind-a-photo", photo() + b"PK\x03\x04" + bytes(1000)


def _broken() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "one-byte", b"\xff"
    yield "eleven-megabytes", b"\xff\xd8\xff" + bytes(11 * MIB)
    yield "half-jpeg", photo(size=(300, 300))[:-200]
    yield "half-png", photo("PNG")[:60]
    yield "half-webp", photo("WEBP")[:-20]
    yield "half-heic", heic()[:-300]
    yield "half-avif", saved(Image.new("RGB", (64, 48)), "AVIF")[:-40]
    yield "nonsense-heic", ftyp(b"heic")
    yield "nonsense-avif", ftyp(b"avif")
    yield "head-only-gif", b"GIF89a" + bytes(40)
    yield "head-only-jpeg", b"\xff\xd8\xff\xe0" + SCRIPT
