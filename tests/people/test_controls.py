"""How the people room says its clauses stand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from steamie.channels.verbs import Verb as ChannelsVerb
from steamie.content.posts.verbs import Verb as PostsVerb
from steamie.content.publishing.verbs import Verb as PublishingVerb
from steamie.evidence.actions import record
from steamie.evidence.actors import NamedActor
from steamie.people import actions
from steamie.people.models import Departure, Person, Policy, Recertification
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.standing import State
from steamie.strategy.models import Edition
from tests.content.making import make_post
from tests.strategy.papers import stands
from tests.strategy.rows import rows

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def four(officer: Person) -> list[Policy]:
    return [Policy.objects.create(kind=kind, version="1", effective_from=date(2026, 1, 1)) for kind in PolicyKind]


def test_policies_that_are_not_on_record_are_a_breach(officer: Person) -> None:
    told = stands("S-65", NOW)

    assert told.state is State.BREACHED
    assert "Data Protection Policy" in told.reason
    assert stands("S-16", NOW).state is State.BREACHED


@pytest.mark.clause("S-65")
def test_the_gap_list_empties_as_people_read(officer: Person, forum: Person, four: list[Policy]) -> None:
    assert stands("S-65", NOW).figure == "0 of 6 acknowledgements in order; 4 of 4 policies in force"
    for policy in four:
        actions.acknowledge(policy=policy, by=officer, now=NOW)

    gaps = stands("S-65", NOW)

    assert (gaps.state, gaps.figure) == (State.AT_RISK, "4 of 6 acknowledgements in order; 4 of 4 policies in force")
    assert stands("S-14", NOW).figure == "1 of 2 have read it"
    for policy in four:
        actions.acknowledge(policy=policy, by=forum, now=NOW)
    assert stands("S-65", NOW).state is State.MET


def test_two_step_sign_in_is_counted_where_it_is_needed(officer: Person, colleague: Person, forum: Person) -> None:
    Authenticator.objects.filter(user=colleague).delete()

    assert stands("S-15", NOW).figure.startswith("1 of 2 use two-step sign-in")


def test_a_late_leaver_shows(officer: Person, staff: Person, four: list[Policy]) -> None:
    for policy in four:
        actions.acknowledge(policy=policy, by=officer, now=NOW)
    Departure.objects.create(person=staff, last_day=date(2026, 11, 1), at=NOW, by=officer, reason="Left")

    told = stands("S-17", NOW)

    assert told.state is State.AT_RISK
    assert "22 days" in told.reason


def test_access_goes_from_watch_to_off_track_as_the_quarter_ages(officer: Person, colleague: Person) -> None:
    early, late = datetime(2026, 10, 10, 12, tzinfo=UTC), NOW
    assert stands("S-58", early).state is State.AT_RISK
    assert stands("S-58", late).state is State.BREACHED
    for person in (officer, colleague):
        Recertification.objects.create(grant=person.grants.get(), quarter="2026-Q4", by=officer, at=late, kept=True, reason="Yes")

    told = stands("S-58", late)

    assert (told.state, told.figure) == (State.MET, "2 of 2 offices confirmed for October to December 2026")


def test_committee_and_forum_suggest_and_cannot_publish(committee: Person) -> None:
    assert stands("S-40", NOW).figure == "1 member can suggest, 0 of 1 can publish"
    assert stands("S-40", NOW).state is State.MET
    assert stands("S-41", NOW).state is State.AT_RISK


def test_an_act_without_an_office_is_a_breach(officer: Person) -> None:
    record(by=officer, verb=PostsVerb.APPROVE, clause="S-60", subject="posts.post:1", at=NOW)
    assert stands("S-11", NOW).figure == "0 of 1 act without an office, 0 attempts refused"
    record(by=NamedActor("person:99"), verb=PublishingVerb.PUBLISH, clause="S-61", subject="posts.post:1", at=NOW)

    assert stands("S-11", NOW).state is State.BREACHED


def test_what_was_done_is_listed_by_what_it_was_done_to(
    client: Client, strategy: Edition, officer: Person, auditor: Person
) -> None:
    post = make_post(officer, title="Bins on <Monday>")
    record(by=officer, verb=PostsVerb.APPROVE, clause="S-60", subject=post, at=NOW)
    record(by=officer, verb=ChannelsVerb.CONNECT, clause="S-57", subject="channels.channel:7", at=NOW)
    with time_machine.travel(NOW, tick=False):
        client.force_login(auditor)
        listed = rows(client, "S-11")
    who = "Finance and Corporate Services Officer"
    assert listed == [f"{who} connected account 7 23 November 2026", f"{who} approved “Bins on <Monday>” 23 November 2026"]


def test_both_parts_of_the_ict_policy_are_listed(
    client: Client, strategy: Edition, officer: Person, four: list[Policy], auditor: Person, staff: Person
) -> None:
    Authenticator.objects.filter(user=officer).delete()
    with time_machine.travel(NOW, tick=False):
        client.force_login(auditor)
        assert stands("S-15", NOW).figure == "1 of 2 use two-step sign-in; 0 of 3 have read it"
        assert rows(client, "S-15") == [
            "Officer has none yet Does not",
            "Auditor ICT Policy: to be read Does not",
            "Officer ICT Policy: to be read Does not",
            "Staff ICT Policy: to be read Does not",
            "Auditor has a second factor Counts",
        ]
        client.force_login(staff)
        assert {line.partition(" ")[0] for line in rows(client, "S-15")} == {"Someone"}
