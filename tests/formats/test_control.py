"""The strategy can be listened to: said only of a recording that is there, and of the words as they are now."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.formats import recordings, speaking
from steamie.formats.duties import forget_what_nobody_hears, record_what_waits
from steamie.formats.models import Recording
from steamie.formats.pages import words_of
from steamie.formats.policy import BYTES, WORDS, policy_words
from steamie.rules.standing import State
from steamie.strategy.models import Edition
from tests.strategy.papers import stands
from tests.website.making import NOW

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.clause("S-04")
def test_the_strategy_is_read_aloud_with_its_words_beside_it(
    strategy: Edition, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stands("S-04", NOW)
    assert (before.state, before.figure) == (State.AT_RISK, "2 of 4 rules of a recording kept")

    record_what_waits(NOW)

    words, row = policy_words(), Recording.objects.get()
    assert words is not None
    assert row.size is not None
    assert row.size <= BYTES * words.number / WORDS
    met = stands("S-04", NOW)
    assert (met.state, met.figure) == (State.MET, "4 of 4 rules of a recording kept")
    assert met.link == "/formats/listening/strategy/"
    assert "the thirtieth of September" in resident.get(met.link).content.decode() or "zero one four one" in recordings.text_of(
        words
    )

    monkeypatch.setattr(recordings, "MANNER", 2)  # read in another way from now on: what there is holds no longer
    assert stands("S-04", NOW).state is State.AT_RISK
    monkeypatch.setattr(speaking, "find_spec", lambda name: None)
    missing = stands("S-04", NOW)
    assert missing.state is State.NOT_MEASURED
    assert "pip install 'steamie[audio]'" in missing.reason


def test_a_long_page_waits_for_the_clock_and_is_left_out_once_it_says_something_else(
    strategy: Edition, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "AT_ONCE", 10)
    resident.post("/formats/listening/services/complaints/")
    resident.post("/formats/listening/accessibility/")
    Recording.objects.filter(path="/accessibility/").update(key="of other words")
    for _ in range(2):
        record_what_waits(NOW)

    assert set(Recording.objects.values_list("path", flat=True)) == {"/services/complaints/", "/strategy/"}
    assert Recording.objects.made().count() == 2
    words = words_of("/services/complaints/")
    assert words is not None
    assert recordings.present(words) is not None
    forget_what_nobody_hears(NOW.replace(year=2030))
    assert recordings.present(words) is None
