"""Suggestions through their actions: received once, answered with a reason, linked, nudged, released."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from steamie.content.suggestions.actions.links import NudgedAlready, end_link, make_link, nudge, nudge_quiet_groups
from steamie.content.suggestions.actions.suggestions import (
    AlreadyAnswered,
    SuggestionInput,
    answer,
    forget_addresses,
    headline,
    release,
    suggest,
)
from steamie.content.suggestions.contributors import groups_this_quarter
from steamie.content.suggestions.models import Suggestion, SuggestionLink
from steamie.content.suggestions.secrets import digest, follow_path, link_for
from steamie.evidence.actors import CLOCK, VISITOR
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PANTO = SuggestionInput(
    text="Panto tickets at the community centre.\nSaturday 12 December.", group="forum", email="jean@example.org"
)


@pytest.mark.usefixtures("strategy")
def test_a_suggestion_is_kept_guessed_thanked_and_written_down(forum: Person, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = suggest(by=forum, details=PANTO, at=NOW)
    assert (made.title, made.share, made.person, made.way) == (
        "Panto tickets at the community centre.",
        "community",
        forum,
        "account",
    )
    assert made.reference.startswith("S-")
    (letter,) = mail.outbox
    assert letter.to == ["jean@example.org"]
    assert made.reference in letter.subject
    assert follow_path(made) in letter.body
    event = Event.objects.get(verb="suggest")
    assert (event.clause, event.facts) == ("S-59", {"group": "forum", "way": "account", "held": False})


def test_a_stranger_and_an_auditor_may_not_suggest(stranger: Person, auditor: Person) -> None:
    for person in (stranger, auditor):
        with pytest.raises(NotAllowed):
            suggest(by=person, details=PANTO)
    with pytest.raises(NotAllowed):
        suggest(by=VISITOR, details=PANTO)


def test_the_same_form_twice_makes_one_suggestion(forum: Person) -> None:
    first = suggest(by=forum, details=PANTO, submission="abc")
    assert suggest(by=forum, details=PANTO, submission="abc") == first
    assert Suggestion.objects.count() == 1


def test_a_link_keeps_no_secret_and_stops_working(officer: Person) -> None:
    link, secret = make_link(label="Forum, October", group="forum", personal=False, days=30, by=officer, at=NOW)
    assert link.digest == digest(secret) != secret
    assert link_for(secret) == link
    assert link_for("forged") is None
    assert suggest(by=VISITOR, details=PANTO, came_by=link, way="link", at=NOW).came_by == link
    with pytest.raises(NotAllowed):
        suggest(by=VISITOR, details=PANTO, came_by=link, at=NOW + timedelta(days=30))
    end_link(link=link, by=officer, at=NOW)
    link.refresh_from_db()
    with pytest.raises(NotAllowed):
        suggest(by=VISITOR, details=PANTO, came_by=link, at=NOW)
    assert not SuggestionLink.objects.live(NOW).exists()
    assert not any(secret in str(event.facts) for event in Event.objects.all())


def test_only_planners_make_links_and_only_for_so_long(officer: Person, staff: Person) -> None:
    with pytest.raises(NotAllowed):
        make_link(label="x", group="staff", personal=True, days=7, by=staff)
    with pytest.raises(ValidationError):
        make_link(label="x", group="staff", personal=True, days=400, by=officer)


@pytest.mark.usefixtures("strategy")
def test_an_answer_needs_a_reason_is_told_and_stands(officer: Person, forum: Person, django_capture_on_commit_callbacks) -> None:
    made = suggest(by=forum, details=PANTO)
    with pytest.raises(ValidationError):
        answer(suggestion=made, outcome="no", reason="  ", by=officer)
    with pytest.raises(ValidationError):
        answer(suggestion=made, outcome="perhaps", reason="x", by=officer)
    with pytest.raises(NotAllowed):
        answer(suggestion=made, outcome="no", reason="x", by=forum)
    answer(suggestion=made, outcome="later", reason="After Easter", by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        given = answer(suggestion=made, outcome="used", reason="It goes out on Monday <b>", by=officer)
    assert (given.outcome, Suggestion.objects.answered().count()) == ("used", 1)
    assert "It goes out on Monday <b>" in mail.outbox[-1].body
    with pytest.raises(AlreadyAnswered, match="We will use it"):
        answer(suggestion=made, outcome="no", reason="x", by=officer)
    assert Event.objects.filter(verb="answer", clause="S-59").count() == 2


def test_held_back_is_kept_and_can_be_released(officer: Person, forum: Person) -> None:
    made = suggest(by=forum, details=PANTO, hold="The trap for machines was filled in.")
    assert list(Suggestion.objects.held_back()) == [made]
    assert not Suggestion.objects.unanswered().exists()
    release(suggestion=made, by=officer)
    release(suggestion=made, by=officer)
    assert list(Suggestion.objects.unanswered()) == [made]
    assert Event.objects.filter(verb="release suggestion").count() == 1


def test_a_quiet_group_is_reminded_once_a_fortnight(
    officer: Person, forum: Person, staff: Person, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = nudge(group="forum", by=officer, at=NOW)
    assert (made.letters, [letter.to for letter in mail.outbox]) == (1, [[forum.email]])
    with pytest.raises(NudgedAlready):
        nudge(group="forum", by=officer, at=NOW + timedelta(days=13))
    made = nudge_quiet_groups(groups=["forum", "staff"], at=NOW + timedelta(days=1))
    assert [row.group for row in made] == ["staff"]
    with pytest.raises(NotAllowed):
        nudge(group="committee", by=staff, at=NOW)


def test_addresses_are_forgotten_ninety_days_after_the_answer(officer: Person, forum: Person) -> None:
    made = suggest(by=forum, details=PANTO, at=NOW)
    answer(suggestion=made, outcome="no", reason="Gone by", by=officer, at=NOW)
    assert forget_addresses(by=CLOCK, before=NOW) == 0
    assert forget_addresses(by=CLOCK, before=NOW + timedelta(days=1)) == 1
    made.refresh_from_db()
    assert made.email == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Panto on Saturday", "Panto on Saturday"),
        ("Panto on Saturday. Three pounds.", "Panto on Saturday."),
        ("  First line\nsecond", "First line"),
        ("word " * 60, "word " * 22 + "word…"),
        ("x" * 200, "x" * 119 + "…"),
    ],
)
def test_headlines_are_short(text: str, title: str) -> None:
    assert headline(text) == title
    assert len(headline(text)) <= 120


@pytest.mark.usefixtures("strategy")
def test_a_group_of_nobody_is_not_said_to_have_been_reminded(officer: Person, forum: Person) -> None:
    nudge(group="staff", by=officer, at=NOW)
    made = nudge_quiet_groups(groups=["committee", "forum"], at=NOW)

    assert [row.group for row in made] == ["forum"]
    told = {group.code: group.nudged_at for group in groups_this_quarter(NOW)}
    assert told == {"staff": None, "committee": None, "forum": NOW}
