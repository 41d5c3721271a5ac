"""One text for every channel, other words only where somebody wants them, and no press that loses what was typed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts.checks import FindingQuestion
from steamie.content.posts.cropping import SHAPES, box
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.forms.correcting import CorrectionForm
from steamie.content.posts.marks import marked
from steamie.content.posts.models import Post, PostPicture
from steamie.people.models import Person
from steamie.rules import wording
from steamie.wording.vocabulary import vocabulary
from tests.content.making import NOW, make_picture, make_post


@pytest.fixture(autouse=True)
def monday(time_machine: object) -> None:
    time_machine.move_to(NOW, tick=False)


def typed(*channels: Channel, **fields: object) -> dict[str, object]:
    """The form of a post with one text, as a browser sends it."""
    filled = {"title": "Bins move", "share": "association", "kind": "news", "audience": "tenants", "purpose": "guidance"}
    filled |= {"when": "2026-11-24T10:00", "words": "From Monday.", "goes_to": [str(channel.pk) for channel in channels]}
    return filled | fields


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def texts(post: Post) -> dict[int, str]:
    return dict(post.texts.values_list("channel", "text"))


def plain(page: str) -> str:
    return " ".join(page.split())


def test_one_text_goes_to_every_ticked_channel_and_other_words_only_where_wanted(
    officer: Person, website: Channel, facebook: Channel
) -> None:
    desk = signed_in(officer)
    fresh = desk.get("/desk/posts/new/").text
    assert len(re.findall(r'name="goes_to"[^>]*checked', fresh)) == 2  # every channel that can publish is ticked at first

    desk.post("/desk/posts/new/", typed(website, facebook))
    post = Post.objects.get()
    assert texts(post) == {website.pk: "From Monday.", facebook.pk: "From Monday."}

    desk.post(post.get_absolute_url(), typed(website, facebook, edition=1, **{f"text_{facebook.pk}": "Monday!"}))
    assert texts(post) == {website.pk: "From Monday.", facebook.pk: "Monday!"}
    shown = desk.get(post.get_absolute_url())
    form = shown.context["form"]
    assert (form["words"].value(), form[f"text_{facebook.pk}"].value(), form[f"text_{website.pk}"].value()) == (
        "From Monday.",
        "Monday!",
        None,
    )
    assert "Goes to <strong>Website news and Facebook Page</strong>" in plain(shown.text)

    desk.post(post.get_absolute_url(), typed(website, edition=2, words="From Tuesday."))
    assert texts(post) == {website.pk: "From Tuesday."}


def test_words_that_would_be_lost_are_refused_with_why(officer: Person, website: Channel, facebook: Channel) -> None:
    desk = signed_in(officer)
    nowhere = desk.post("/desk/posts/new/", typed())
    assert nowhere.status_code == 422
    assert "Tick where it goes, so that its words are saved." in nowhere.text
    assert "From Monday." in nowhere.text
    unticked = desk.post("/desk/posts/new/", typed(website, **{f"text_{facebook.pk}": "Only for Facebook"}))
    assert unticked.status_code == 422
    assert "Facebook Page is not ticked. Tick it, or empty this box." in unticked.text
    assert not Post.objects.exists()


def test_approving_words_that_were_just_changed_saves_them_and_asks_for_a_second_look(
    officer: Person, colleague: Person, website: Channel
) -> None:
    post = make_post(colleague, website)
    desk, address = signed_in(officer), f"{post.get_absolute_url()}approval/"
    as_shown = typed(website, title=post.title, words=post.texts.get().text, kind="information", link=post.link, edition=1)

    changed = desk.post(address, as_shown | {"words": "Another word.", "fingerprint": fingerprint(post)}, follow=True)
    assert "Your change is saved, and not approved yet." in changed.text
    assert texts(post) == {website.pk: "Another word."}
    assert not post.approvals.exists()

    post = Post.objects.get()
    desk.post(address, as_shown | {"words": "Another word.", "edition": 2, "fingerprint": fingerprint(post)})
    assert post.approvals.get().fingerprint == fingerprint(post)


def test_a_look_that_comes_in_after_the_words_were_saved_is_nobody_s_change(officer: Person, website: Channel) -> None:
    """It was sent before the last word was typed, and the save overtook it."""
    desk = signed_in(officer)
    desk.post("/desk/posts/new/", typed(website))
    address = Post.objects.get().get_absolute_url()

    desk.post(address, typed(website, edition=1, words="From Tuesday, at eight."))
    desk.post(f"{address}check/", typed(website, edition=1, words="From Tuesday"))
    form = desk.get(address).context["form"]
    assert (form["words"].value(), str(form["edition"].value())) == ("From Tuesday, at eight.", "2")

    desk.post(f"{address}check/", typed(website, edition=2, words="From Wednesday"))  # what is typed from here on is kept
    assert desk.get(address).context["form"]["words"].value() == "From Wednesday"


def test_asking_for_approval_saves_what_is_typed(colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    signed_in(colleague).post(f"{post.get_absolute_url()}submission/", typed(website, edition=1))
    assert (texts(post), post.submissions.get().edition) == ({website.pk: "From Monday."}, 2)


def test_back_and_then_save_begins_no_second_post_and_loses_no_word(
    officer: Person, website: Channel, time_machine: object
) -> None:
    desk = signed_in(officer)
    [begun] = re.findall(r'name="begun" value="([0-9a-f]+)"', desk.get("/desk/posts/new/").text)
    desk.post("/desk/posts/new/", typed(website, begun=begun))
    time_machine.move_to(NOW + timedelta(minutes=5), tick=False)
    again = desk.post("/desk/posts/new/", typed(website, begun=begun, words="From Tuesday, we hear."), follow=True)
    post = Post.objects.get()
    assert again.redirect_chain[-1][0] == post.get_absolute_url()
    assert "It was saved before." in again.text
    assert "From Tuesday, we hear." in again.text
    assert texts(post) == {website.pk: "From Monday."}


def test_a_look_that_comes_in_after_the_words_were_saved_is_not_taken_for_new_words(officer: Person, website: Channel) -> None:
    desk = signed_in(officer)
    [begun] = re.findall(r'name="begun" value="([0-9a-f]+)"', desk.get("/desk/posts/new/").text)
    desk.post("/desk/posts/new/", typed(website, begun=begun))
    desk.post("/desk/typing/new/", typed(website, begun=begun))
    assert "Your words are back" not in desk.get("/desk/posts/new/").text
    post = Post.objects.get()
    desk.post(post.get_absolute_url(), typed(website, title="Bins move on", edition=1))
    desk.post(f"{post.get_absolute_url()}check/", typed(website, title="Bins move on", words="From Monday. ", edition=1))
    assert "Your words are back" not in desk.get(post.get_absolute_url()).text
    desk.post(f"{post.get_absolute_url()}check/", typed(website, title="Bins move off", edition=2))
    assert "Your words are back" in desk.get(post.get_absolute_url()).text


def test_a_milder_word_takes_the_place_of_the_one_asked_about(officer: Person, website: Channel) -> None:
    post = make_post(officer, website, text="Listen, you lot: gas matters.")
    desk = signed_in(officer)
    page = desk.get(post.get_absolute_url()).text
    words, softer = re.findall(r'name="replace"\s+value="([^"]+)">Use “([^”]+)”', page)[0]
    told = typed(website, words=f"Typed just now: {words}.", edition=1, replace=words)
    desk.post(f"{post.get_absolute_url()}findings/replacement/", told)
    assert texts(post) == {website.pk: f"Typed just now: {softer}."}


@pytest.mark.usefixtures("strategy")
def test_marks_lie_under_the_words_they_are_about_and_are_all_numbered() -> None:
    text = "Call 07700 900123 or 07700 900456 today."
    found = wording.check(text, lists=vocabulary().lists, windows=(), on=None, ours=())
    questions = [FindingQuestion(one, "the website") for one in found]
    pieces = marked(text, questions)
    assert "".join(piece.words for piece in pieces) == text
    assert [(piece.words, piece.number) for piece in pieces if piece.number] == [("07700 900123", 1), ("07700 900456", 2)]
    assert marked("Nothing to ask.", []) == []
    moved = marked(f"Hello. {text}", questions)
    assert [piece.words for piece in moved if piece.number] == ["07700 900123", "07700 900456"]


def test_a_copy_is_a_draft_with_the_same_words_even_of_a_withdrawn_post(officer: Person, website: Channel) -> None:
    post = make_post(officer, website)
    desk = signed_in(officer)
    desk.post(f"{post.get_absolute_url()}withdrawal/", {"reason": "Wrong street"})
    answer = desk.post(f"{post.get_absolute_url()}copy/", follow=True)
    copy = Post.objects.exclude(pk=post.pk).get()
    assert answer.redirect_chain[-1][0] == copy.get_absolute_url()
    assert (copy.title, texts(copy), copy.due_at, copy.standing) == (post.title, texts(post), None, "draft")
    assert "no day chosen" in answer.text


def test_a_second_pair_of_eyes_is_asked_for_by_name_and_answers(
    officer: Person, colleague: Person, website: Channel, auditor: Person
) -> None:
    post = make_post(officer, website)
    desk, other = signed_in(officer), signed_in(colleague)
    address = f"{post.get_absolute_url()}notes/"
    assert desk.post(address, {"words": " ", "asks": ""}).status_code == 422
    refused = desk.post(address, {"words": "Look?", "asks": str(auditor.pk)})
    assert refused.status_code == 422
    assert "Look?" in refused.text
    desk.post(address, {"words": "Is this the right street?", "asks": str(colleague.pk)})
    today = other.get("/desk/").text
    assert f"{officer.name} asks you to look at" in today
    assert "Is this the right street?" in other.get(post.get_absolute_url()).text
    other.post(address, {"words": "Yes, it is."})
    assert f"{officer.name} asks you to look at" not in other.get("/desk/").text
    assert "Yes, it is." in desk.get(post.get_absolute_url()).text
    assert "right street" not in signed_in(auditor).get(post.get_absolute_url()).text


def test_a_picture_of_ours_is_chosen_again_whole_or_cut_to_a_shape(officer: Person, website: Channel) -> None:
    earlier = make_post(officer, website)
    picture = make_picture()
    PostPicture.objects.create(post=earlier, picture=picture, alt="A teal square.")
    desk = signed_in(officer)
    assert "A teal square." in desk.get("/desk/posts/new/").text

    desk.post("/desk/posts/new/", typed(website, library=str(picture.pk)))
    whole = Post.objects.latest("pk").pictures.get()
    assert (whole.picture, whole.alt) == (picture, "A teal square.")

    desk.post("/desk/posts/new/", typed(website, title="Cut", library=str(picture.pk), crop="square"))
    cut = Post.objects.latest("pk").pictures.get()
    assert (cut.picture.width, cut.picture.height, cut.alt) == (24, 24, "A teal square.")
    assert cut.picture.pk != picture.pk

    Path(picture.file.path).write_bytes(b"not what we kept")
    refused = desk.post("/desk/posts/new/", typed(website, title="Altered", library=str(picture.pk), crop="wide"))
    assert refused.status_code == 422
    assert "is not as we kept it" in refused.text
    assert desk.post("/desk/posts/new/", typed(website, title="Of nobody", library="999999")).status_code == 422


@pytest.mark.parametrize(
    ("width", "height", "shape", "part"),
    [
        (400, 200, "square", (100, 0, 300, 200)),
        (400, 200, "square-start", (0, 0, 200, 200)),
        (200, 400, "square-end", (0, 200, 200, 400)),
        (1200, 1200, "wide-top", (0, 0, 1200, 630)),
        (1200, 1200, "wide-bottom", (0, 570, 1200, 1200)),
        (3000, 630, "wide", (900, 0, 2100, 630)),
        (1, 1, "wide", (0, 0, 1, 1)),
    ],
)
def test_the_part_that_stays_of_a_cut_picture(width: int, height: int, shape: str, part: tuple[int, ...]) -> None:
    assert box(width, height, *SHAPES[shape]) == part


def test_a_link_without_a_picture_is_shown_as_the_card_it_becomes(officer: Person, website: Channel, facebook: Channel) -> None:
    post = make_post(officer, website, facebook)
    desk = signed_in(officer)
    assert '<span class="st_small st_muted">example.org</span>' in desk.get(post.get_absolute_url()).text
    PostPicture.objects.create(post=post, picture=make_picture(), alt="A boiler.")
    assert '<span class="st_small st_muted">example.org</span>' not in desk.get(post.get_absolute_url()).text


def test_a_slip_in_a_sent_post_is_one_box_for_all_channels(officer: Person, website: Channel, page: Channel) -> None:
    form = CorrectionForm(
        {"title": "Bins", "words": "From Tuesday.", "reason": "It is Tuesday"},
        post=make_post(officer, website, page, text="From Monday."),
        channels=[website, page],
    )
    assert form.is_valid(), form.errors
    assert form.composition().texts == {website.pk: "From Tuesday.", page.pk: "From Tuesday."}
    empty = CorrectionForm(
        {"title": "Bins", "words": " ", "reason": "x"}, post=make_post(officer, website, text="Words"), channels=[website]
    )
    assert "Words cannot be taken out altogether" in str(empty.errors["words"])
