"""The composer through its addresses: written, checked, asked for, approved, refused; and bad input kept harmless."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from steamie.channels.models import Channel
from steamie.content.plan.models import Slot
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.forms.posts import PostForm
from steamie.content.posts.models import Post
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions.stops import stop_everything
from steamie.diary import moments
from steamie.evidence.models import Event
from steamie.people.models import Person
from tests.content.making import NOW, make_post


@pytest.fixture(autouse=True)
def monday(time_machine: object) -> None:
    time_machine.move_to(NOW, tick=False)


def given(channel: Channel, **fields: object) -> dict[str, object]:
    told = {
        "title": "Gas safety",
        "share": "association",
        "kind": "information",
        "audience": "tenants",
        "purpose": "guidance",
        "when": "2026-11-24T10:00",
        f"text_{channel.pk}": "We check every boiler once a year.",
    }
    return told | fields


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


EVERYTHING_WRONG = [
    "Goes out: write the day and time like 24/11/2026 10:00.",
    "Headline: fill this in.",
    "Words for Website news only: this is too long: it has 70000 characters, and 63206 fit.",
    "This is not a JPEG, PNG, WebP, GIF, HEIC or AVIF picture. Choose a photo in one of those formats.",
    "Say what the picture shows, so people who cannot see it know.",
    "Use a picture of people only when everyone shown has agreed.",
    "Counts as: choose one.",
    "Only web addresses can be linked: they begin with https:// or http://.",
    "Starts: write the day and time like 24/11/2026 10:00.",
]


def test_everything_wrong_at_once_is_told_field_by_field_in_the_order_of_the_page(officer: Person, website: Channel) -> None:
    wrong = {
        "title": "",
        "share": "",
        "when": "the day after tomorrow, early",
        "event_starts": "soon",
        "link": "javascript:alert(1)",
    }
    words = {f"text_{website.pk}": "x" * 70_000, "shows_people": "on", "picture": SimpleUploadedFile("us.jpg", b"not one")}

    answer = signed_in(officer).post("/desk/posts/new/", given(website) | wrong | words)

    page = answer.content.decode()
    listed = page[page.index('id="errors"') : page.index("</ul>", page.index('id="errors"'))]
    assert answer.status_code == 422
    assert re.findall(r">([^<>]+)</a></li>", listed) == EVERYTHING_WRONG
    assert "9 things to fix" in listed
    assert "the day after tomorrow, early" in page


def test_a_post_is_written_asked_for_and_approved(officer: Person, staff: Person, website: Channel) -> None:
    author, approver = signed_in(staff), signed_in(officer)
    answer = author.post("/desk/posts/new/", given(website))
    post = Post.objects.get()
    assert answer.headers["Location"] == f"/desk/posts/{post.pk}/"
    assert b"Ask for approval" in author.get(f"/desk/posts/{post.pk}/").content
    author.post(f"/desk/posts/{post.pk}/submission/")
    page = approver.get(f"/desk/posts/{post.pk}/").content.decode()
    assert "Needs approval" in page
    assert "on <strong>Tuesday 24 November 2026 at 10:00</strong>" in " ".join(page.split())
    approver.post(f"/desk/posts/{post.pk}/approval/", {"fingerprint": fingerprint(post), "edition": "1"})
    assert post.publications.get().step == Step.APPROVED
    assert post.approvals.get().by == officer


def test_approving_something_else_than_what_is_there_is_refused_with_what_changed(
    officer: Person, staff: Person, website: Channel
) -> None:
    post = make_post(staff, website)
    seen = fingerprint(post)
    signed_in(staff).post(f"/desk/posts/{post.pk}/", given(website, title="Changed", edition="1"))
    answer = signed_in(officer).post(f"/desk/posts/{post.pk}/approval/", {"fingerprint": seen, "edition": "1"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "the headline" in page
    assert "Changed" in page
    assert not post.publications.exists()


@pytest.mark.usefixtures("strategy")
def test_someone_who_may_not_cannot_approve_by_post(colleague: Person, staff: Person, website: Channel) -> None:
    post = make_post(staff, website)
    answer = signed_in(colleague).post(f"/desk/posts/{post.pk}/approval/", {"fingerprint": fingerprint(post)})
    assert answer.status_code == 403
    assert not post.approvals.exists()
    event = Event.objects.get(subject=f"posts.post:{post.pk}")
    assert (event.verb, event.clause, event.actor) == ("refused", "S-60", colleague.reference)


def test_an_unready_post_is_answered_with_what_is_missing(officer: Person, staff: Person, website: Channel) -> None:
    post = make_post(staff, website, due_at=None)
    answer = signed_in(officer).post(f"/desk/posts/{post.pk}/approval/", {"fingerprint": fingerprint(post)})
    assert answer.status_code == 422
    assert "Choose when it goes out." in answer.content.decode()


def test_sending_back_needs_a_reason_that_the_author_sees(officer: Person, staff: Person, website: Channel) -> None:
    post = make_post(staff, website)
    client = signed_in(officer)
    assert client.post(f"/desk/posts/{post.pk}/return/", {"reason": ""}).status_code == 422
    client.post(f"/desk/posts/{post.pk}/return/", {"reason": "Say which street"})
    assert "Say which street" in signed_in(staff).get(f"/desk/posts/{post.pk}/").content.decode()


def test_an_hour_that_comes_twice_is_asked_about(staff: Person, website: Channel) -> None:
    client = signed_in(staff)
    answer = client.post("/desk/posts/new/", given(website, when="2027-10-31T01:30"))
    assert answer.status_code == 422
    assert "comes twice" in answer.content.decode()
    assert "when_which" in answer.content.decode()
    client.post("/desk/posts/new/", given(website, when="2027-10-31T01:30", when_which="second"))
    post = Post.objects.get()
    assert post.due_wall == "2027-10-31T01:30 Europe/London, second"
    assert f"{post.due_at:%H:%M}" == "01:30"


def test_an_hour_that_never_comes_is_refused_with_a_suggestion(staff: Person, website: Channel) -> None:
    answer = signed_in(staff).post("/desk/posts/new/", given(website, when="2027-03-28T01:30"))
    assert answer.status_code == 422
    assert "Choose 02:30" in answer.content.decode()
    assert "We check every boiler once a year." in answer.content.decode()


MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_markup_in_every_field_is_only_text(staff: Person, officer: Person, website: Channel, facebook: Channel) -> None:
    words = {f"text_{channel.pk}": MARKUP for channel in (website, facebook)}
    told = given(website, title=MARKUP, credit=MARKUP, event_place=MARKUP, kind="event", event_starts="2026-12-01T10:00", **words)
    signed_in(staff).post("/desk/posts/new/", told)
    post = Post.objects.get()
    Slot.objects.update(note=MARKUP)
    client = signed_in(officer)
    client.post(f"/desk/posts/{post.pk}/return/", {"reason": MARKUP})
    for address in (f"/desk/posts/{post.pk}/", "/desk/calendar/", "/desk/calendar/?view=list"):
        page = client.get(address).content
        assert b"<script>alert" not in page
        assert b"<img src=x" not in page
        assert b"&lt;script&gt;" in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "not a link"])
def test_a_link_that_is_not_a_web_address_is_refused(staff: Person, website: Channel, link: str) -> None:
    assert signed_in(staff).post("/desk/posts/new/", given(website, link=link)).status_code == 422


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (32, 24), "teal").save(out, "PNG")
    return SimpleUploadedFile("x.png", out.getvalue(), "image/png")


def test_a_picture_comes_with_its_description(staff: Person, website: Channel) -> None:
    client = signed_in(staff)
    assert client.post("/desk/posts/new/", given(website, picture=picture())).status_code == 422
    client.post("/desk/posts/new/", given(website, picture=picture(), picture_alt="A teal square."))
    assert Post.objects.get().pictures.get().alt == "A teal square."


def test_a_file_that_is_no_picture_is_refused(staff: Person, website: Channel) -> None:
    file = SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "image/svg+xml")
    answer = signed_in(staff).post("/desk/posts/new/", given(website, picture=file, picture_alt="A drawing."))
    assert answer.status_code == 422
    assert not Post.objects.exists()


def test_a_picture_can_be_taken_out_again(staff: Person, website: Channel) -> None:
    client = signed_in(staff)
    client.post("/desk/posts/new/", given(website, picture=picture(), picture_alt="A teal square."))
    post = Post.objects.get()
    used = post.pictures.get()
    kept = {f"alt_{used.picture_id}": "A square, teal."}
    client.post(f"/desk/posts/{post.pk}/", given(website, edition="1", **kept))
    assert post.pictures.get().alt == "A square, teal."
    client.post(f"/desk/posts/{post.pk}/", given(website, edition="2", **kept, **{f"drop_{used.picture_id}": "on"}))
    assert not post.pictures.exists()


def test_checks_and_previews_are_drawn_without_saving(staff: Person, website: Channel) -> None:
    post = make_post(staff, website)
    told = given(website, title="Draft words", **{f"text_{website.pk}": "Call Mrs Smith on 07700 900123."})
    answer = signed_in(staff).post(f"/desk/posts/{post.pk}/check/", told, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "07700 900123" in page
    assert 'id="findings"' in page
    assert "Draft words" in page
    assert "<html" not in page
    post.refresh_from_db()
    assert post.title == "Your yearly gas safety check"


@pytest.mark.clause("S-26")
@pytest.mark.clause("S-52")
@pytest.mark.usefixtures("strategy")
def test_what_a_channel_does_not_show_is_not_in_its_preview_and_is_asked_for(
    staff: Person, website: Channel, facebook: Channel
) -> None:
    told = {"credit": "Ready Scotland", "kind": "event", "event_place": "The library", "event_starts": NOW + timedelta(days=3)}
    post = make_post(staff, website, facebook, text="Soup and talk about storms.", **told)
    address = f"/desk/posts/{post.pk}/"

    page = signed_in(staff).get(address).content.decode()
    on_facebook, on_website = (
        page[page.index(f'aria-label="{channel}, as it will look"') :].split("</article>")[0] for channel in (facebook, website)
    )
    assert "The library" not in on_facebook
    assert "Ready Scotland" not in on_facebook
    assert "The library" in on_website
    assert "With thanks to Ready Scotland" in on_website
    assert "Name Ready Scotland in them (S-26)." in page
    assert "Say in them where and when it is (S-52)." in page

    post.texts.filter(channel=facebook).update(text="Soup at the library on Thursday. With thanks to Ready Scotland.")
    page = signed_in(staff).get(address).content.decode()
    assert "Not said there" not in page


def test_a_finding_is_kept_with_a_reason_and_shown_so(staff: Person, website: Channel) -> None:
    post = make_post(staff, website, text="Call Mrs Smith on 07700 900123.")
    client = signed_in(staff)
    told = {"rule": "phone", "words": "07700 900123"}
    assert client.post(f"/desk/posts/{post.pk}/findings/", told).status_code == 422
    client.post(f"/desk/posts/{post.pk}/findings/", told | {"reason": "Made up for films"})
    assert post.overrides.get().reason == "Made up for films"
    assert "Made up for films" in client.get(f"/desk/posts/{post.pk}/").content.decode()


def test_saving_over_someone_else_is_refused_and_keeps_what_was_typed(staff: Person, colleague: Person, website: Channel) -> None:
    post = make_post(staff, website)
    signed_in(colleague).post(f"/desk/posts/{post.pk}/", given(website, title="First", edition="1"))
    answer = signed_in(staff).post(f"/desk/posts/{post.pk}/", given(website, title="Second", edition="1"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="Second"' in page
    assert "Changed since you looked: " in page
    assert f"{colleague.name} changed this post while you were writing." in page
    assert 'name="edition" value="2"' in page, "so that saving once more is not refused for ever"

    signed_in(staff).post(f"/desk/posts/{post.pk}/", given(website, title="Second", edition="2"))
    other_window = signed_in(staff).post(f"/desk/posts/{post.pk}/", given(website, title="Third", edition="2"))
    assert "You changed this post in another window." in other_window.content.decode()

    post.refresh_from_db()
    assert post.title == "Second"


def test_who_may_look(forum: Person, auditor: Person, staff: Person, website: Channel) -> None:
    post = make_post(staff, website)
    assert signed_in(forum).get(f"/desk/posts/{post.pk}/").status_code == 403
    assert signed_in(auditor).get(f"/desk/posts/{post.pk}/").status_code == 200
    assert b'id="writing"' not in signed_in(auditor).get(f"/desk/posts/{post.pk}/").content
    assert signed_in(forum).get("/desk/posts/new/").status_code == 403


def test_the_page_of_a_post_asks_few_questions(
    officer: Person, staff: Person, website: Channel, facebook: Channel, django_assert_max_num_queries: object
) -> None:
    post = make_post(staff, website, facebook)
    client = signed_in(officer)
    client.get(f"/desk/posts/{post.pk}/")
    with django_assert_max_num_queries(19):  # one of them for our list of numbers to call, three for a house not set up yet
        client.get(f"/desk/posts/{post.pk}/")


def test_approving_while_everything_is_stopped_says_what_will_happen(officer: Person, staff: Person, website: Channel) -> None:
    post = make_post(staff, website)
    stop_everything(reason="A fire in Pine Court", by=officer)
    answer = signed_in(officer).post(
        f"/desk/posts/{post.pk}/approval/", {"fingerprint": fingerprint(post), "edition": "1"}, follow=True
    )
    assert "But all posts are stopped" in answer.text


def test_what_was_done_leads_to_the_record_for_who_may_read_it(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    signed_in(colleague).post(f"/desk/posts/{post.pk}/submission/")
    shown = signed_in(officer).get(f"/desk/posts/{post.pk}/").text
    assert f"/desk/evidence/?subject=posts.post%3A{post.pk}" in shown
    assert "/desk/evidence/?subject" not in signed_in(colleague).get(f"/desk/posts/{post.pk}/").text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-11-24T10:00", "2026-11-24T10:00"),
        ("24/11/2026 10:00", "2026-11-24T10:00"),
        ("24/11/26, 9:05", "2026-11-24T09:05"),
        ("24 November 2026 16.30", "2026-11-24T16:30"),
        ("Tuesday 24 November 2026, 4.30pm", "2026-11-24T16:30"),
        ("", ""),
    ],
)
@pytest.mark.django_db
def test_a_time_may_be_typed_as_people_here_write_it(typed: str, read: str) -> None:
    form = PostForm({"when": typed}, channels=[])
    form.is_valid()
    assert "when" not in form.errors
    assert moments.wall(moments.utc(form.moments["when"]) if form.moments["when"] else None) == read


def test_what_a_word_processor_adds_is_gone_before_it_is_kept(officer: Person, website: Channel) -> None:
    typed = given(
        website, title="Bins\x0bmove \x01", credit="The\x1b hall", **{f"text_{website.pk}": "Monday.\x0bOr \u202eTuesday."}
    )
    signed_in(officer).post("/desk/posts/new/", typed)
    post = Post.objects.get()

    assert (post.title, post.credit, post.texts.get().text) == ("Bins move", "The hall", "Monday.\nOr Tuesday.")
