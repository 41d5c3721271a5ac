"""Run as a program of its own: reads a picture on standard input, writes a fresh one on standard output.

It decodes what a stranger sent, so it lives in a process with little memory and little time, and imports nothing of the house.
Arguments: the longest side in dots, and ``jpeg`` or ``same`` (a PNG stays a PNG, a WebP a WebP; everything else becomes a JPEG).
Exit 0: the picture. Exit 3: refused, the reason on standard error.
"""

import io
import resource
import sys

MEMORY = 768 * 1024 * 1024  # bytes of address space; 25 megapixels need about 200 MB at most
SECONDS = 15  # of processor time
# Most dots by the header, before anything is decoded. A JPEG is made smaller while it is decoded, so it may be larger.
PIXELS = {"JPEG": 200_000_000, "MPO": 200_000_000, "HEIF": 50_000_000}
PIXELS_ELSE = DECODED = 25_000_000
BYTES_16, BYTES_8 = 65_535, 255  # the brightest a dot can be


def refuse(reason: str) -> None:
    """Say why, and end."""
    sys.stderr.write(reason)
    sys.exit(3)


def main() -> None:
    """Decode, turn upright, shrink, bring to plain sRGB, and encode with nothing but the pixels."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it answers by its pipe, and writes no file
    side, kind = int(sys.argv[1]), sys.argv[2]
    from PIL import Image  # noqa: PLC0415 - only once the limits hold

    Image.MAX_IMAGE_PIXELS = None  # our own, smaller limits are above
    data = sys.stdin.buffer.read()
    try:
        with Image.open(io.BytesIO(data), formats=_formats(data)) as image:
            measure(image, side)
            kind = image.format if kind == "same" and image.format in ("PNG", "WEBP") else "JPEG"
            sys.stdout.buffer.write(encode(upright(image, side), kind))
    except MemoryError:
        refuse("It needs too much memory to open.")
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError):
        refuse("It could not be opened: it may be damaged, or not a picture.")


def _formats(data):
    """What Pillow may take it for. The reader of HEIC is loaded only where there is one to read."""
    if data[4:8] != b"ftyp":
        return ("JPEG", "PNG", "WEBP")
    import pillow_heif  # noqa: PLC0415 - as above

    pillow_heif.options.THUMBNAILS = False
    pillow_heif.register_heif_opener()
    return ("HEIF",)


def measure(image, side):
    """Refuse by the header alone what has too many dots; nothing is decoded yet. A large JPEG will be decoded smaller."""
    most = PIXELS.get(image.format, PIXELS_ELSE)
    if image.width * image.height > most:
        refuse(f"It is {image.width} by {image.height} dots, more than the {most // 1_000_000} million we can take.")
    image.draft(image.mode, (side, side))
    if image.format != "HEIF" and image.width * image.height > DECODED:
        refuse(f"It is {image.width} by {image.height} dots, and too narrow to make smaller.")


def upright(image, side):
    """The picture as it should be looked at, no side longer than ``side``, in sRGB: RGB, or RGBA where one can see through it."""
    from PIL import ImageOps  # noqa: PLC0415 - as above

    profile = image.info.get("icc_profile")
    image.load()
    small = eight_bits(image)
    small.thumbnail((side, side))  # before it is turned, which takes a copy
    turned = ImageOps.exif_transpose(small)
    alpha = turned.getchannel("A") if "A" in turned.getbands() else None
    colours = turned.convert({"LA": "L", "RGBA": "RGB"}.get(turned.mode, turned.mode))
    flat = in_srgb(colours, profile).convert("RGB")
    if alpha is not None:
        flat.putalpha(alpha)
    return flat


def eight_bits(image):
    """Eight bits for each colour, none of them cut off; no palette."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (BYTES_8 / BYTES_16)).convert("L")
    if image.mode == "P" or "transparency" in image.info:
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def in_srgb(image, profile):
    """The same colours, spelt as screens without colour management take them. A profile that makes no sense is passed over."""
    if not profile:
        return image
    from PIL import ImageCms  # noqa: PLC0415 - as above

    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image


def encode(image, kind):
    """The bytes, with no data beside the pixels; a JPEG stands on a white ground."""
    from PIL import Image  # noqa: PLC0415 - as above

    image.info.clear()
    if kind == "JPEG" and image.mode == "RGBA":
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    out = io.BytesIO()
    image.save(out, kind, **({"optimize": True} if kind != "WEBP" else {}), **({"quality": 85} if kind != "PNG" else {}))
    return out.getvalue()


if __name__ == "__main__":
    main()
