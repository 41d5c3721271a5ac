"""Run as a program of its own: reads a picture on standard input, writes a fresh one on standard output.

It decodes what a stranger sent, so it lives in a process with little memory and little time, and imports nothing of the house.
Arguments: the longest side in dots, and ``jpeg`` or ``same`` (a PNG stays a PNG, a WebP a WebP; everything else becomes a JPEG).
Exit 0: the picture; on standard error, the names of what could not be kept (``Loss`` in ``losses.py``), one a line.
Exit 3: refused, the reason on standard error.
"""

from __future__ import annotations

import contextlib
import io
import resource
import sys
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image, ImageFile

MIB = 1024 * 1024
DATA, ADDRESSES = (
    264 * MIB,
    1024 * MIB,
)  # bytes of its own, and of address space; its libraries take 40 MiB beside
SECONDS = 15  # of processor time
# Most dots by the header, before anything is decoded. A JPEG is made smaller while it is decoded, so it may be larger.
PIXELS = {"JPEG": 200_000_000, "MPO": 200_000_000, "HEIF": 50_000_000, "WEBP": 12_000_000}
PIXELS_ELSE = DECODED = 25_000_000
BYTES_16, BYTES_8 = 65_535, 255  # the brightest a dot can be
STRIP = 128  # lines
CLIPPED = 0.005  # of the dots: from here on, colours that a screen cannot show are worth a sentence
TRANSPOSED = 0x0112  # the Exif number of "which way up"; every camera writes it, and we keep what it says
HIGH_EFFICIENCY, AVIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), (b"avif", b"avis")


def refuse(reason: str) -> NoReturn:
    """Say why, and end."""
    sys.stderr.write(reason)
    sys.exit(3)


