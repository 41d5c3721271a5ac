"""What a repairs system's answer means, what fits into its fields, and how both sides sign."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.handing_over import FieldLimits, Letters, Taken, fitted, is_signed, judge, signature

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NAMES = ("job", "jobNumber")
REST = " … more under ABC-DEF"

TABLE: list[tuple[int, Any, Taken, str]] = [
    (201, {"job": "J1"}, Taken.ACCEPTED, "J1"),
    (200, {"jobNumber": 17}, Taken.ACCEPTED, "17"),
    (202, {"job": "J1"}, Taken.ACCEPTED, "J1"),
    (409, {"job": "J1"}, Taken.ACCEPTED, "J1"),  # it knows the key, and says which job
    (409, {}, Taken.UNKNOWN, ""),
    (200, {"job": ""}, Taken.UNKNOWN, ""),
    (200, {"job": "  "}, Taken.UNKNOWN, ""),
    (200, {"job": None}, Taken.UNKNOWN, ""),
    (200, {}, Taken.UNKNOWN, ""),
    (200, None, Taken.UNKNOWN, ""),  # a page instead of an answer
    (200, ["J1"], Taken.UNKNOWN, ""),
    (200, {"job": "J1", "error": "locked"}, Taken.REFUSED, ""),
    (200, {"success": False, "message": "locked"}, Taken.REFUSED, ""),
    (200, {"status": "rejected", "job": "J1"}, Taken.REFUSED, ""),
    (200, {"errors": [{"message": "locked"}]}, Taken.REFUSED, ""),
    (202, {}, Taken.LATER, ""),
    (200, {"status": "pending"}, Taken.LATER, ""),
    (302, None, Taken.REFUSED, ""),
    (400, {"error": "locked"}, Taken.REFUSED, ""),
    (401, None, Taken.REFUSED, ""),
    (408, None, Taken.UNKNOWN, ""),
    (429, None, Taken.UNKNOWN, ""),
    (500, {"job": "J1"}, Taken.UNKNOWN, ""),
    (503, None, Taken.UNKNOWN, ""),
]


@pytest.mark.parametrize(("status", "body", "taken", "job"), TABLE)
def test_an_answer_means_what_it_says_and_a_yes_without_a_job_is_no_yes(status: int, body: Any, taken: Taken, job: str) -> None:
    judged = judge(status, body, job_names=NAMES)
    assert (judged.taken, judged.job) == (taken, job)
    if taken is Taken.REFUSED and body:
        assert "locked" in judged.why or body.get("status") == "rejected"


FIELDS = st.sampled_from(["job", "error", "status", "success", "message", "errors"])
ANYTHING = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists)
ANSWERS = ANYTHING | st.dictionaries(FIELDS, st.none() | st.booleans() | st.text() | st.integers())


@given(status=st.integers(100, 599), body=ANSWERS)
def test_whatever_comes_is_judged_and_only_a_numbered_yes_is_accepted(status: int, body: Any) -> None:
    judged = judge(status, body, job_names=NAMES)
    assert (judged.taken is Taken.ACCEPTED) is bool(judged.job)
    assert len(judged.job) <= 60


@given(words=st.text(max_size=300), longest=st.integers(1, 200), letters=st.sampled_from(Letters))
def test_what_is_sent_fits_and_a_loss_is_named(words: str, longest: int, letters: Letters) -> None:
    (cut,), losses = (lambda pair: (tuple(pair[0].values()), pair[1]))(
        fitted({"words": words}, FieldLimits({"words": longest}, letters), rest=REST)
    )
    assert len(cut) <= longest
    assert bool(losses) is (cut != words)


def test_what_was_cut_says_where_the_rest_is() -> None:
    cut, (loss,) = fitted({"words": "drip " * 40}, FieldLimits({"words": 60}), rest=REST)
    assert cut["words"].endswith(REST)
    assert loss.longest == 60


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"body": b"{}"}, False),
        ({"key": "other"}, False),
        ({"secret": "other"}, False),
        ({"moment": str(int(NOW.timestamp()) - 301)}, False),
        ({"now": NOW + timedelta(minutes=6)}, False),
        ({"now": NOW - timedelta(minutes=6)}, False),
        ({"moment": "today"}, False),
        ({"moment": ""}, False),
    ],
)
def test_a_signature_holds_for_one_body_key_secret_and_five_minutes(change: dict[str, Any], right: bool) -> None:
    whole: dict[str, Any] = {"secret": "s", "moment": str(int(NOW.timestamp())), "key": "k", "body": b'{"job": 1}', "now": NOW}
    signed = signature("s", moment=whole["moment"], key="k", body=whole["body"])
    whole |= change
    secret = whole.pop("secret")
    assert is_signed(signed, secret, **whole) is right
