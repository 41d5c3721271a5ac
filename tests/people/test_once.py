"""A form sent twice does a thing once; and no signed-in page is kept by a browser or by what stands between."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from steamie.people.models import Person
from steamie.people.once import done_once
from tests.surroundings import MOMENT, TODAY

pytestmark = pytest.mark.django_db
INVITED = {"name": "Ailsa", "email": "ailsa@example.org", "office": "staff", "since": TODAY.isoformat(), "reason": "New post"}


def test_an_invitation_sent_twice_is_one_invitation(client: Client, officer: Person) -> None:
    client.force_login(officer)

    first, second = (client.post("/desk/people/invitation/", INVITED) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302), "not told that Ailsa is already here"
    assert first.headers["Location"] == second.headers["Location"]
    assert Person.objects.filter(name="Ailsa").count() == 1


def test_after_a_minute_the_same_form_is_a_new_wish(client: Client, officer: Person) -> None:
    with time_machine.travel(MOMENT, tick=False) as clock:
        client.force_login(officer)
        client.post("/desk/people/invitation/", INVITED)
        clock.shift(timedelta(seconds=61))

        assert client.post("/desk/people/invitation/", INVITED).status_code == 422


def test_what_was_put_right_is_done(client: Client, officer: Person) -> None:
    client.force_login(officer)
    wrong = INVITED | {"email": "nowhere"}

    assert [client.post("/desk/people/invitation/", wrong).status_code for _ in range(2)] == [422, 422], "looked at again"
    assert client.post("/desk/people/invitation/", INVITED).status_code == 302


def post(person: Person, content: bytes = b"one", **typed: str) -> HttpRequest:
    """A form with a file, as a view gets it."""
    request = RequestFactory().post("/desk/x/", {**typed, "file": SimpleUploadedFile("a.txt", content)})
    request.user = person
    return request


def test_other_words_another_file_or_another_person_are_not_the_same(officer: Person, staff: Person) -> None:
    numbers = count()
    view = done_once(lambda request: HttpResponse(status=302, headers={"Location": f"/{next(numbers)}/"}))
    sent = [post(officer), post(officer), post(officer, title="B"), post(officer, b"two"), post(staff)]

    assert [view(one).headers["Location"] for one in sent] == ["/0/", "/0/", "/1/", "/2/", "/3/"]
    assert view(post(officer, csrfmiddlewaretoken="another")).headers["Location"] == "/0/"


def test_what_failed_may_be_sent_again(officer: Person) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            done_once(view)(post(officer))


@pytest.mark.parametrize("page", ["/desk/", "/desk/people/", "/desk/people/me/", "/accounts/2fa/", "/desk/nothing-here/"])
def test_signed_in_pages_are_kept_by_nobody(client: Client, officer: Person, page: str) -> None:
    client.force_login(officer)
    assert "no-store" in client.get(page).headers["Cache-Control"]


@pytest.mark.parametrize("page", ["/desk/", "/accounts/login/"])
def test_nor_is_the_way_in(client: Client, page: str) -> None:
    assert "no-store" in client.get(page).headers["Cache-Control"]
