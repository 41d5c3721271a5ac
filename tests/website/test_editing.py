"""Wagtail's editor: who gets in, and what it takes."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images.models import Image as Kept

from steamie.people.models import Grant
from steamie.website.editing import GROUP, POLICY
from steamie.website.models import HomePage, TextPage


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def photograph(kind: str = "JPEG", *, size: tuple[int, int] = (80, 60)) -> bytes:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (55.0, 54.0, 0.0)
    exif[0x010F] = "A maker of cameras"
    drawn = BytesIO()
    Image.new("RGB", size, (20, 90, 60)).save(drawn, kind, **({"exif": exif} if kind == "JPEG" else {}))
    return drawn.getvalue()


def upload(client: Client, name: str, content: bytes, media_type: str = "image/jpeg"):
    file = SimpleUploadedFile(name, content, media_type)
    return client.post("/desk/website/images/add/", {"title": "A picture", "file": file, "description": "A door", "tags": ""})


@pytest.fixture(autouse=True)
def _pictures_in_a_folder_of_their_own(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("path", ["", "pages/", "images/", "login/", "reports/", "users/", "account/"])
def test_a_stranger_is_sent_to_our_own_sign_in(home: HomePage, client: Client, path: str) -> None:
    answer = client.get(f"/desk/website/{path}")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


def test_only_offices_that_may_edit_the_website_get_in(
    home: HomePage, officer, colleague, staff, committee, forum, auditor
) -> None:
    for person in (officer, colleague):
        answer = signed_in(person).get("/desk/website/")
        assert answer.status_code == 200, person
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert not person.is_superuser
    for person in (staff, committee, forum, auditor):
        assert signed_in(person).get("/desk/website/").status_code == 403, person


def test_an_office_that_ends_closes_the_editor_at_once(home: HomePage, colleague) -> None:
    client = signed_in(colleague)
    assert client.get("/desk/website/").status_code == 200
    assert colleague.groups.filter(name=GROUP).exists()

    Grant.objects.filter(person=colleague).update(until=date(2021, 1, 1))

    assert client.get("/desk/website/").status_code == 403
    assert not colleague.groups.exists()


def test_membership_of_the_group_alone_opens_nothing(home: HomePage, officer, staff) -> None:
    signed_in(officer).get("/desk/website/")
    staff.groups.add(Group.objects.get(name=GROUP))

    assert signed_in(staff).get("/desk/website/").status_code == 403


def test_editors_write_pages_and_cannot_reach_people_settings_or_documents(home: HomePage, officer) -> None:
    client = signed_in(officer)
    page = TextPage.objects.get(slug="privacy")
    assert client.get(f"/desk/website/pages/{page.pk}/edit/").status_code == 200
    assert client.get(f"/desk/website/pages/{home.pk}/edit/").status_code == 200
    for path in ("users/", "groups/", "sites/", "collections/", "documents/", "documents/add/", "workflows/list/", "locales/"):
        assert client.get(f"/desk/website/{path}").status_code in (302, 403, 404), path


def test_a_script_pasted_into_a_page_is_taken_out(home: HomePage, officer, resident: Client) -> None:
    page = TextPage.objects.get(slug="privacy")
    body = (
        '{"blocks": [{"key": "a", "text": "<script>alert(1)</script> hello", "type": "unstyled", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 5, "key": 0}], "data": {}}], '
        '"entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}}}'
    )
    given = {"title": page.title, "slug": page.slug, "intro": "<script>alert(2)</script>", "body": body, "action-publish": "1"}

    answer = signed_in(officer).post(f"/desk/website/pages/{page.pk}/edit/", given)

    assert answer.status_code == 302
    text = resident.get("/privacy/").content.decode()
    assert "hello" in text
    assert "<script" not in text
    assert 'href="javascript' not in text


def test_a_picture_is_drawn_afresh_without_its_place(home: HomePage, officer) -> None:
    assert upload(signed_in(officer), "close.jpg", photograph()).status_code == 302

    with Kept.objects.get().file.open() as file:
        kept = file.read()
    with Image.open(BytesIO(kept)) as picture:
        assert not dict(picture.getexif())
    assert b"A maker of cameras" not in kept


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("drawing.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("words.jpg", b"<html><script>alert(1)</script>"),
        ("page.gif", b"GIF89a<script>alert(1)</script>"),
        ("wrong.png", photograph("JPEG")),
    ],
)
def test_what_is_no_picture_is_refused(home: HomePage, officer, name: str, content: bytes) -> None:
    assert upload(signed_in(officer), name, content).status_code == 200
    assert not Kept.objects.exists()


def test_a_picture_bomb_is_refused(home: HomePage, officer) -> None:
    assert upload(signed_in(officer), "bomb.png", photograph("PNG", size=(9000, 5000)), "image/png").status_code == 200
    assert not Kept.objects.exists()
