"""Sixty files that mean harm, or are broken: what a door for pictures must take or refuse in words, in little memory."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

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


def full_size(colour: int, depth: int, channels: int) -> bytes:
    """A PNG as large as is taken, of this kind of colour."""
    return png(5000, 5000, depth=depth, colour=colour, body=blank(5000, 5000, channels))


def blank(width: int, height: int, channels: int = 3) -> bytes:
    """So many black dots, packed."""
    return packed(height * (1 + width * channels))


def packed(size: int) -> bytes:
    """So many zeros, packed: one packed mebibyte again and again, the rest, and the sum that zlib asks for."""
    packer = zlib.compressobj(9, wbits=-15)
    whole = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    rest = packer.compress(bytes(size % MIB)) + packer.flush()
    return b"\x78\xda" + whole * (size // MIB) + rest + struct.pack(">HH", size % 65_521, 1)


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


Maker = Callable[[], bytes]


class Files(Mapping[str, bytes]):
    """Files by name, each made when it is first asked for: half a minute of work to make all, and few tests want all."""

    def __init__(self, makers: Iterable[tuple[str, Maker]]) -> None:
        self.makers = {name: cache(maker) for name, maker in makers}

    def __getitem__(self, name: str) -> bytes:
        return self.makers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)


def hostile() -> Iterator[tuple[str, Maker]]:
    """Each with its name. None is larger than eleven megabytes."""
    yield from _bombs()
    yield from _of_other_kinds()
    yield from _broken()


def _bombs() -> Iterator[tuple[str, Maker]]:
    yield "dimensions-png", bomb
    yield "dimensions-largest-png", lambda: bomb(2**31 - 1, 2**31 - 1)
    yield "dimensions-thin-png", lambda: bomb(2**31 - 1, 1)
    yield "dimensions-none-png", lambda: bomb(0, 0)
    for colour, channels in ((2, 3), (6, 4), (0, 1), (4, 2)):
        yield f"full-size-{colour}-png", partial(full_size, colour, 8, channels)
        yield f"deep-{colour}-png", partial(full_size, colour, 16, channels * 2)
    yield "a-row-too-long-png", lambda: png(4000, 4000, body=packed(300 * MIB))
    yield "ztxt-png", lambda: png(9, 9, chunk(b"zTXt", b"a\0\0" + packed(400 * MIB)))
    yield "itxt-png", lambda: png(9, 9, chunk(b"iTXt", b"a\0\x01\0\0\0" + packed(400 * MIB)))
    yield "iccp-png", lambda: png(9, 9, chunk(b"iCCP", b"a\0\0" + packed(400 * MIB)))
    yield "many-texts-png", lambda: png(9, 9, *[chunk(b"tEXt", b"a\0" + bytes(50))] * 60_000)
    yield "many-frames-apng", lambda: png(9, 9, chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)))
    yield "frames-gif", lambda: gif_of_frames(100_000)
    yield "dimensions-gif", lambda: b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0) + gif_of_frames(1)[19:]
    yield "full-size-gif", lambda: saved(Image.new("P", (5000, 5000)), "GIF")
    yield "full-size-jpeg", lambda: saved(Image.new("RGB", (14_000, 14_000)), "JPEG", quality=1)
    yield "progressive-jpeg", lambda: saved(Image.new("RGB", (9000, 9000)), "JPEG", quality=1, progressive=True)
    yield "thin-jpeg", lambda: saved(Image.new("L", (65_000, 400)), "JPEG", quality=1)
    yield "inks-jpeg", lambda: saved(Image.new("CMYK", (7000, 7000)), "JPEG", quality=1)
    yield "icc-jpeg", lambda: saved(Image.new("RGB", (64, 48)), "JPEG", icc_profile=b"\0" * 3 * MIB)
    yield (
        "icc-claims-jpeg",
        lambda: saved(Image.new("RGB", (64, 48)), "JPEG", icc_profile=b"\xff" * 128 + b"acsp" + b"\xff" * 4000),
    )
    yield "exif-jpeg", lambda: photo()[:2] + b"\xff\xe1\xff\xffExif\0\0MM\0*\0\0\0\x08" + b"\xff" * 65_519 + photo()[2:]
    yield "segments-jpeg", lambda: jpeg_with_segments(200_000)
    yield "full-size-webp", lambda: saved(Image.new("RGBA", (3700, 3700)), "WEBP", lossless=True, method=0)
    yield "too-large-webp", lambda: saved(Image.new("RGB", (9000, 9000)), "WEBP", quality=1, method=0)
    yield (
        "film-webp",
        lambda: saved(Image.new("RGB", (60, 60)), "WEBP", save_all=True, append_images=[Image.new("RGB", (60, 60), "red")] * 300),
    )
    yield "full-size-avif", lambda: saved(Image.new("RGB", (5000, 5000)), "AVIF", quality=1, speed=10)
    yield (
        "film-avif",
        lambda: saved(Image.new("RGB", (60, 60)), "AVIF", save_all=True, append_images=[Image.new("RGB", (60, 60), "red")] * 50),
    )


def _of_other_kinds() -> Iterator[tuple[str, Maker]]:
    image = Image.new("RGB", (64, 48), "teal")
    yield "svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "svg-entities", lambda: b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'
    yield "html", lambda: SCRIPT
    yield "tiff", lambda: saved(image, "TIFF")
    yield "tiff-bomb", lambda: b"II*\0\x08\0\0\0" + b"\xff" * 5000
    yield "jpeg-2000", lambda: saved(image, "JPEG2000")
    yield "bmp", lambda: saved(image, "BMP")
    yield "ico", lambda: saved(image, "ICO")
    yield "pdf", lambda: saved(image, "PDF")
    yield "eps", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n"
    yield "psd", lambda: b"8BPS\0\x01" + bytes(6) + b"\0\x03" + b"\xff" * 200
    yield "zip", lambda: b"PK\x03\x04" + bytes(100)
    yield "program", lambda: b"\x7fELF" + bytes(200)
    yield "mp4", lambda: struct.pack(">I", 24) + b"ftypisom" + bytes(200)
    yield "polyglot", polyglot
    yield "zip-behind-a-photo", lambda: photo() + b"PK\x03\x04" + bytes(1000)


def _broken() -> Iterator[tuple[str, Maker]]:
    yield "empty", lambda: b""
    yield "one-byte", lambda: b"\xff"
    yield "eleven-megabytes", lambda: b"\xff\xd8\xff" + bytes(11 * MIB)
    yield "half-jpeg", lambda: photo(size=(300, 300))[:-200]
    yield "half-png", lambda: photo("PNG")[:60]
    yield "half-webp", lambda: photo("WEBP")[:-20]
    yield "half-heic", lambda: heic()[:-300]
    yield "half-avif", lambda: saved(Image.new("RGB", (64, 48)), "AVIF")[:-40]
    yield "nonsense-heic", lambda: ftyp(b"heic")
    yield "nonsense-avif", lambda: ftyp(b"avif")
    yield "head-only-gif", lambda: b"GIF89a" + bytes(40)
    yield "head-only-jpeg", lambda: b"\xff\xd8\xff\xe0" + SCRIPT
