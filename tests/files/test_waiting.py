"""A crowd of pictures: two are decoded at once, and nobody's request waits for the others."""

from __future__ import annotations

import io
import re
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from steamie.content.suggestions.actions.links import make_link
from steamie.content.suggestions.models import Suggestion
from steamie.content.suggestions.secrets import new_ticket
from steamie.files import pictures, tasks, uploads
from steamie.files.forms import PictureField, WithPicture
from steamie.files.models import Picture, Upload
from steamie.files.pictures.turns import NoTurn, turn
from steamie.people.models import Person

from .pictures_of_all_sorts import photo

pytestmark = pytest.mark.django_db
TICKET = re.compile(r'name="picture-ticket" value="([^"]+)"')


@pytest.fixture(autouse=True)
def _a_folder_of_our_own(settings, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(tasks, "PATIENCE", 0)  # a task of a test is done at once


@pytest.fixture
def crowd():
    """Two pictures are being decoded."""
    with ExitStack() as turns:
        turns.enter_context(turn())
        turns.enter_context(turn())
        yield turns


class OneForm(WithPicture):
    picture = PictureField(required=False)


def sent(data: bytes, **rest: str) -> OneForm:
    return OneForm(rest, {"picture": SimpleUploadedFile("a.jpg", data)} if data else {})


def test_the_third_is_answered_at_once(crowd: ExitStack) -> None:
    with pytest.raises(NoTurn), turn():
        pass
    form = sent(photo())
    assert not form.is_valid()
    assert "others came before it" in form.errors["picture"][0]
    assert Upload.objects.waiting().count() == 1


def test_a_turn_ends_with_what_took_it(crowd: ExitStack) -> None:
    crowd.close()
    with turn():
        pass


def test_what_waited_is_taken_with_its_ticket_once_there_is_a_turn(crowd: ExitStack) -> None:
    ticket = TICKET.search(_shown(sent(photo())))
    assert ticket
    again = sent(b"", **{"picture-ticket": ticket[1]})
    assert not again.is_valid()
    crowd.close()
    tasks.look_at_uploads.func()
    assert not Upload.objects.waiting().exists()
    taken = sent(b"", **{"picture-ticket": ticket[1]})
    assert taken.is_valid(), taken.errors
    assert taken.cleaned_data["picture"].content.startswith(b"\xff\xd8")


def _shown(form: OneForm) -> str:
    form.is_valid()
    return str(form["picture"])


def test_what_is_refused_while_it_waits_says_why(crowd: ExitStack) -> None:
    ticket = TICKET.search(_shown(sent(photo()[:-300])))[1]
    crowd.close()
    tasks.look_at_uploads.func()
    form = sent(b"", **{"picture-ticket": ticket})
    assert "could not use this picture" in form.errors["picture"][0]
    assert not TICKET.search(_shown(form))


def test_no_more_wait_than_there_is_room_for(crowd: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_WAITING", 1)
    assert TICKET.search(_shown(sent(photo())))
    form = sent(photo())
    assert "in a minute" in form.errors["picture"][0]
    assert Upload.objects.count() == 1


def test_a_ticket_that_is_not_ours_is_no_picture() -> None:
    form = sent(b"", **{"picture-ticket": "forged"})
    assert form.is_valid()
    assert form.cleaned_data["picture"] is None


def test_what_is_left_behind_goes_after_a_day(crowd: ExitStack) -> None:
    _shown(sent(photo()))
    uploads.forget(timezone.now() + timedelta(hours=23))
    assert Upload.objects.exists()
    uploads.forget(timezone.now() + timedelta(hours=25))
    assert not Upload.objects.exists()


def test_wrong_files_are_refused_before_anything_waits(crowd: ExitStack) -> None:
    assert "not a JPEG" in sent(b"<svg onload=alert(1)>").errors["picture"][0]
    assert "larger than 10 MB" in sent(b"\xff\xd8\xff" + bytes(pictures.LARGEST)).errors["picture"][0]
    assert not Upload.objects.exists()


def test_a_neighbours_words_and_photo_wait_together(client: Client, officer: Person, crowd: ExitStack) -> None:
    _, secret = make_link(label="Poster", group="forum", personal=False, days=30, by=officer)
    sheet = {"text": "Panto at the centre", "ticket": new_ticket(timezone.now() - timedelta(minutes=1))}
    page = client.post(f"/suggest/{secret}/", {**sheet, "picture": io.BytesIO(photo())}).content.decode()
    assert "Panto at the centre" in page
    assert not Suggestion.objects.exists()
    crowd.close()
    client.post(f"/suggest/{secret}/", {**sheet, "picture-ticket": TICKET.search(page)[1]})
    assert Suggestion.objects.get().picture == Picture.objects.get()
