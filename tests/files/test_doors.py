"""Every door for pictures: the same way in, the same colours, and every hostile file answered in words."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model

from steamie.channels.models import Channel
from steamie.content.suggestions.actions.links import make_link
from steamie.content.suggestions.secrets import new_ticket
from steamie.files import pictures
from steamie.files.models import Picture
from steamie.people.models import Person

from .hostile import Files, hostile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
CASES = Path(__file__).with_name("cases")
DOORS = ("website", "link", "composer", "editor")
Send = Callable[[str, bytes], HttpResponse]
Image_ = get_image_model()
COLOURS = {"21-adobe-rgb.jpg": (200, 60, 60), "24-phone.heic": (220, 40, 41)}
ALL = Files(hostile())


@pytest.fixture(autouse=True)
def _patient_and_in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA = tmp_path
    monkeypatch.setattr(pictures, "SECONDS", 300)


@pytest.fixture
def send(officer: Person) -> Send:
    """Send a file to a door."""
    channel = Channel.objects.create(kind="website", name="Website", created_at=timezone.now())
    _, secret = make_link(label="Poster", group="forum", personal=False, days=30, by=officer)
    visitor, desk = Client(), Client()
    desk.force_login(officer)
    numbers = iter(range(1, 250))

    def sent(door: str, data: bytes) -> HttpResponse:
        ticket = new_ticket(timezone.now() - timedelta(minutes=1))
        words = {"text": "News", "group": "residents", "ticket": ticket}
        post = {"title": "News", "share": "ours", "when": "", f"text_{channel.pk}": "News", "picture_alt": "A square"}
        image = {"title": "x", "description": "A square", "tags": ""}
        client, address, name, rest = {
            "website": (visitor, reverse("suggestions:suggest"), "picture", words),
            "link": (visitor, reverse("suggestions:by_link", args=[secret]), "picture", words),
            "composer": (desk, reverse("posts:new"), "picture", post),
            "editor": (desk, reverse("wagtailimages:add"), "file", image),
        }[door]
        file = SimpleUploadedFile("picture.jpg", data, "image/jpeg")
        return client.post(address, {**rest, name: file}, REMOTE_ADDR=f"192.0.2.{next(numbers)}")

    return sent


def colour(door: str) -> tuple[int, ...]:
    """Of the picture that came in by this door."""
    row = Image_.objects.get() if door == "editor" else Picture.objects.get()
    with row.file.open("rb") as file, Image.open(io.BytesIO(file.read())) as image:
        assert not image.info.get("icc_profile")
        return image.convert("RGB").getpixel((30, 20))


@pytest.mark.parametrize("door", ["website", "link", "editor"])
@pytest.mark.parametrize("case", ["21-adobe-rgb.jpg", "24-phone.heic"])
def test_colours_come_in_as_they_look(send: Send, door: str, case: str) -> None:
    answer = send(door, (CASES / case).read_bytes())
    assert answer.status_code == 302, answer.content.decode()
    assert all(abs(one - other) <= 3 for one, other in zip(colour(door), COLOURS[case], strict=True))


@pytest.mark.long
@pytest.mark.parametrize("door", DOORS)
def test_hostile_files_are_answered_in_words(send: Send, door: str) -> None:
    """A dozen here, of all kinds; ``benchmarks/pictures.py --doors`` sends every one to each door."""
    for name in list(ALL)[:: 1 if os.environ.get("EVERY_HOSTILE_PICTURE") else len(ALL) // 12]:
        answer = send(door, ALL[name])
        assert answer.status_code < 500, name


def test_a_phone_of_the_other_kind_is_taken(send: Send) -> None:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 60, 60)).save(out, "AVIF", quality=95)
    assert send("website", out.getvalue()).status_code == 302
    assert all(abs(one - other) <= 3 for one, other in zip(colour("website"), (200, 60, 60), strict=True))


@pytest.mark.parametrize(
    ("image", "options", "says"),
    [
        (Image.new("RGB", (40, 40)), {"save_all": True, "append_images": [Image.new("RGB", (40, 40), "red")]}, "frames"),
        (Image.new("RGBA", (40, 40), (255, 0, 0, 9)), {}, "transparency"),
        (Image.new("L", (3000, 9)), {}, "size"),
    ],
)
def test_what_was_not_kept_is_said(image: Image.Image, options: dict[str, object], says: str) -> None:
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    picture = pictures.clean(io.BytesIO(out.getvalue()))
    assert picture.losses == (says,)
    assert len(picture.sentences) == 1


def test_an_editor_is_told_what_was_not_kept(officer: Person) -> None:
    """By Wagtail's own pages, whichever of its forms it came in by; and not of a picture that was not saved."""
    out = io.BytesIO()
    Image.new("RGB", (3000, 30)).save(out, "JPEG")
    desk = Client()
    desk.force_login(officer)

    for address, prefix in (("wagtailimages:add", ""), ("wagtailimages_chooser:create", "image-chooser-upload-")):
        file = SimpleUploadedFile("picture.jpg", out.getvalue(), "image/jpeg")
        whole = {f"{prefix}title": "x", f"{prefix}description": "A square", f"{prefix}tags": "", f"{prefix}file": file}
        desk.post(reverse(address), whole)
        assert "It was made smaller." in desk.get(reverse("wagtailimages:index")).content.decode(), address
        file.seek(0)
        desk.post(reverse(address), whole | {f"{prefix}description": ""})
        assert "It was made smaller." not in desk.get(reverse("wagtailimages:index")).content.decode(), address


def test_colours_beyond_a_screen_are_said_and_those_within_are_not() -> None:
    with Image.open(CASES / "21-adobe-rgb.jpg") as case:
        profile = case.info["icc_profile"]
    losses = []
    for shade in ((20, 250, 30), (128, 120, 110)):
        out = io.BytesIO()
        Image.new("RGB", (64, 48), shade).save(out, "PNG", icc_profile=profile)
        losses.append(pictures.clean(io.BytesIO(out.getvalue())).losses)
    assert losses == [("colours",), ()]
