"""Run as a program of its own: reads a picture on standard input, writes a fresh JPEG on standard output.

It decodes what a stranger sent, so it lives in a process with little memory and little time, and imports nothing of the house.
Exit 0: the JPEG. Exit 3: refused, the reason on standard error.
"""

import io
import resource
import sys

MEMORY = 768 * 1024 * 1024  # bytes of address space; 25 megapixels need about 200 MB at most
SECONDS = 15  # of processor time
PIXELS = 25_000_000
SIDE = 2048


def refuse(reason: str) -> None:
    """Say why, and end."""
    sys.stderr.write(reason)
    sys.exit(3)


def main() -> None:
    """Decode, turn upright, shrink, and encode with nothing but the pixels."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from PIL import Image, ImageOps  # noqa: PLC0415 - only once the limits hold

    Image.MAX_IMAGE_PIXELS = None  # our own, smaller limit is below
    data = sys.stdin.buffer.read()
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > PIXELS:  # the header says so; nothing is decoded yet
                refuse(f"It is {image.width} by {image.height} dots, more than the 25 million we can take.")
            image.load()
            upright = ImageOps.exif_transpose(image)
            sys.stdout.buffer.write(encode(upright))
    except MemoryError:
        refuse("It needs too much memory to open.")
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError):
        refuse("It could not be opened: it may be damaged, or not a picture.")


def encode(image):
    """A JPEG on a white ground, at most 2048 dots a side, with no data beside the pixels."""
    from PIL import Image  # noqa: PLC0415 - as above

    image.thumbnail((SIDE, SIDE))
    layered = image.convert("RGBA")
    flat = Image.new("RGB", layered.size, "white")
    flat.paste(layered, mask=layered.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
