"""One reader of each field for every door."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from steamie.content.posts import reading_fields

CHANGE = datetime(2026, 10, 25, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("", ""),
        ("www.example.org/bins", "https://www.example.org/bins"),
        ("example.org", "https://example.org"),
        ("http://example.org/a?b=c@d", "http://example.org/a?b=c@d"),
        (" https://example.org/ ", "https://example.org/"),
    ],
)
def test_a_link_is_made_whole(written: str, whole: str) -> None:
    assert reading_fields.link(written) == whole


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ftp://example.org/file", "Only web addresses can be linked"),
        ("javascript:alert(1)", "Only web addresses can be linked"),
        ("https://example.org@elsewhere.example/", "before an @"),
        ("officer@example.org", "before an @"),
        ("two words", "Write the web address in full"),
        (f"example.org/{'x' * 500}", "500 characters at most"),
    ],
)
def test_a_link_that_leads_astray_is_refused(written: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        reading_fields.link(written)


@given(st.integers(-180, 180))
def test_a_moment_near_the_end_of_summer_time_is_read_back_as_it_was_written(minutes: int) -> None:
    moment = CHANGE + timedelta(minutes=minutes)
    again = reading_fields.moment(reading_fields.as_written(moment))
    assert again is not None
    assert again.utc == moment


def test_an_hour_that_comes_twice_is_asked_about() -> None:
    with pytest.raises(ValidationError) as asked:
        reading_fields.moment("25/10/2026 01:30")
    assert asked.value.code == "repeated"
    second = reading_fields.moment("25/10/2026 01:30", "second")
    assert second is not None
    assert second.utc == CHANGE + timedelta(minutes=30)


def test_an_hour_that_never_comes_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        reading_fields.moment("28/3/2027 01:30")
    assert refused.value.code == "skipped"


def test_a_choice_is_read_by_its_code_or_its_label() -> None:
    offered = [("news", "Local news"), ("help", "Help")]
    assert reading_fields.choice("local  NEWS", offered) == "news"
    assert reading_fields.choice("", offered, usual="help") == "help"
    with pytest.raises(ValidationError, match="Write one of: Local news, Help"):
        reading_fields.choice("gossip", offered)
