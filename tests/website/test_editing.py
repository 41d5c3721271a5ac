"""Wagtail's editor: who gets in, and what it takes."""

from __future__ import annotations

import html
import re
import struct
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngImageFile
from wagtail.admin import urls as editor
from wagtail.images.models import Image as Kept

from steamie.channels.contract import Outgoing, OutgoingPicture
from steamie.evidence.models import Event
from steamie.people.models import Grant
from steamie.website import actions
from steamie.website.duties import publish_pages_on_time
from steamie.website.editing import GROUP, INSTEAD, OPEN, POLICY
from steamie.website.models import HomePage, NewsIndexPage, NewsPage, ServiceIndexPage, ServicePage, TextPage
from tests.equality.making import checked
from tests.files.pictures_of_all_sorts import heic

from .making import NOW, publication, words


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def photograph(kind: str = "JPEG") -> bytes:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (55.0, 54.0, 0.0)
    exif[0x010F] = "A maker of cameras"
    drawn = BytesIO()
    Image.new("RGB", (80, 60), (20, 90, 60)).save(drawn, kind, **({"exif": exif} if kind == "JPEG" else {}))
    return drawn.getvalue()


def chunk(name: bytes, held: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


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
        answer = signed_in(person).get("/desk/website/images/")
        assert answer.status_code == 200, person
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert not person.is_superuser
    for person in (staff, committee, forum, auditor):
        refused = signed_in(person).get("/desk/website/")
        assert refused.status_code == 403, person
        assert "'unsafe-inline'" not in refused.headers["Content-Security-Policy"], "the house's own policy, not the editor's"


def test_a_page_that_is_not_there_is_said_in_our_words(home: HomePage, officer) -> None:
    answer = signed_in(officer).get("/desk/website/pages/999999/edit/")
    told = answer.content.decode()
    assert answer.status_code == 404
    assert "We cannot find that page" in told
    assert 'href="/desk/website/pages/"' in told
    assert "Wagtail" not in told


def test_an_office_that_ends_closes_the_editor_at_once(home: HomePage, colleague) -> None:
    client = signed_in(colleague)
    assert client.get("/desk/website/images/").status_code == 200
    assert colleague.groups.filter(name=GROUP).exists()

    Grant.objects.filter(person=colleague).update(until=date(2021, 1, 1))

    assert client.get("/desk/website/").status_code == 403
    assert not colleague.groups.exists()


def test_membership_of_the_group_alone_opens_nothing(home: HomePage, officer, staff) -> None:
    signed_in(officer).get("/desk/website/")
    staff.groups.add(Group.objects.get(name=GROUP))

    assert signed_in(staff).get("/desk/website/").status_code == 403


def filled(**given: object) -> dict[str, object]:
    """A service page's form, filled in."""
    plain = {"title": "Gardens", "slug": "gardens", "intro": "Who cuts the grass.", "body": words("We do, in summer.")}
    return plain | {"audiences": ["tenants", "sharing_owners"], "kept_by": "officer", "icon": "help"} | given


def every_door(patterns: list, prefix: str = "/desk/website/", space: str = "") -> Iterator[tuple[str, str]]:
    """Every address of Wagtail's editor by its name, with something plausible for each of its parts."""
    for pattern in patterns:
        route = prefix + re.sub(r"<(int|str|slug|uidb64|token):?\w*>", "1", str(pattern.pattern)).replace("^", "")
        if hasattr(pattern, "url_patterns"):
            yield from every_door(pattern.url_patterns, route, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            yield f"{space}{pattern.name}", route


def test_every_door_of_the_editor_that_is_not_listed_is_shut(home: HomePage, officer) -> None:
    client = signed_in(officer)
    doors = [(name, route) for name, route in every_door(editor.urlpatterns) if "(" not in route]
    shut = [route for name, route in doors if name not in OPEN and name not in INSTEAD]

    assert len(shut) > 90
    for route in shut:
        assert client.get(route).status_code == 403, route
    for route in ("bulk/wagtailcore/page/delete/?id=1", "api/main/pages/1/action/delete/", "pages/1/privacy/", "pages/1/copy/"):
        assert client.post(f"/desk/website/{route}").status_code == 403, route
    assert client.get("/desk/website/account/").headers["Location"] == "/desk/people/me/"
    assert client.get("/desk/website/").headers["Location"] == "/desk/website/pages/"
    menu = client.get(f"/desk/website/pages/{home.pk}/").content.decode()
    assert "Back to the desk" in menu
    assert "/desk/website/reports/" not in menu


def test_news_cannot_be_written_or_changed_past_its_approval(home: HomePage, officer, resident: Client) -> None:
    client = signed_in(officer)
    sent = publication(officer, "W3B5T2", kind="website")
    news = actions.add_news(Outgoing(marker="W3B5T2", title="Food pantry", text="On Friday."), shown_at=NOW)
    index = NewsIndexPage.objects.get()
    page = f"/desk/website/pages/{news.pk}/"
    assert client.get(f"{page}edit/").headers["Location"] == f"/desk/posts/{sent.post_id}/"

    given = {"title": "Changed", "slug": "changed", "body": words("Changed."), "action-publish": "1"}
    for path in ("edit/", "delete/", "unpublish/", "revisions/1/revert/", "copy/", "lock/"):
        assert client.post(page + path, given).status_code == 403, path
    added = client.post(f"/desk/website/pages/add/website/newspage/{index.pk}/", given)
    assert added.status_code == 302
    assert "add" not in added.headers["Location"]
    assert client.get(f"/desk/website/pages/{index.pk}/add_subpage/").status_code in (302, 403)

    assert NewsPage.objects.get().title == "Food pantry"
    assert "On Friday." in resident.get(news.get_url()).content.decode()


def test_the_picture_of_a_post_is_not_changed_past_its_approval(home: HomePage, officer, resident: Client) -> None:
    client = signed_in(officer)
    publication(officer, "W3B5T2", kind="website")
    approved = OutgoingPicture(photograph(), "image/jpeg", "A pantry")
    news = actions.add_news(Outgoing(marker="W3B5T2", title="Pantry", text="On Friday.", pictures=(approved,)), shown_at=NOW)
    another = {"title": "x", "file": SimpleUploadedFile("b.jpg", photograph(), "image/jpeg"), "description": "x", "tags": ""}

    for path in (f"{news.picture_id}/", f"multiple/{news.picture_id}/"):
        assert client.post(f"/desk/website/images/{path}", another).status_code == 403, path
    assert client.get(f"/desk/website/images/usage/{news.picture_id}/").status_code == 200

    with Kept.objects.get().file.open() as file:
        assert file.read() == approved.content


def test_what_was_public_is_not_deleted_and_what_every_page_links_to_stays(home: HomePage, officer, resident: Client) -> None:
    client = signed_in(officer)
    repairs, portal = ServicePage.objects.get(slug="report-a-repair"), ServicePage.objects.get(slug="housing-portal")
    client.post(f"/desk/website/pages/{portal.pk}/delete/")
    client.post(f"/desk/website/pages/{repairs.pk}/unpublish/")
    moved = client.post(f"/desk/website/pages/{repairs.pk}/edit/", filled(slug="elsewhere", **{"action-publish": "1"}))

    assert "leave the address" in html.unescape(moved.content.decode())
    assert resident.get("/services/report-a-repair/").status_code == 200
    assert resident.get("/services/housing-portal/").status_code == 200

    assert client.post(f"/desk/website/pages/{portal.pk}/unpublish/").status_code == 302
    assert resident.get("/services/housing-portal/").status_code == 404
    assert Event.objects.filter(verb="unpublish page", actor=officer.reference).count() == 1


@pytest.mark.usefixtures("strategy")
def test_an_officer_adds_renames_and_schedules_a_page(
    home: HomePage, officer, resident: Client, django_capture_on_commit_callbacks
) -> None:
    client, catalogue = signed_in(officer), ServiceIndexPage.objects.get()
    add = f"/desk/website/pages/add/website/servicepage/{catalogue.pk}/"
    assert 'type="checkbox" name="audiences"' in client.get(add).content.decode()

    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(officer)
        later = {"go_live_at": "2026-11-25 09:00", "action-publish": "1"}
        assert client.post(add, filled()).status_code == 302
        page = ServicePage.objects.get(slug="gardens")
        checked("service", page.pk, officer)
        assert client.post(f"/desk/website/pages/{page.pk}/edit/", filled(**later)).status_code == 302
        assert page.audience_labels == ["Tenants", "Sharing owners"]
        publish_pages_on_time()
        assert resident.get("/services/gardens/").status_code == 404
        clock.shift(timedelta(days=3))
        publish_pages_on_time()
        text = resident.get("/services/gardens/").content.decode()
        assert "We do, in summer." in text
        assert "We are still checking this page" in text
        client = signed_in(officer)
        edit = f"/desk/website/pages/{page.pk}/edit/"
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(edit, filled(slug="your-garden", **{"action-publish": "1"})).status_code == 302

    assert resident.get("/services/gardens/").headers["Location"] == "/services/your-garden/"
    assert resident.get("/services/your-garden/").status_code == 200
    written = list(Event.objects.filter(clause="S-44", subject=f"website.page:{page.pk}").values_list("actor", "verb"))
    by = officer.reference
    assert written == [(by, "schedule page"), ("system:clock", "publish page"), (by, "publish page")]


def test_a_picture_on_a_page_is_described(home: HomePage, officer, resident: Client) -> None:
    client = signed_in(officer)
    upload(client, "close.jpg", photograph())
    page, picture = ServicePage.objects.get(slug="adaptations"), Kept.objects.get()
    edit = f"/desk/website/pages/{page.pk}/edit/"
    bare = filled(slug="adaptations", picture=picture.pk, **{"action-publish": "1"})

    assert "for people who cannot see it" in client.post(edit, bare).content.decode()
    assert "<img" not in resident.get("/services/adaptations/").content.decode().split("<main")[1]
    assert client.post(edit, bare | {"picture_description": "A grab rail beside a bath"}).status_code == 302
    assert 'alt="A grab rail beside a bath"' in resident.get("/services/adaptations/").content.decode()


@pytest.mark.parametrize("door", ["images/add/", "images/chooser/create/"])
def test_every_door_for_pictures_asks_for_a_description_and_takes_no_bad_one(home: HomePage, officer, door: str) -> None:
    client, prefix = signed_in(officer), "image-chooser-upload-" if "chooser" in door else ""

    def send(content: bytes, description: str) -> None:
        file = SimpleUploadedFile("a.jpg", content, "image/jpeg")
        given = {"title": "A picture", "file": file, "description": description, "tags": ""}
        client.post(f"/desk/website/{door}", {prefix + name: value for name, value in given.items()})

    send(photograph(), "")
    send(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "A door")
    assert not Kept.objects.exists()
    send(photograph(), "A door")
    assert Kept.objects.get().description == "A door"


def test_many_pictures_at_once_are_held_until_described(home: HomePage, officer) -> None:
    client = signed_in(officer)
    file = SimpleUploadedFile("a.jpg", photograph(), "image/jpeg")
    answer = client.post(
        "/desk/website/images/multiple/add/", {"files[]": file, "title": "A"}, headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert answer.status_code == 200
    assert not Kept.objects.exists()


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
        ("half.jpg", photograph()[:-40]),
        (
            "swollen.png",
            photograph("PNG")[:33] + chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(9_000_000))) + photograph("PNG")[33:],
        ),
    ],
)
def test_what_is_no_picture_is_refused(home: HomePage, officer, name: str, content: bytes) -> None:
    assert upload(signed_in(officer), name, content).status_code == 200
    assert not Kept.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "kept_as"),
    [
        ("wrong.png", photograph("JPEG"), ("JPEG", ".jpg")),  # named for what it is not: it is kept as what it is
        ("logo.png", photograph("PNG"), ("PNG", ".png")),
        ("phone.heic", heic(), ("JPEG", ".jpg")),
    ],
)
def test_every_picture_is_cleaned_by_the_same_hand(home: HomePage, officer, monkeypatch, name, content, kept_as) -> None:
    """The web process opens nothing but what the cleaner has drawn."""
    opened = []
    look = Image.open
    monkeypatch.setattr(
        Image, "open", lambda file, *given, **named: opened.append(file.read()) or file.seek(0) or look(file, *given, **named)
    )

    assert upload(signed_in(officer), name, content).status_code == 302
    kept = Kept.objects.get()

    with kept.file.open() as file, look(file) as picture:
        assert (picture.format, kept.file.name[-4:]) == kept_as
    assert content not in opened


@pytest.mark.parametrize("side", [7000, 13_000, 2**31 - 1])
def test_a_picture_bomb_is_refused_before_it_is_opened(home: HomePage, officer, monkeypatch, side: int) -> None:
    size = struct.pack(">II", side, side)
    bomb = photograph("PNG")[:8] + chunk(b"IHDR", size + photograph("PNG")[24:29]) + photograph("PNG")[33:]
    monkeypatch.setattr(PngImageFile, "load", lambda picture: pytest.fail("It was decoded."))

    answer = upload(signed_in(officer), "bomb.png", bomb, "image/png")

    assert answer.status_code == 200
    assert "dots, more than the 25 million we can take." in answer.content.decode()
    assert not Kept.objects.exists()
