"""Nothing is hidden for disagreeing: it takes a published rule, the words that break it, and a second person's look."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from steamie.conversations.actions import hiding, rules
from steamie.conversations.figures import hides_by_rule
from steamie.conversations.models import Ban, Hide, HouseRule
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.rules.conversations import forbids_opinion

from .making import NOW, Crowd, house_rule


@pytest.mark.parametrize(
    "words",
    [
        "No negative comments.",
        "Comments must not criticise the Association.",
        "No complaints in public.",
        "Do not disagree with staff.",
        "Nothing that harms our reputation.",
        "No moaning. Be kind.",
    ],
)
def test_a_rule_against_an_opinion_cannot_be_proposed(officer: Person, words: str) -> None:
    with pytest.raises(NotReady, match="people may disagree"):
        rules.propose_rule(title="Tone", words=words, by=officer)
    assert not HouseRule.objects.exists()


@pytest.mark.parametrize(
    "words",
    ["No threats.", "No names, addresses or numbers of neighbours.", "Criticism is welcome. Insults are not.", "No adverts."],
)
def test_rules_about_other_things_may_stand(words: str) -> None:
    assert forbids_opinion(words) == ""


def test_an_opinion_finds_no_rule_to_cite(crowd: Crowd, officer: Person, client: Client) -> None:
    one = crowd.heard("Roofs before planters, please. You are hopeless")
    message = one.messages.get()
    client.force_login(officer)
    answer = client.post(f"/desk/conversations/messages/{message.pk}/hiding/", {"hide-broken_by": "You are hopeless"})
    assert answer.status_code == 422
    assert "Which published rule" in answer.content.decode()
    assert "You are hopeless" in answer.content.decode()
    assert not crowd.page.truth()["comments"][0]["hidden"]


def test_hidden_under_a_rule_seen_by_a_second_person_and_shown_again(
    crowd: Crowd, officer: Person, colleague: Person, client: Client
) -> None:
    rule = house_rule(officer, colleague)
    message = crowd.heard("I know where you live, I will get you").messages.get()
    client.force_login(officer)
    broken = {"hide-rule": rule.pk, "hide-broken_by": "i will get  you"}
    assert client.post(f"/desk/conversations/messages/{message.pk}/hiding/", broken).status_code == 302
    row = Hide.objects.get()
    assert crowd.page.truth()["comments"][0]["hidden"]
    assert row.done_at
    assert row.review_due > NOW + timedelta(days=1)
    assert client.post(f"/desk/conversations/hidden/{row.pk}/review/", {f"review{row.pk}-stays": "yes"}).status_code == 403
    client.force_login(colleague)
    client.post(f"/desk/conversations/hidden/{row.pk}/review/", {f"review{row.pk}-stays": "no"})
    row.refresh_from_db()
    assert row.undone_at
    assert row.shown_at
    assert not crowd.page.truth()["comments"][0]["hidden"]
    assert [(one.title, hidden, shown) for one, hidden, shown in hides_by_rule()] == [("Threats", 1, 1)]


def test_words_that_are_not_theirs_break_nothing(crowd: Crowd, officer: Person, colleague: Person) -> None:
    rule, message = house_rule(officer, colleague), crowd.heard("I disagree").messages.get()
    with pytest.raises(NotReady, match="as they stand"):
        hiding.hide(message=message, rule=rule, broken_by="I will get you", by=officer)


def test_a_rule_in_nobody_s_name_but_its_maker_s_is_not_in_force(crowd: Crowd, officer: Person) -> None:
    rule = rules.propose_rule(title="Threats", words="No threats.", by=officer)
    with pytest.raises(NotAllowed):
        rules.publish_rule(rule=rule, by=officer)
    message = crowd.heard("I will get you").messages.get()
    with pytest.raises(NotReady, match="Which published rule"):
        hiding.hide(message=message, rule=rule, broken_by="I will get you", by=officer)


def test_a_ban_needs_two(crowd: Crowd, officer: Person, colleague: Person, client: Client) -> None:
    message = crowd.heard("I will get you", author="resident-9").messages.get()
    client.force_login(officer)
    client.post(f"/desk/conversations/messages/{message.pk}/ban/", {"ban-because": "Threats"})
    row = Ban.objects.get()
    assert client.post(f"/desk/conversations/bans/{row.pk}/decision/", {"agrees": "yes"}).status_code == 403
    assert not crowd.page.world.blocked
    client.force_login(colleague)
    client.post(f"/desk/conversations/bans/{row.pk}/decision/", {"agrees": "yes"})
    assert crowd.page.world.blocked == {"resident-9"}
