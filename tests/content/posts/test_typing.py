"""Nothing typed is lost: a reload, a save that fails and a form sent twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts.models import Post, Unsaved
from steamie.people.models import Person
from tests.content.making import NOW, TUESDAY, make_post

BACK = "Your words are back"


@pytest.fixture
def writer(colleague: Person) -> Client:
    browser = Client()
    browser.force_login(colleague)
    return browser


def whole(channel: Channel, **fields: object) -> dict[str, object]:
    """The form of a post, filled in."""
    filled = {"title": "Bins move", "share": "association", "kind": "news", "audience": "tenants", "purpose": "guidance"}
    return filled | {f"text_{channel.pk}": "From Monday.", "when": "24/11/2026 10:00", **fields}


@pytest.mark.usefixtures("strategy")
def test_what_is_typed_into_a_new_post_survives_a_reload_and_goes_when_it_is_saved(writer: Client, website: Channel) -> None:
    with time_machine.travel(NOW, tick=False):
        assert "Kept at 09:00, not saved" in " ".join(
            writer.post("/desk/typing/new/", whole(website, title="Half a head")).text.split()
        )
        page = writer.get("/desk/posts/new/").text
        assert BACK in page
        assert "Half a head" in page
        assert "as you left them on Monday 23 November, 09:00" in page
        writer.post("/desk/posts/new/", whole(website))
    assert Post.objects.get().title == "Bins move"
    assert not Unsaved.objects.exists()


@pytest.mark.usefixtures("strategy")
def test_a_new_post_begun_from_a_day_has_typing_of_its_own(writer: Client, website: Channel) -> None:
    with time_machine.travel(NOW, tick=False):
        refused = writer.post("/desk/posts/new/?day=2026-12-01", whole(website, title=""))
        assert refused.status_code == 422
        assert BACK not in writer.get("/desk/posts/new/").text
        assert "From Monday." in writer.get("/desk/posts/new/?day=2026-12-01").text
        away = writer.post("/desk/typing/new-day-2026-12-01/removal/")
        assert away.headers["Location"] == "/desk/posts/new/?day=2026-12-01"
        assert "From Monday." not in writer.get(away.headers["Location"]).text


def test_what_is_no_form_of_ours_keeps_nothing(writer: Client, website: Channel) -> None:
    assert writer.post(f"/desk/typing/{'x' * 41}/", whole(website)).status_code == 200
    assert not Unsaved.objects.exists()


@pytest.mark.usefixtures("strategy")
def test_what_could_not_be_saved_is_there_after_a_reload(writer: Client, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    address = post.get_absolute_url()
    with time_machine.travel(NOW, tick=False):
        assert writer.post(address, whole(website, title="Kept", when="tomorrow", edition=1)).status_code == 422
        page = writer.get(address).text
        assert BACK in page
        assert 'value="Kept"' in page
        assert 'value="tomorrow"' in page
        writer.post(address, whole(website, title="Kept", edition=1))
        assert BACK not in writer.get(address).text
    assert Post.objects.get().title == "Kept"


@pytest.mark.usefixtures("strategy")
def test_the_look_at_what_is_typed_keeps_it(writer: Client, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    with time_machine.travel(NOW, tick=False):
        writer.post(f"{post.get_absolute_url()}check/", whole(website, title="Half a head", edition=1))
        assert "Half a head" in writer.get(post.get_absolute_url()).text


@pytest.mark.usefixtures("strategy")
def test_nobody_else_sees_what_was_typed(writer: Client, desk: Client, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    with time_machine.travel(NOW, tick=False):
        writer.post(f"{post.get_absolute_url()}check/", whole(website, title="Half a head", edition=1))
        assert "Half a head" not in desk.get(post.get_absolute_url()).text


@pytest.mark.usefixtures("strategy")
def test_words_typed_before_another_changed_the_post_do_not_overwrite_it(
    writer: Client, desk: Client, colleague: Person, website: Channel
) -> None:
    post = make_post(colleague, website)
    address = post.get_absolute_url()
    with time_machine.travel(NOW, tick=False):
        writer.post(f"{address}check/", whole(website, title="Mine", edition=1))
        desk.post(address, whole(website, title="Theirs", edition=1))
        page = writer.get(address)
        again = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields if name != "picture"}
        assert again["edition"] == "1"
        assert writer.post(address, again).status_code == 409
    assert Post.objects.get().title == "Theirs"


@pytest.mark.usefixtures("strategy")
def test_a_form_sent_twice_makes_one_post(writer: Client, website: Channel) -> None:
    with time_machine.travel(NOW, tick=False):
        first, second = (writer.post("/desk/posts/new/", whole(website)) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Post.objects.count() == 1


@pytest.mark.usefixtures("strategy")
def test_asking_and_sending_back_twice_is_once(writer: Client, desk: Client, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(2):
            writer.post(f"{post.get_absolute_url()}submission/")
        clock.shift(timedelta(seconds=5))
        for _ in range(2):
            desk.post(f"{post.get_absolute_url()}return/", {"reason": "Say which day."})
        assert (post.submissions.count(), post.returns.count()) == (1, 1)
        clock.shift(timedelta(seconds=5))
        writer.post(f"{post.get_absolute_url()}submission/")
        clock.shift(timedelta(seconds=5))
        desk.post(f"{post.get_absolute_url()}return/", {"reason": "Say which day."})
    assert (post.submissions.count(), post.returns.count()) == (2, 2)


@pytest.mark.usefixtures("strategy")
def test_a_day_more_than_a_year_ahead_is_asked_about_once(writer: Client, website: Channel) -> None:
    far = whole(website, when="24/11/2028 10:00")
    with time_machine.travel(NOW, tick=False):
        asked = writer.post("/desk/posts/new/", far)
        assert asked.status_code == 422
        assert "Friday 24 November 2028 is more than a year ahead" in asked.text
        assert 'name="far_ahead"' in asked.text
        saved = writer.post("/desk/posts/new/", far | {"far_ahead": "on"})
        assert saved.status_code == 302
        again = writer.post(saved.headers["Location"], far | {"title": "Bins move again", "edition": 1})
        assert again.status_code == 302
        page = " ".join(writer.get(saved.headers["Location"]).text.split())
    assert Post.objects.get().due_at == TUESDAY.replace(year=2028)
    assert "<strong>Friday 24 November 2028 at 10:00</strong>" in page


@pytest.mark.usefixtures("strategy")
def test_an_event_in_an_hour_that_comes_twice_is_asked_about(writer: Client, website: Channel) -> None:
    """The clocks go back on Sunday 31 October 2027, and a night event may start in either of two equal hours."""
    event = {"kind": "event", "event_place": "The hall", "event_starts": "31/10/2027 01:30", "event_ends": "31/10/2027 03:00"}
    with time_machine.travel(NOW, tick=False):
        asked = writer.post("/desk/posts/new/", whole(website, **event))
        assert asked.status_code == 422
        assert "01:30 comes twice" in asked.text
        assert 'name="event_starts_which"' in asked.text
        writer.post("/desk/posts/new/", whole(website, **event, event_starts_which="second"))
        post = Post.objects.get()
        page = writer.get(post.get_absolute_url())
    assert f"{post.event_starts:%H:%M}" == "01:30"  # in UTC: the second of the two
    assert page.context["form"]["event_starts_which"].value() == "second"