def main() -> None:
    """Decode, turn upright, shrink, bring to plain sRGB, and encode with nothing but the pixels."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_DATA, (DATA, DATA))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it answers by its pipe, and writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    side, kind = int(sys.argv[1]), sys.argv[2]
    from PIL import Image  # noqa: PLC0415 - only once the limits hold

    Image.MAX_IMAGE_PIXELS = None  # our own, smaller limits are above
    data = sys.stdin.buffer.read()
    try:
        with Image.open(io.BytesIO(data), formats=_formats(data)) as image:
            del data
            drawn, losses = draw(image, side, kind)
    except MemoryError:
        refuse("It needs too much memory to open.")
    except Exception:  # noqa: BLE001 - whatever a broken file does to a library, the sender is told the same
        refuse("It could not be opened: it may be damaged, or not a picture.")
    sys.stderr.write("\n".join(losses))
    sys.stdout.buffer.write(drawn)


def draw(image: ImageFile.ImageFile, side: int, kind: str) -> tuple[bytes, list[str]]:
    """The fresh picture, and the names of what of the old one is not in it."""
    size = image.size
    measure(image, side)
    losses = list(_unseen(image))
    kind = image.format if kind == "same" and image.format in ("PNG", "WEBP") else "JPEG"
    picture, clipped = upright(image, side)
    if clipped:
        losses.append("colours")
    if kind == "JPEG" and picture.mode == "RGBA":
        if picture.getchannel("A").getextrema() != (BYTES_8, BYTES_8):
            losses.append("transparency")
        picture = _on_white(picture)
    if max(size) > side:
        losses.append("size")
    return encode(picture, kind), losses


def _formats(data: bytes) -> tuple[str, ...]:
    """What Pillow may take it for. The reader of HEIC is loaded only where there is one to read."""
    if data[4:8] != b"ftyp":
        return ("JPEG", "PNG", "WEBP", "GIF")
    brands = {data[at : at + 4] for at in range(8, min(int.from_bytes(data[:4], "big"), 128), 4)}
    if brands & set(AVIF):
        from PIL import AvifImagePlugin  # noqa: PLC0415 - as above

        AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread takes memory for itself
        return ("AVIF",)
    if not brands & set(HIGH_EFFICIENCY):
        refuse("It could not be opened: it may be damaged, or not a picture.")
    import pillow_heif  # noqa: PLC0415 - as above

    pillow_heif.options.THUMBNAILS = False
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener()
    return ("HEIF",)


def measure(image: Image.Image, side: int) -> None:
    """Refuse by the header alone what has too many dots; nothing is decoded yet. A large JPEG will be decoded smaller."""
    most = PIXELS.get(image.format or "", PIXELS_ELSE)
    if image.width * image.height > most:
        refuse(f"It is {image.width} by {image.height} dots, more than the {most // 1_000_000} million we can take.")
    image.draft(image.mode, (side, side))
    if image.format != "HEIF" and image.width * image.height > DECODED:
        refuse(f"It is {image.width} by {image.height} dots, and too narrow to make smaller.")


def _unseen(image: Image.Image) -> list[str]:
    """What is in the file beside the one picture that is kept."""
    losses = []
    if image.format not in ("MPO", "HEIF") and getattr(image, "is_animated", False):  # a camera's second view is no film
        losses.append("frames")
        image.seek(0)
    with contextlib.suppress(Exception):  # data that nobody can read is left behind all the same
        if set(image.getexif()) - {TRANSPOSED} or image.info.get("xmp") or image.info.get("XML:com.adobe.xmp"):
            losses.append("metadata")
    return losses


def upright(image: ImageFile.ImageFile, side: int) -> tuple[Image.Image, bool]:
    """The picture as it should be looked at, no side longer than ``side``, in sRGB: RGB, or RGBA where one can see through it.

    With it, whether a visible part of its colours lay beyond what sRGB can say.
    """
    from PIL import ImageOps  # noqa: PLC0415 - as above

    profile, way_up = image.info.get("icc_profile"), image.getexif().get(TRANSPOSED, 1)
    small = smaller(image, side)
    small.thumbnail((side, side))  # before it is turned, which takes a copy
    small.getexif()[TRANSPOSED] = way_up
    turned = ImageOps.exif_transpose(small)
    alpha = turned.getchannel("A") if "A" in turned.getbands() else None
    colours = turned.convert({"LA": "L", "RGBA": "RGB"}.get(turned.mode, turned.mode))
    flat, clipped = in_srgb(colours, profile)
    flat = flat.convert("RGB")
    if alpha is not None:
        flat.putalpha(alpha)
    return flat, clipped


def smaller(image: ImageFile.ImageFile, side: int) -> Image.Image:
    """The picture in eight bits, by the whole number that brings it nearest to ``side``.

    It is copied strip by strip, because one whole copy of a large picture is more than the memory there is.
    """
    from PIL import Image  # noqa: PLC0415 - as above

    factor = max(max(image.size) // side, 1)
    size = -(-image.width // factor), -(-image.height // factor)
    small: Image.Image | None = None
    for top, strip in strips(image, STRIP * factor):
        piece = eight_bits(strip)
        piece = piece.reduce(factor) if factor > 1 else piece
        if small is None:
            small = Image.new(piece.mode, size)
        small.paste(piece, (0, top // factor))
    image.close()
    if small is None:
        refuse("It has no dots.")
    return small


def strips(image: ImageFile.ImageFile, height: int) -> Iterator[tuple[int, Image.Image]]:
    """The picture from top to bottom in strips of this height, each with the line it begins at."""
    from PIL import Image  # noqa: PLC0415 - as above

    if image.format == "HEIF":  # Pillow’s own copy of it would be larger than the picture
        import pillow_heif  # noqa: PLC0415 - as above

        file = image.fp or io.BytesIO()
        file.seek(0)
        decoded = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)
        for top in range(0, image.height, height):
            size = (image.width, min(height, image.height - top))
            rows = decoded.data[top * decoded.stride : (top + size[1]) * decoded.stride]
            yield top, Image.frombuffer(decoded.mode, size, bytes(rows), "raw", decoded.mode, decoded.stride, 1)
        return
    image.load()
    see_through: dict[str | tuple[int, int], Any] = {name: image.info[name] for name in ("transparency",) if name in image.info}
    for top in range(0, image.height, height):
        strip = image.crop((0, top, image.width, min(top + height, image.height)))
        strip.info = dict(see_through)
        yield top, strip


def eight_bits(image: Image.Image) -> Image.Image:
    """Eight bits for each colour, none of them cut off; no palette."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (BYTES_8 / BYTES_16)).convert("L")
    if image.mode == "P" or "transparency" in image.info:
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, bool]:
    """The same colours, spelt as screens without colour management take them, and whether some had to be cut to fit.

    A profile that makes no sense, or is one for other inks than the picture's, is passed over.
    """
    if not profile:
        return image, False
    from PIL import ImageCms  # noqa: PLC0415 - as above

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image, False
    if converted is None:
        return image, False
    return converted, image.mode == "RGB" and _newly_extreme(image, converted) > CLIPPED


def _newly_extreme(before: Image.Image, after: Image.Image) -> float:
    """The part of the dots that have a colour at its end now, and had none there before."""
    from PIL import ImageChops  # noqa: PLC0415 - as above

    def at_an_end(picture: Image.Image) -> Image.Image:
        ends = [band.point(lambda value: BYTES_8 if value in (0, BYTES_8) else 0) for band in picture.split()]
        return ImageChops.lighter(ImageChops.lighter(ends[0], ends[1]), ends[2])

    newly = ImageChops.subtract(at_an_end(after), at_an_end(before))
    return newly.histogram()[BYTES_8] / (newly.width * newly.height)


def _on_white(image: Image.Image) -> Image.Image:
    from PIL import Image  # noqa: PLC0415 - as above

    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def encode(image: Image.Image, kind: str) -> bytes:
    """The bytes, with no data beside the pixels."""
    image.info.clear()
    out = io.BytesIO()
    image.save(out, kind, **({"optimize": True} if kind != "WEBP" else {}), **({"quality": 85} if kind != "PNG" else {}))
    return out.getvalue()


if __name__ == "__main__":
    main()
