"""What may stand in words that are published."""

from __future__ import annotations

import re
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.letters import writing


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bins move\x0bon Monday", "Bins move\non Monday"),
        ("One\r\ntwo\rthree\u2028four", "One\ntwo\nthree\nfour"),
        ("Tea\x00 \x01at\x1b ten\x7f", "Tea at ten"),
        ("\u202egnirts\u202c", "gnirts\u202c"),
        ("A tab\tstays", "A tab\tstays"),
        ("Gàidhlig, عربي, 👨‍👩‍👧, ½ £5", "Gàidhlig, عربي, 👨‍👩‍👧, ½ £5"),
    ],
)
def test_word_processors_leave_no_trace_and_people_s_writing_stays(typed: str, kept: str) -> None:
    assert writing(typed) == kept


@given(st.text(st.characters(min_codepoint=0, max_codepoint=sys.maxunicode, categories=None)))
def test_whatever_is_left_can_stand_in_a_feed(text: str) -> None:
    kept = writing(text)
    plain = re.sub("[<>&]", "", kept)

    assert ElementTree.fromstring(f"<a>{plain}</a>").text in (plain, None)  # noqa: S314 -- our own
    assert writing(kept) == kept
