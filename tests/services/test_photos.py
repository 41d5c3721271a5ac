"""Photos of a repair: cleaned when chosen, never lost by another mistake, private, and forgotten when they are not sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from steamie.casework.models import Case
from steamie.files import pictures, uploads
from steamie.files.models import Picture, Upload
from steamie.files.pictures import turns
from steamie.people.models import Person
from steamie.services import duties
from steamie.services.models import RepairPhoto
from tests.casework.making import NOW, put_in
from tests.files.hostile import Files, hostile
from tests.files.pictures_of_all_sorts import heic, photo

from .test_repairs import TYPED, about, hidden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
SINK = about("kitchen", "sink")
ALL = Files(hostile())


def file(data: bytes, name: str = "sink.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def add(client: Client, data: bytes, name: str = "sink.jpg", **typed: Any) -> HttpResponse:
    """The press on “Add the photo”."""
    return client.post(f"/repairs/details/{SINK}", TYPED | typed | {"photo": file(data, name)})


def carried(page: HttpResponse) -> str:
    return hidden(page).get("photos", [""])[0]


def send(client: Client, page: HttpResponse, **typed: Any) -> HttpResponse:
    return client.post(f"/repairs/sent/{SINK}", TYPED | {"photos": carried(page)} | typed)


@pytest.mark.parametrize(("data", "name"), [(photo(), "tap.jpg"), (heic(), "IMG_0001.HEIC")])
def test_a_photo_is_cleaned_at_once_and_goes_to_the_case(client: Client, data: bytes, name: str) -> None:
    page = add(client, data, name)
    assert page.status_code == 200
    assert f"{name} is kept." in page.content.decode()
    assert TYPED["words"] in page.content.decode()
    assert b"GPS" not in bytes(Upload.objects.get().content)
    assert Case.objects.count() == 0
    checked = client.post(f"/repairs/check/{SINK}", TYPED | {"photos": carried(page)})
    assert "1 photo, hidden place removed" in checked.content.decode()
    thanked = client.post(f"/repairs/sent/{SINK}", hidden(checked))
    assert "could not be kept" not in thanked.content.decode()
    assert Case.objects.get().pictures.count() == 1
    assert Upload.objects.count() == 0


def test_a_mistake_elsewhere_a_wrong_file_and_a_step_back_cost_no_photo(client: Client) -> None:
    first = add(client, photo(), "tap.jpg")
    wrong = client.post(
        f"/repairs/check/{SINK}", TYPED | {"photos": carried(first), "name": "", "photo": file(b"%PDF-1.4", "sink.pdf")}
    )
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert "“sink.pdf”: This is not a" in text
    assert "tap.jpg is kept." in text
    assert "Fill in" in text or "required" in text
    checked = client.post(f"/repairs/check/{SINK}", TYPED | {"photos": carried(wrong)})
    back = client.post(f"/repairs/details/{SINK}", hidden(checked))
    assert "tap.jpg is kept." in back.content.decode()


def test_four_are_enough_and_one_can_be_taken_away(client: Client) -> None:
    page = add(client, photo(), "0.jpg")
    for number in range(1, 4):
        page = add(client, photo(), f"{number}.jpg", photos=carried(page))
    assert not BeautifulSoup(page.content, "html.parser").select("input[type=file]")
    fifth = add(client, photo(), "4.jpg", photos=carried(page))
    assert fifth.status_code == 422
    assert "Four photos are kept already" in fifth.content.decode()
    fewer = client.post(f"/repairs/details/{SINK}", TYPED | {"photos": carried(page), "without": "1"})
    text = fewer.content.decode()
    assert "1.jpg" not in text
    assert all(f"{number}.jpg is kept." in text for number in (0, 2, 3))


def test_sent_twice_a_photo_is_attached_once(client: Client) -> None:
    page = add(client, photo())
    sheet = hidden(client.post(f"/repairs/check/{SINK}", TYPED | {"photos": carried(page)}))
    for _ in range(2):
        client.post(f"/repairs/sent/{SINK}", sheet)
    assert (Case.objects.get().pictures.count(), Picture.objects.count()) == (1, 1)


def test_what_was_written_after_going_back_from_the_thanks_is_kept_too(client: Client) -> None:
    sheet = hidden(client.post(f"/repairs/check/{SINK}", TYPED | {"ticket": "forged"}))
    client.post(f"/repairs/sent/{SINK}", sheet)
    with time_machine.travel(NOW, tick=False):
        ticket = hidden(client.get(f"/repairs/details/{SINK}"))["ticket"][0]
        for words in ("It drips.", "It drips, and now it pours.", "It drips, and now it pours."):
            client.post(f"/repairs/sent/{SINK}", TYPED | {"ticket": ticket, "words": words})
    case = Case.objects.latest("pk")
    heard = list(case.trail.filter(kind="came in").order_by("pk").values_list("words", flat=True))
    assert heard == ["It drips.", "It drips, and now it pours."]


@pytest.fixture
def _busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker, which tests do at once, finds no turn either."""
    monkeypatch.setattr("steamie.files.tasks.PATIENCE", 0)


