"""Who may not approve what they wrote: by the history of the words, through the actions (S-60)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from steamie.channels.models import Channel
from steamie.content.calendar.actions import open_quarter
from steamie.content.plan.models import Slot
from steamie.content.posts.actions import approval, correcting, posts
from steamie.content.posts.actions.undoing import undo
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.correcting.changes import fingerprint_of
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Authorship, Post, Publication
from steamie.content.posts.rows import publications
from steamie.content.posts.today import awaiting_approval
from steamie.content.suggestions.models import Suggestion
from steamie.evidence.models import Event
from steamie.people.asking import Viewer
from steamie.people.models import Delegation, Person
from steamie.people.permissions import NotAllowed
from steamie.rules.parameters import NoParameters
from steamie.rules.permissions import Office
from tests.conftest import make_person
from tests.content.making import NOW, TUESDAY
from tests.strategy.papers import clause_of

WORDS = "Every home with gas needs a safety check each year."
OTHER = "Our engineers look at your boiler before the winter comes."


@pytest.fixture
def deputy(officer: Person, colleague: Person) -> Person:
    """The colleague, while the officer is away."""
    away = {"since": date(2026, 11, 20), "until": date(2026, 11, 30), "reason": "Leave"}
    Delegation.objects.create(lent_by=officer, lent_to=colleague, **away)
    return colleague


@pytest.fixture
def writer(db: None) -> Person:
    """Another member of the team."""
    return make_person(Office.TEAM, "Writer")


def begun(by: Person, channel: Channel, text: str = WORDS, **fields: object) -> Post:
    told = {"title": "Gas safety", "share": "association", "audience": "tenants", "due_at": TUESDAY, "texts": {channel.pk: text}}
    return posts.draft(composition=Composition(**told | fields), by=by, at=NOW)


def edited(post: Post, by: Person, **changes: object) -> Post:
    return posts.edit(post=post, composition=replace(of_post(Post.objects.get(pk=post.pk)), **changes), by=by, at=NOW)


def approved(post: Post, by: Person):
    post = Post.objects.get(pk=post.pk)
    return approval.approve(post=post, fingerprint=fingerprint(post), by=by, at=NOW)


def test_a_deputy_approves_what_others_wrote(deputy: Person, writer: Person, website: Channel) -> None:
    given = approved(begun(writer, website), deputy)
    assert (given.own_work, given.delegation is not None) == (False, True)


def test_a_colleagues_full_stop_launders_nothing(deputy: Person, writer: Person, website: Channel) -> None:
    post = begun(deputy, website, WORDS.rstrip("."))
    edited(post, writer, texts={website.pk: WORDS})
    with pytest.raises(NotAllowed, match="You worked on this yourself"):
        approved(post, deputy)


def test_words_put_back_by_a_colleague_are_still_whoevers_they_were(deputy: Person, writer: Person, website: Channel) -> None:
    post = begun(writer, website, "Soon.", title="Gas")
    edited(post, deputy, texts={website.pk: WORDS})
    edited(post, writer, texts={website.pk: "Soon."})
    edited(post, writer, texts={website.pk: WORDS})
    with pytest.raises(NotAllowed):
        approved(post, deputy)


def test_whoever_began_it_may_approve_once_all_their_words_are_replaced(deputy: Person, writer: Person, website: Channel) -> None:
    post = begun(deputy, website)
    edited(post, writer, texts={website.pk: OTHER})
    with pytest.raises(NotAllowed):
        approved(post, deputy)  # the headline is still theirs
    edited(post, writer, title="Boilers before winter")
    assert approved(post, deputy).delegation is not None


def test_another_time_is_no_authorship(deputy: Person, writer: Person, website: Channel) -> None:
    post = begun(writer, website)
    edited(post, deputy, due_at=TUESDAY + timedelta(days=1))
    assert approved(post, deputy).delegation is not None


@pytest.mark.parametrize(
    "change",
    [
        {"credit": "Deputy’s friends"},
        {"link": "https://example.org/mine"},
        {"title": "Gas safety, yearly"},
        {"kind": "event", "event_place": "The hall", "event_starts": TUESDAY + timedelta(days=7)},
    ],
)
def test_whatever_people_read_counts_as_words(
    deputy: Person, writer: Person, website: Channel, change: dict[str, object]
) -> None:
    post = begun(writer, website)
    edited(post, deputy, **change)
    with pytest.raises(NotAllowed):
        approved(post, deputy)


def test_the_officer_approves_their_own_words_labelled_and_counted(officer: Person, writer: Person, website: Channel) -> None:
    post = begun(officer, website, WORDS.rstrip("."))
    edited(post, writer, texts={website.pk: WORDS})
    assert approved(post, officer).own_work is True
    assert Event.objects.get(verb="approve").facts["own_work"] is True


def test_a_colleagues_suggestion_is_still_theirs_when_another_takes_it_up(
    deputy: Person, writer: Person, website: Channel
) -> None:
    told = {"title": "Gas safety", "text": WORDS, "group": "staff", "received_at": NOW, "share": "association"}
    suggestion = Suggestion.objects.create(reference="S-1", person=deputy, **told)
    post = posts.draft_from_suggestion(suggestion=suggestion, by=writer, at=NOW)
    assert post.is_work_of(deputy)
    assert post.is_work_of(writer)
    edited(post, writer, due_at=TUESDAY, audience="tenants")
    with pytest.raises(NotAllowed):
        approved(post, deputy)


def test_an_earlier_post_said_again_is_still_whoevers_it_was(
    deputy: Person, writer: Person, officer: Person, website: Channel
) -> None:
    quarter, later = open_quarter(day=TUESDAY.date(), by=officer, at=NOW), TUESDAY.date() + timedelta(days=7)
    slot = Slot.objects.create(quarter=quarter, day=later, share="association", made_at=NOW, made_by=officer)
    again = posts.draft_again(post=begun(deputy, website), by=writer, slot=slot, at=NOW)
    assert again.is_work_of(deputy)
    assert again.is_work_of(writer)


def test_a_post_from_before_there_were_rows_is_its_authors(deputy: Person, writer: Person, website: Channel) -> None:
    post = begun(deputy, website)
    Authorship.objects.all().delete()
    edited(post, writer, texts={website.pk: f"{WORDS} {OTHER}"})
    assert Post.objects.get(pk=post.pk).writers == {deputy.pk, writer.pk}


def test_a_corrections_words_are_its_writers(deputy: Person, writer: Person, officer: Person, website: Channel) -> None:
    post = begun(writer, website)
    approved(post, officer)
    post.publications.update(step="published", published_at=NOW, remote_id="1")
    made = replace(of_post(Post.objects.get(pk=post.pk)), texts={website.pk: OTHER})
    written = correcting.propose(post=post, composition=made, reason="Wrong", by=deputy, at=NOW)
    with pytest.raises(NotAllowed):
        correcting.approve_correction(correction=written, fingerprint=fingerprint_of(written), by=deputy, at=NOW)
    given = correcting.approve_correction(correction=written, fingerprint=fingerprint_of(written), by=officer, at=NOW)
    assert Post.objects.get(pk=post.pk).writers == {writer.pk, deputy.pk}  # the headline is the writer's
    undo(approval=given, by=officer, at=NOW)
    assert Post.objects.get(pk=post.pk).writers == {writer.pk}


def test_what_a_deputy_wrote_any_of_does_not_wait_for_them(deputy: Person, writer: Person, website: Channel) -> None:
    theirs, others = begun(deputy, website), begun(writer, website, title="Boilers")
    edited(theirs, writer, texts={website.pk: f"{WORDS} Ring us."})
    for post in (theirs, others):
        approval.submit(post=post, by=writer, at=NOW)
    assert list(awaiting_approval(Viewer(deputy, NOW))) == [others]


def test_the_page_says_who_may_not_approve(deputy: Person, writer: Person, website: Channel, time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    post = begun(deputy, website)
    edited(post, writer, texts={website.pk: f"{WORDS} Ring us."})
    client = Client()
    client.force_login(deputy)
    page = client.get(reverse("posts:post", args=[post.pk])).content.decode()
    assert "You worked on this yourself, so only the officer may approve" in page
    assert 'type="submit">Approve' not in page


def test_who_approved_their_own_words_is_told_on_the_rows_of_the_clause(
    officer: Person, deputy: Person, writer: Person, website: Channel
) -> None:
    for post, by in ((begun(officer, website, title="Own"), officer), (begun(writer, website, title="Lent"), deputy)):
        approved(post, by)
    approved(begun(writer, website, title="Plain"), officer)
    Publication.objects.update(step="published", published_at=NOW)
    notes = {row.what: row.note for row in publications(clause_of("S-60"), NoParameters(), NOW + timedelta(hours=1))}
    assert "own work of who approved it" in notes["Own"]
    assert "approved by a deputy" in notes["Lent"]
    assert "approve" not in notes["Plain"]


def test_a_deputy_decides_about_no_trouble_of_their_own_post(
    deputy: Person, writer: Person, officer: Person, website: Channel, time_machine
) -> None:
    time_machine.move_to(NOW, tick=False)
    theirs, others = begun(deputy, website, title="Theirs"), begun(writer, website, title="Another")
    for post in (theirs, others):
        approved(post, officer)
    Publication.objects.update(step="held")
    client = Client()
    client.force_login(deputy)
    page = client.get(reverse("publishing:waiting")).content.decode()
    settle = {post.title: reverse("publishing:settle", args=[post.publications.get().pk]) for post in (theirs, others)}
    assert settle["Another"] in page
    assert settle["Theirs"] not in page
    assert client.get(settle["Theirs"]).status_code == 403
