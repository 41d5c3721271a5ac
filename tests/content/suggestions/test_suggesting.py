"""Suggesting in public: with an account, by a link, by a poster; and the page where the sender sees the answer."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.posts.actions.taking_up import use
from steamie.content.posts.models import Publication, Withdrawal
from steamie.content.suggestions.actions.links import end_link, make_link
from steamie.content.suggestions.actions.suggestions import answer
from steamie.content.suggestions.models import Suggestion, SuggestionLink
from steamie.content.suggestions.secrets import new_ticket
from steamie.files.models import Picture
from steamie.people.models import Person
from tests.files.pictures_of_all_sorts import bomb, photo

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script> & <b>bold</b> \u202e ‮ 🎭 panto"


@pytest.fixture
def link(officer: Person) -> tuple[SuggestionLink, str]:
    return make_link(label="Forum, October", group="forum", personal=False, days=30, by=officer)


@pytest.fixture
def website(db: None) -> Channel:
    return Channel.objects.create(kind="website", name="Website news", created_at=timezone.now())


def told(seconds_ago: int = 60, **more: object) -> dict[str, object]:
    """What a browser sends."""
    return {
        "text": "Panto at the community centre",
        "ticket": new_ticket(timezone.now() - timedelta(seconds=seconds_ago)),
        **more,
    }


def upload(data: bytes, name: str = "photo.jpg") -> BytesIO:
    file = BytesIO(data)
    file.name = name
    return file


@pytest.mark.parametrize(
    ("who", "group"), [("staff", "staff"), ("committee", "committee"), ("forum", "forum"), ("colleague", "team")]
)
def test_everyone_with_an_office_suggests_for_their_group(client: Client, request, who: str, group: str) -> None:
    client.force_login(request.getfixturevalue(who))
    assert b"What should we share?" in client.get("/suggest/").content
    page = client.post("/suggest/", told(), follow=True)
    suggestion = Suggestion.objects.get()
    assert (suggestion.group, suggestion.way) == (group, "account")
    assert suggestion.reference in page.content.decode()


def test_an_auditor_is_shown_the_other_ways(client: Client, auditor: Person) -> None:
    client.force_login(auditor)
    assert b"hold no office that suggests" in client.get("/suggest/").content
    client.post("/suggest/", told())
    assert not Suggestion.objects.exists()


def test_the_signed_in_form_is_guarded_against_borrowed_sign_ins(staff: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    assert client.post("/suggest/", told()).status_code == 403
    # With "no-referrer" a browser sends "Origin: null", and the guard would refuse everybody.
    assert client.get("/suggest/").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.usefixtures("strategy")
def test_by_link_without_an_account_or_a_cookie(link) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/suggest/{link[1]}/")
    assert b"Resident Forum" in page.content
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    done = client.post(f"/suggest/{link[1]}/", told(email="jean@example.org", credit="Drum Choir"))
    suggestion = Suggestion.objects.get()
    assert done.status_code == 302
    assert not page.cookies
    assert not done.cookies
    assert (suggestion.group, suggestion.came_by, suggestion.person, suggestion.credit) == ("forum", link[0], None, "Drum Choir")
    assert suggestion.reference in client.get(done.headers["Location"]).content.decode()


def test_the_same_sheet_twice_is_one_suggestion_and_one_picture(client: Client, link) -> None:
    sheet = told()
    first, second = (client.post(f"/suggest/{link[1]}/", {**sheet, "picture": upload(photo())}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert (Suggestion.objects.count(), Picture.objects.count()) == (1, 1)
    client.post(f"/suggest/{link[1]}/", told())
    assert Suggestion.objects.count() == 2


def test_a_forged_link_keeps_what_was_typed(client: Client) -> None:
    page = client.post("/suggest/forged-link/", told(text=HOSTILE))
    assert page.status_code == 404
    assert "not one of ours" in page.content.decode()
    assert "&lt;script&gt;alert(&#x27;x&#x27;)" in page.content.decode()
    assert not Suggestion.objects.exists()


def test_a_link_that_has_run_out_or_was_ended_says_so_and_keeps_what_was_typed(client: Client, officer: Person, link) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        page = client.post(f"/suggest/{link[1]}/", told(text="Long and careful words"))
        assert page.status_code == 410
        assert "has run out" in page.content.decode()
        assert "Long and careful words" in page.content.decode()
    end_link(link=link[0], by=officer)
    page = client.post(f"/suggest/{link[1]}/", told(text="Long and careful words"))
    assert "has been ended" in page.content.decode()
    assert "Long and careful words" in page.content.decode()
    assert not Suggestion.objects.exists()


def test_mistakes_come_back_with_everything_typed(client: Client, link) -> None:
    yesterday = str(timezone.localdate() - timedelta(days=1))
    page = client.post(f"/suggest/{link[1]}/", told(text=HOSTILE, wanted_on=yesterday, email="nobody", credit="Drum Choir"))
    words = page.content.decode()
    assert page.status_code == 422
    assert "That day has passed" in words
    assert "&lt;script&gt;" in words
    assert "<script>alert" not in words
    assert "Drum Choir" in words
    assert client.post(f"/suggest/{link[1]}/", told(text=" ")).status_code == 422


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"<svg onload=alert(1)>", "not a JPEG"), (bomb(), "60000 by 60000 dots"), (b"", "empty")],
    ids=["svg", "bomb", "empty"],
)
def test_bad_pictures_are_refused_on_the_form(client: Client, link, data: bytes, says: str) -> None:
    page = client.post(f"/suggest/{link[1]}/", told(picture=upload(data)))
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not Picture.objects.exists()


def test_people_in_a_photo_need_their_yes(client: Client, link) -> None:
    page = client.post(f"/suggest/{link[1]}/", told(picture=upload(photo()), shows_people="on"))
    assert page.status_code == 422
    assert "everyone shown said yes" in page.content.decode()
    assert "you need not choose it again" in page.content.decode()
    ticket = re.search(r'name="picture-ticket" value="([^"]+)"', page.content.decode())[1]
    sheet = told(shows_people="on", consent="on", alt="Six weans in costume") | {"picture-ticket": ticket}
    client.post(f"/suggest/{link[1]}/", sheet)
    suggestion = Suggestion.objects.select_related("picture").get()
    assert suggestion.picture.consent
    assert suggestion.alt == "Six weans in costume"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"website": "http://spam.example"}, "A box that people do not see was filled in."),
        ({"ticket": "forged"}, "It did not come from a form of ours."),
        ({"ticket": ""}, "It did not come from a form of ours."),
        ({"seconds_ago": 1}, "It was filled in faster than a person types."),
    ],
)
def test_what_looks_like_a_machine_is_held_back_and_never_lost(
    client: Client, link, more: dict[str, object], reason: str
) -> None:
    page = client.post(f"/suggest/{link[1]}/", told(**more), follow=True)
    assert b"Thank you" in page.content
    (held,) = Suggestion.objects.held_back().select_related("hold")
    assert held.hold.reason == reason


def test_a_flood_by_one_link_is_held_back(client: Client, officer: Person) -> None:
    _, secret = make_link(label="Jean", group="forum", personal=True, days=30, by=officer)
    for number in range(7):
        client.post(f"/suggest/{secret}/", told(text=f"Idea {number}"))
    assert (Suggestion.objects.received().count(), Suggestion.objects.held_back().count()) == (5, 2)


def test_the_sender_sees_the_answer_and_nobody_else_does(client: Client, officer: Person, link) -> None:
    place = client.post(f"/suggest/{link[1]}/", told(text=HOSTILE)).headers["Location"]
    suggestion = Suggestion.objects.get()
    answer(suggestion=suggestion, outcome="no", reason="The date <i>clashes</i> with the gala", by=officer)
    words = client.get(place).content.decode()
    assert "We will not use your suggestion this time" in words
    assert "The date &lt;i&gt;clashes" in words
    assert "<script>alert" not in words
    assert client.get(f"/suggest/{suggestion.reference}/{'0' * 24}/").status_code == 404
    assert client.get(f"/suggest/S-XXXXX/{place.split('/')[3]}/").status_code == 404


def test_the_sender_sees_it_posted_with_thanks_and_where(client: Client, officer: Person, link, website: Channel) -> None:
    place = client.post(f"/suggest/{link[1]}/", told(credit="Drum Choir")).headers["Location"]
    post = use(suggestion=Suggestion.objects.get(), reason="Lovely", by=officer)
    assert "It is posted" not in client.get(place).content.decode()
    now = timezone.now()
    row = {"step": "published", "due_at": now, "published_at": now, "remote_url": "https://example.org/news/choir/"}
    Publication.objects.create(post=post, channel=website, code="choir", **row)
    words = client.get(place).content.decode()
    assert "Your suggestion is posted" in words
    assert "with thanks to Drum Choir" in words
    assert 'href="https://example.org/news/choir/"' in words
    Withdrawal.objects.create(post=post, by=officer, at=now, reason="Called off")
    assert "It is posted" not in client.get(place).content.decode()


def test_only_one_box_is_needed_and_what_is_optional_opens_when_it_was_filled(client: Client, link) -> None:
    page = client.get(f"/suggest/{link[1]}/").content.decode()
    assert page.count('<details class="ds_details">') == 2
    assert len(page) < 20_000
    page = client.post(f"/suggest/{link[1]}/", told(text="", link="nonsense")).content.decode()
    assert page.count('<details class="ds_details" open>') == 1


def test_pictures_are_private_until_published_and_never_sniffed(client: Client, officer: Person, link) -> None:
    client.post(f"/suggest/{link[1]}/", told(picture=upload(photo(gps=True))))
    address = Picture.objects.get().file.url
    assert client.get(address).status_code == 404
    client.force_login(officer)
    page = client.get(address)
    assert (page.status_code, page.headers["Content-Type"], page.headers["X-Content-Type-Options"]) == (
        200,
        "image/jpeg",
        "nosniff",
    )
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert b"Spycam" not in page.content
    assert client.get("/media/pictures/../../keys/secret_key").status_code == 404
    assert client.get("/media/keys/secret_key", follow=True).status_code == 404


def test_the_moment_is_kept(client: Client, link) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 23, 30), tick=False):
        link[0].refresh_from_db()
        SuggestionLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
        client.post(f"/suggest/{link[1]}/", told())
    assert timezone.localtime(Suggestion.objects.get().received_at).day == 22