@pytest.mark.usefixtures("_busy")
def test_a_photo_that_waits_for_its_turn_holds_nobody_up_and_follows(client: Client) -> None:
    with turns.turn(patience=0), turns.turn(patience=0):
        page = add(client, photo())
        assert "We are still opening it." in page.content.decode()
        send(client, page)
    case = Case.objects.get()
    assert case.pictures.count() == 0
    uploads.look_at_waiting(Upload.objects.get(), patience=5)
    duties.attach_photos(NOW)
    assert case.pictures.count() == 1


@pytest.mark.usefixtures("_busy")
def test_one_that_turns_out_to_be_no_picture_is_told_of(client: Client) -> None:
    with turns.turn(patience=0), turns.turn(patience=0):
        page = add(client, photo()[:400], "torn.jpg")
    uploads.look_at_waiting(Upload.objects.get(), patience=5)
    checked = client.post(f"/repairs/check/{SINK}", TYPED | {"photos": carried(page)})
    assert "“torn.jpg” could not be kept" in checked.content.decode()
    thanked = send(client, page)
    assert "1 photo could not be kept" in thanked.content.decode()
    assert "torn.jpg" in Case.objects.get().trail.get(title="A photo could not be kept").words


def test_no_room_on_the_disk_costs_the_photo_a_minute_and_the_repair_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = add(client, photo())

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "_save", full)
        assert send(client, page).status_code == 200
    assert Case.objects.get().pictures.count() == 0
    duties.attach_photos(NOW)
    assert Case.objects.get().pictures.count() == 1


def test_what_was_never_sent_is_forgotten_in_a_day_and_that_is_said(client: Client) -> None:
    page = add(client, photo())
    uploads.forget(Upload.objects.get().added_at + timedelta(hours=23))
    assert Upload.objects.count() == 1
    uploads.forget(Upload.objects.get().added_at + timedelta(hours=25))
    assert Upload.objects.count() == 0
    checked = client.post(f"/repairs/check/{SINK}", TYPED | {"photos": carried(page)})
    assert "chosen more than a day before" in checked.content.decode()
    assert "1 photo could not be kept" in send(client, page).content.decode()
    assert RepairPhoto.objects.lost().count() == 1


def test_forged_names_of_photos_are_no_photos(client: Client) -> None:
    add(client, photo())
    thanked = client.post(f"/repairs/sent/{SINK}", TYPED | {"photos": "forged:x:y"})
    assert thanked.status_code == 200
    assert (RepairPhoto.objects.count(), Upload.objects.count()) == (0, 1)


def test_only_who_reads_the_case_sees_its_photo(
    client: Client, staff: Person, officer: Person, auditor: Person, committee: Person
) -> None:
    send(client, add(client, photo()))
    address = Case.objects.get().pictures.get().file.url
    assert client.get(address).status_code == 404
    for person, status in ((officer, 404), (auditor, 404), (committee, 404), (staff, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status, person
    put_in("repairs", staff)
    client.force_login(staff)
    assert client.get(address).status_code == 200
    assert address in client.get(f"/desk/cases/{Case.objects.get().reference}/").content.decode()


def test_one_address_adds_so_many_an_hour_and_loses_no_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steamie.services.photos.FROM_ONE_ADDRESS", 1)
    page = add(client, photo())
    refused = add(client, photo(), "second.jpg", photos=carried(page))
    assert refused.status_code == 422
    assert "Too many photos came in this hour" in refused.content.decode()
    assert TYPED["words"] in refused.content.decode()
    assert "sink.jpg is kept." in refused.content.decode()


@pytest.mark.long
def test_hostile_files_are_kept_clean_or_refused_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dozen of all kinds, as at the other doors."""
    monkeypatch.setattr(pictures, "SECONDS", 300)
    for number, name in enumerate(list(ALL)[:: len(ALL) // 12]):
        page = client.post(
            f"/repairs/details/{SINK}", TYPED | {"photo": file(ALL[name], "picture.jpg")}, REMOTE_ADDR=f"192.0.2.{number}"
        )
        text = page.content.decode()
        assert page.status_code in (200, 422), name
        assert TYPED["words"] in text, name
        assert ("picture.jpg is kept." in text) is (page.status_code == 200), name
    assert all(bytes(upload.content)[:2] == b"\xff\xd8" for upload in Upload.objects.all())


def test_a_full_disk_is_said_and_every_answer_can_be_sent_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    page = add(client, photo())
    with monkeypatch.context() as patch:
        patch.setattr("steamie.casework.actions.opening.record", full_database)
        refused = send(client, page)
    assert refused.status_code == 503
    assert TYPED["words"] in refused.content.decode()
    sheet = hidden(refused)
    assert sheet["postcode"] == [TYPED["postcode"]], "a postcode is nobody's secret"
    client.post(f"/repairs/sent/{SINK}", sheet)
    assert Case.objects.get().pictures.count() == 1


def full_database(**_: object) -> None:
    raise OperationalError("database or disk is full")
