"""The landlord's own words: they raise what nobody else's list knows, from the moment they are added, and lower nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.conversations.models import OwnWords
from steamie.conversations.urgency import triage
from steamie.people.models import Person

from .making import Crowd

ADDRESS = "/desk/conversations/words/new/"
HUT = {"words-phrases": "the wee hut\nboiler hoose*", "words-primary": "urgent-danger", "words-to_do": "Ring the heat network."}


def test_words_added_at_the_desk_raise_the_next_comment_and_no_longer_once_taken_out(
    crowd: Crowd, officer: Person, client: Client
) -> None:
    before = crowd.heard("There is a funny noise at the wee hut")
    assert not before.dangerous
    client.force_login(officer)
    assert client.post(ADDRESS, HUT).status_code == 302
    one = crowd.heard("Odd noise again, at The Wee Hut!")
    assert (one.dangerous, one.primary) == (True, "urgent-danger")
    assert "Wee Hut" in one.why_first
    assert "Ring the heat network." in client.get(one.get_absolute_url()).content.decode()
    tried = client.get("/desk/conversations/words/", {"sentence": "Whit a stink fae the boiler hooses"}).content.decode()
    assert "Danger, urgent" in tried
    client.post(f"/desk/conversations/words/{OwnWords.objects.get().pk}/end/")
    assert not crowd.heard("And again at the wee hut").dangerous
    one.refresh_from_db()
    assert one.dangerous, "what was raised stays"


def test_they_never_lower_what_the_house_s_own_lists_raise(crowd: Crowd, officer: Person, client: Client) -> None:
    client.force_login(officer)
    client.post(ADDRESS, HUT | {"words-phrases": "gas", "words-primary": "repair"})
    assert triage("strong smell of gas in the close").urgent


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"words-phrases": "ab"}, "too short"),
        ({"words-phrases": " \n "}, "required"),
        ({"words-phrases": "one, two"}, "one phrase a line"),
        ({"words-phrases": "boi*er"}, "only at the end"),
        ({"words-primary": "opinion"}, "One thing to fix"),
        ({"words-phrases": "\n".join(f"phrase {n}" for n in range(101))}, "At most 100"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_nothing_typed_is_lost(
    officer: Person, client: Client, typed: dict[str, str], says: str
) -> None:
    client.force_login(officer)
    answer = client.post(ADDRESS, HUT | typed)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Ring the heat network." in answer.content.decode()
    assert not OwnWords.objects.exists()
