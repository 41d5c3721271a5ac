"""Pictures from strangers: only pictures come in, and only pixels are kept."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from steamie.evidence.actors import VISITOR
from steamie.files import pictures
from steamie.files.actions import keep_picture
from steamie.files.models import Picture
from steamie.files.pictures import LARGEST, PictureRefused, clean

from .pictures_of_all_sorts import SCRIPT, bomb, heic, in_wide_colours, photo, polyglot


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is refused for what it is, never because the machine is busy."""
    monkeypatch.setattr(pictures, "SECONDS", 300)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_three_formats_come_out_as_jpeg(form: str) -> None:
    cleaned = Image.open(io.BytesIO(clean(io.BytesIO(photo(form))).content))
    assert (cleaned.format, cleaned.size) == ("JPEG", (64, 48))


def cleaned(data: bytes, **how: object) -> Image.Image:
    """The picture as it is kept."""
    return Image.open(io.BytesIO(clean(io.BytesIO(data), **how).content))


def near(seen: object, meant: tuple[int, ...], within: int = 2) -> bool:
    return all(abs(one - other) <= within for one, other in zip(seen, meant, strict=True))


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGBA")])
def test_where_the_kind_is_kept_one_can_still_see_through(form: str, mode: str) -> None:
    picture = cleaned(photo(form, mode=mode), same_kind=True)
    assert (picture.format, picture.mode) == (form, mode if form != "WEBP" else "RGB")  # a WebP that hides nothing says so


def test_see_through_parts_stay_where_the_kind_is_kept() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")
    assert cleaned(out.getvalue(), same_kind=True).getpixel((5, 5))[3] == 0


def test_a_telephones_own_kind_is_taken() -> None:
    picture = cleaned(heic())
    assert (picture.format, picture.size) == ("JPEG", (64, 48))
    assert near(picture.getpixel((30, 20)), (200, 60, 60), within=6), "it was squeezed twice"
    assert not picture.getexif()


def test_wide_colours_are_spelt_as_every_screen_reads_them() -> None:
    """One colour, kept in a space whose primaries lie further out: the same numbers would be paler."""
    picture = cleaned(in_wide_colours((200, 60, 60)))
    assert near(picture.getpixel((30, 20)), (200, 60, 60))
    assert not picture.info.get("icc_profile")


def test_a_profile_that_makes_no_sense_is_passed_over() -> None:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 60, 60)).save(out, "JPEG", quality=95, icc_profile=b"no profile at all" * 20)
    assert near(cleaned(out.getvalue()).getpixel((30, 20)), (200, 60, 60))


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off() -> None:
    out = io.BytesIO()
    Image.new("I;16", (64, 48), 32_768).save(out, "PNG")
    assert near(cleaned(out.getvalue()).getpixel((30, 20)), (128, 128, 128))


def test_four_printing_colours_come_out_as_they_look() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (64, 48), (0, 255, 255, 0)).save(out, "JPEG", quality=95)
    red, green, blue = cleaned(out.getvalue()).getpixel((30, 20))
    assert red > 240
    assert max(green, blue) < 15


def test_a_palette_with_a_see_through_colour_becomes_white() -> None:
    image = Image.new("P", (64, 48), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    out = io.BytesIO()
    image.save(out, "PNG", transparency=1)
    assert cleaned(out.getvalue()).getpixel((30, 20)) == (255, 255, 255)


LARGE = """
import resource, sys
from steamie.files.pictures import clean
clean(open(sys.argv[1], "rb"))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_a_large_photograph_is_shrunk_with_little_memory(tmp_path: Path) -> None:
    """48 megapixels are 146 MB once they are decoded. A JPEG need not be, to be made smaller."""
    file = tmp_path / "large.jpg"
    Image.new("L", (8064, 6048), 128).convert("RGB").save(file, "JPEG", quality=50)
    assert cleaned(file.read_bytes()).size == (2048, 1536)
    done = subprocess.run([sys.executable, "-c", LARGE, file], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 120 * 1024, "kilobytes at most"


def test_of_a_moving_picture_the_first_is_kept() -> None:
    out = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(out, "PNG", save_all=True, append_images=[Image.new("RGB", (9, 9), "blue")])
    red, _, blue = Image.open(io.BytesIO(clean(io.BytesIO(out.getvalue())).content)).getpixel((4, 4))
    assert red > 200 > 50 > blue


def test_place_and_camera_are_gone() -> None:
    before = photo(gps=True)
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(0x8825)
    after = clean(io.BytesIO(before)).content
    assert not Image.open(io.BytesIO(after)).getexif()
    assert b"Spycam" in before
    assert b"Spycam" not in after


def test_a_picture_is_turned_upright_and_made_smaller() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways
    out = io.BytesIO()
    Image.new("RGB", (4000, 3000), "teal").save(out, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(clean(io.BytesIO(out.getvalue())).content)).size == (1536, 2048)


def test_see_through_parts_become_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")
    pixel = Image.open(io.BytesIO(clean(io.BytesIO(out.getvalue())).content)).getpixel((5, 5))
    assert pixel == (255, 255, 255)


def test_a_web_page_hidden_in_a_picture_does_not_survive() -> None:
    assert SCRIPT in polyglot()
    cleaned = clean(io.BytesIO(polyglot())).content
    assert b"script" not in cleaned
    assert Image.open(io.BytesIO(cleaned)).size == (64, 48)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not a JPEG, PNG, WebP, GIF, HEIC or AVIF"),
        (b"GIF89a" + b"\0" * 40, "could not be opened"),
        (b"%PDF-1.7 hello", "not a JPEG, PNG, WebP, GIF, HEIC or AVIF"),
        (SCRIPT, "not a JPEG, PNG, WebP, GIF, HEIC or AVIF"),
        (b"\xff\xd8\xff\xe0" + SCRIPT, "could not be opened"),
        (photo("PNG")[:60], "could not be opened"),
        (photo(size=(300, 300))[:-200], "could not be opened"),
        (b"\xff\xd8\xff" + b"\0" * LARGEST, "larger than 10 MB"),
        (bomb(), "60000 by 60000 dots"),
        (bomb(5001, 5000), "more than the 25 million"),
    ],
    ids=["empty", "svg", "gif", "pdf", "html", "html with jpeg bytes", "half png", "half jpeg", "11 MB", "bomb", "26 MP"],
)
def test_anything_else_is_refused_in_words(data: bytes, says: str) -> None:
    before = work_of_children()
    with pytest.raises(PictureRefused, match=says):
        clean(io.BytesIO(data))
    assert work_of_children() - before < 5


def work_of_children() -> float:
    """Seconds of processor time, which a busy machine does not lengthen, of the programs that opened pictures for us."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.django_db
def test_a_kept_picture_has_a_random_name_and_no_trace_of_its_own() -> None:
    upload = io.BytesIO(photo(gps=True))
    upload.name = "../../jean-brown-45-kinfauns.jpg"
    picture = keep_picture(upload=upload, shows_people=False, consent=False, by=VISITOR)
    assert "jean" not in picture.file.name
    assert picture.file.name.startswith("pictures/")
    assert (picture.width, picture.height, len(picture.digest)) == (64, 48, 64)
    with Image.open(picture.file.path) as kept:
        assert not kept.getexif()


@pytest.mark.django_db
def test_people_are_shown_only_with_their_yes() -> None:
    with pytest.raises(PictureRefused, match="everyone shown said yes"):
        keep_picture(upload=io.BytesIO(photo()), shows_people=True, consent=False, by=VISITOR)
    assert not Picture.objects.exists()
