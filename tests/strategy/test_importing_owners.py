"""Each statement of a document that is brought in has somebody who answers for it; and how one would stand is seen before."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from steamie.people.models import Person
from steamie.rules.standing import State
from steamie.strategy import actions, reading
from steamie.strategy.models import ClauseStanding, Edition
from steamie.strategy.parsing import parse
from steamie.strategy.stored import from_data, to_data
from steamie.strategy.would_stand import would_stand

STATEMENTS = "/desk/strategy/import/statements/"
WORDS = """Our policy

1. Half of what we post will be about our neighbours.
2. Half of what we post will be about our services.
3. We will review this policy every year.
4. We will always reply with kindness.
"""


@pytest.fixture
def desk(officer: Person, client: Client) -> Client:
    client.force_login(officer)
    client.post("/desk/strategy/import/", {"words": WORDS})
    return client


def test_a_statement_says_which_office_answers_for_it(desk: Client) -> None:
    desk.post(f"{STATEMENTS}4/", {"kept_by": "nothing measures this", "owner": "team", "confirm": "1"})
    desk.post("/desk/strategy/import/check/", {"title": "Our policy", "owner": "officer", "propose": "1"})

    document = reading.current()
    assert [clause.owner for clause in document.clauses] == ["officer", "officer", "officer", "team"]
    assert from_data(to_data(document)) == document, "kept as it is stored"
    assert "Who answers for it" in desk.get("/desk/strategy/4/").text


def test_an_owner_stays_when_the_statement_is_confirmed_as_suggested(desk: Client) -> None:
    desk.post(f"{STATEMENTS}3/", {"kept_by": "review.every", "owner": "committee", "show": "1"})
    desk.post(f"{STATEMENTS}3/", {"as-suggested": "1"})

    draft = actions.open_draft()
    assert draft is not None
    [third] = [one for one in draft.statements if one["number"] == "3"]
    assert (third["owner"], third["confirmed"]) == ("committee", True)


def test_who_is_named_by_nobody_is_said_and_an_office_that_is_none_is_refused(desk: Client) -> None:
    assert "Nobody is named who answers for 4 statements." in " ".join(desk.get("/desk/strategy/import/check/").text.split())
    assert desk.post(f"{STATEMENTS}4/", {"kept_by": "for reading", "owner": "king", "confirm": "1"}).status_code == 422
    source = actions.composed(actions.open_draft()).replace('id = "4"', 'id = "4"\nowner = "king"')  # type: ignore[arg-type]
    with pytest.raises(Exception, match="there is no office “king”"):
        parse(source)


def test_how_we_would_stand_is_seen_before_it_takes_force_and_kept_nowhere(desk: Client) -> None:
    for number in ("1", "2", "3"):
        desk.post(f"{STATEMENTS}{number}/", {"as-suggested": "1"})

    page = " ".join(desk.get("/desk/strategy/import/check/").text.split())

    assert "How you would stand today" in page
    assert not Edition.objects.exists()
    assert not ClauseStanding.objects.exists()
    draft = actions.open_draft()
    assert draft is not None
    before = would_stand(parse(actions.composed(draft)), timezone.now())
    assert sum(before.counts.values()) == 4
    desk.post("/desk/strategy/import/check/", {"title": "Our policy", "propose": "1"})
    now = dict(ClauseStanding.objects.values_list("clause", "state"))
    assert [(clause.id, standing.state.value) for clause, standing in before.needing_work] == [
        (clause.id, now[clause.id]) for clause, _ in before.needing_work
    ], "as the board shows it once it is in force"
    assert before.counts[State.MET] == sum(state == State.MET.value for state in now.values())
