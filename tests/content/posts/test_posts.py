"""Writing, changing and approving: what is refused, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from steamie.channels.models import Channel
from steamie.content.posts import checks
from steamie.content.posts.actions import approval, posts
from steamie.content.posts.actions.overriding import override
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post, PostPicture
from steamie.content.posts.models.publications import Step
from steamie.content.posts.refusals import AlreadyGoing
from steamie.evidence.models import Event
from steamie.people.models import Delegation, Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import Changed, NotReady
from tests.content.making import NOW, TUESDAY, make_picture, make_post


def approved(post: Post, by: Person) -> None:
    approval.approve(post=post, fingerprint=fingerprint(post), by=by, at=NOW)


def standing(post: Post) -> str:
    return Post.objects.with_standing().get(pk=post.pk).standing.value


def edited(post: Post, by: Person, **changes: object) -> Post:
    return posts.edit(post=post, composition=replace(of_post(post), **changes), by=by, at=NOW)


def test_a_post_goes_from_draft_to_sent(officer: Person, colleague: Person, website: Channel) -> None:
    words = Composition("Gas safety", "association", texts={website.pk: "A check once a year."}, due_at=TUESDAY)
    post = posts.draft(composition=words, by=colleague, at=NOW)
    assert standing(post) == "draft"
    approval.submit(post=post, by=colleague, at=NOW)
    assert standing(post) == "awaiting approval"
    approval.send_back(post=post, reason="Say which day", by=officer, at=NOW + timedelta(minutes=1))
    assert standing(post) == "sent back"
    approval.submit(post=post, by=colleague, at=NOW + timedelta(minutes=2))
    approved(post, officer)
    assert standing(post) == "approved"
    post.publications.update(step=Step.CREATING)
    assert standing(post) == "sending"
    post.publications.update(step=Step.NEEDS_A_PERSON)
    assert standing(post) == "unconfirmed"
    post.publications.update(step=Step.PUBLISHED, published_at=TUESDAY)
    assert standing(post) == "sent"
    verbs = list(Event.objects.filter(subject=f"posts.post:{post.pk}").values_list("verb", flat=True))
    assert verbs == ["draft", "submit", "send back", "submit", "approve"]


def test_the_queue_and_the_drafts(officer: Person, colleague: Person, website: Channel) -> None:
    waiting, draft, done = (make_post(colleague, website, title=title) for title in ("Waiting", "Draft", "Done"))
    approval.submit(post=waiting, by=colleague, at=NOW)
    approved(done, officer)
    assert list(Post.objects.awaiting_approval()) == [waiting]
    assert list(Post.objects.drafts()) == [draft]
    assert list(Post.objects.approved()) == [done]
    assert list(Post.objects.published()) == []


def test_an_edit_between_approval_and_publication_publishes_neither(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    approval.submit(post=post, by=colleague, at=NOW)
    approved(post, officer)
    before = post.publications.get()
    post = edited(post, colleague, title="Something else")
    row = post.publications.get()
    assert row.step == Step.HELD
    assert row.wake_at is None
    assert row.fingerprint != fingerprint(post)
    assert standing(post) == "awaiting approval"
    approved(post, officer)
    row = post.publications.get()
    assert (row.pk, row.code, row.step, row.fingerprint) == (before.pk, before.code, Step.APPROVED, fingerprint(post))


def test_changing_it_back_does_not_bring_the_approval_back(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    approved(post, officer)
    was = fingerprint(post)
    post = edited(post, colleague, title="Something else")
    post = edited(post, colleague, title="Your yearly gas safety check")
    assert fingerprint(post) != was
    assert post.publications.get().step == Step.HELD


def test_saving_without_a_change_keeps_the_approval(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    approved(post, officer)
    post = edited(post, colleague)
    assert post.publications.get().step == Step.APPROVED
    assert standing(post) == "approved"


@pytest.mark.parametrize("step", [Step.CREATING, Step.CREATED, Step.PUBLISHING, Step.PUBLISHED, Step.NEEDS_A_PERSON])
def test_a_post_that_has_begun_to_go_is_not_edited(officer: Person, colleague: Person, website: Channel, step: Step) -> None:
    post = make_post(colleague, website)
    approved(post, officer)
    post.publications.update(step=step)
    with pytest.raises(AlreadyGoing, match="begun to go out"):
        edited(post, colleague, title="Something else")
    post.refresh_from_db()
    assert post.title == "Your yearly gas safety check"


def test_what_a_channel_refused_can_be_put_right_and_sent_again(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    approved(post, officer)
    post.publications.update(step=Step.REFUSED, wake_at=None)
    assert standing(post) == "refused"
    post = edited(post, colleague, title="Shorter")
    approved(post, officer)
    assert standing(post) == "approved"


def test_a_channel_taken_out_after_approval_gets_nothing(
    officer: Person, colleague: Person, website: Channel, facebook: Channel
) -> None:
    post = make_post(colleague, website, facebook)
    approved(post, officer)
    post = edited(post, colleague, texts={website.pk: "Only here."})
    approved(post, officer)
    assert dict(post.publications.values_list("channel__kind", "step")) == {"website": "approved", "facebook": "withdrawn"}
    assert standing(post) == "approved"


def test_two_people_editing_at_once_lose_nothing(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    posts.edit(post=post, composition=replace(of_post(post), title="First"), by=colleague, edition=1, at=NOW)
    with pytest.raises(Changed):
        posts.edit(post=post, composition=replace(of_post(post), title="Second"), by=officer, edition=1, at=NOW)
    post.refresh_from_db()
    assert post.title == "First"


def test_staff_change_only_their_own(staff: Person, colleague: Person, website: Channel) -> None:
    own, other = make_post(staff, website), make_post(colleague, website)
    edited(own, staff, title="Mine")
    with pytest.raises(NotAllowed):
        edited(other, staff, title="Not mine")


def test_a_deputy_approves_others_work_between_dates_and_never_their_own(
    officer: Person, colleague: Person, staff: Person, website: Channel
) -> None:
    Delegation.objects.create(
        lent_by=officer, lent_to=colleague, since=date(2026, 11, 20), until=date(2026, 11, 30), reason="Leave"
    )
    post, own = make_post(staff, website), make_post(colleague, website)
    given = approval.approve(post=post, fingerprint=fingerprint(post), by=colleague, at=NOW)
    assert given.delegation is not None
    for late in (own, edited(make_post(staff, website), colleague, title="My words now")):
        with pytest.raises(NotAllowed, match="You worked on this yourself"):
            approval.approve(post=late, fingerprint=fingerprint(late), by=colleague, at=NOW)
    other = make_post(staff, website, due_at=TUESDAY + timedelta(days=30))
    with pytest.raises(NotAllowed):
        approval.approve(post=other, fingerprint=fingerprint(other), by=colleague, at=NOW + timedelta(days=14))


UNREADY = [
    ({"due_at": NOW - timedelta(minutes=10)}, "08:50 today has passed. Choose a time after 09:00 today."),
    ({"due_at": None}, "Choose when it goes out."),
    ({"kind": "event"}, "Say where the event is."),
    ({"kind": "event", "event_place": "The hall"}, "Say when the event starts."),
    ({"share": "sector"}, "Say whose news this is: a sector post is credited to the body it comes from."),
]


@pytest.mark.parametrize(("fields", "message"), UNREADY)
def test_what_is_missing_is_said_in_plain_words(
    officer: Person, colleague: Person, website: Channel, fields: dict[str, object], message: str
) -> None:
    post = make_post(colleague, website, **fields)
    for act in (lambda: approved(post, officer), lambda: approval.submit(post=post, by=colleague, at=NOW)):
        with pytest.raises(NotReady) as refusal:
            act()
        assert message in refusal.value.messages


def test_too_long_for_the_channel(officer: Person, colleague: Person) -> None:
    board = Channel.objects.create(kind="paper", name="Noticeboard", created_at=NOW)
    post = make_post(colleague, board, text="word " * 319 + "words")
    with pytest.raises(NotReady, match=r"Noticeboard takes 1,500 characters at most. Take out 100"):
        approved(post, officer)


def test_a_letter_that_the_noticeboard_cannot_print_is_named_before_approval(officer: Person, colleague: Person) -> None:
    board = Channel.objects.create(kind="paper", name="Noticeboard", created_at=NOW)
    post = make_post(colleague, board, text="Gala day on Saturday 🎉")
    with pytest.raises(NotReady, match="Noticeboard cannot show “🎉”"):
        approved(post, officer)


def test_a_picture_without_a_description(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    used = PostPicture.objects.create(post=post, picture=make_picture(), alt="")
    with pytest.raises(NotReady, match="Describe the picture"):
        approved(post, officer)
    used.alt = "A teal square."
    used.save()
    approved(post, officer)


def test_people_shown_without_a_word_on_their_consent(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website)
    PostPicture.objects.create(post=post, picture=make_picture(shows_people=True), alt="Two neighbours.")
    with pytest.raises(NotReady, match="Say whether anyone can be recognised and has agreed"):
        approved(post, officer)


def test_no_words_no_approval(officer: Person, colleague: Person) -> None:
    with pytest.raises(NotReady, match="Write the words"):
        approved(make_post(colleague), officer)


def test_personal_data_stops_a_post_until_it_is_taken_out_or_kept_with_a_reason(
    officer: Person, colleague: Person, website: Channel
) -> None:
    post = make_post(colleague, website, text="Call Mrs Smith on 07700 900123 about her heating.")
    with pytest.raises(NotReady, match="Personal data"):
        approved(post, officer)
    [question] = checks.of_post(post).blocking
    with pytest.raises(NotReady, match="Say why"):
        override(post=post, finding=question.finding, reason="  ", by=colleague, at=NOW)
    override(post=post, finding=question.finding, reason="A number made up for films", by=colleague, at=NOW)
    approved(post, officer)
    post = edited(post, colleague, texts={website.pk: "Call Mrs Smith on 07700 900456."})
    with pytest.raises(NotReady, match="900456"):
        approved(post, officer)


def test_the_fingerprint_covers_everything_that_goes_out(colleague: Person, website: Channel, facebook: Channel) -> None:
    post = make_post(colleague, website)
    seen = {fingerprint(post)}
    changes = [
        {"title": "A"},
        {"share": "community"},
        {"audience": "forum"},
        {"purpose": "connect"},
        {"link": "https://example.org/b"},
        {"credit": "C"},
        {"kind": "event", "event_place": "Hall"},
        {"event_starts": TUESDAY},
        {"event_ends": TUESDAY + timedelta(hours=1)},
        {"due_at": TUESDAY + timedelta(minutes=1)},
        {"texts": {website.pk: "Other"}},
        {"texts": {website.pk: "Other", facebook.pk: "Also"}},
    ]
    for change in changes:
        post = edited(post, colleague, **change)
        assert fingerprint(post) not in seen
        seen.add(fingerprint(post))
    assert all(len(digest) == 64 for digest in seen)
