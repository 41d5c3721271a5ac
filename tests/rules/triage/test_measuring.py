"""The figures of triage on labelled comments."""

from __future__ import annotations

import json

import pytest

from steamie.rules.proportions import wilson
from steamie.rules.triage import Judged, judge
from steamie.rules.triage.measuring import NotLabelled, as_json, as_table, measure, read

LINES = [
    json.dumps({"text": "a gas smell", "urgent": True, "primary": "urgent-danger", "labels": ["urgent-danger"]}),
    json.dumps({"text": "gas", "urgent": True, "primary": "urgent-danger"}),
    "",
    json.dumps({"text": "angry gas smell", "urgent": False, "primary": "complaint", "labels": ["complaint"]}),
    json.dumps({"text": "hello", "urgent": False, "primary": "offtopic", "labels": []}),
]


def by_smell(text: str) -> Judged:
    """A judge of the test: a smell is urgent, whatever else."""
    labels = (("urgent-danger",) if "smell" in text else ()) + (("complaint",) if "angry" in text else ())
    return Judged("smell" in text, (labels or ("offtopic",))[0], labels or ("offtopic",))


def test_found_and_raised_beside_are_counted_apart() -> None:
    figures = measure(read(LINES), by_smell)

    urgent = figures["urgent"]
    assert (urgent.n, urgent.recall, urgent.others, urgent.false_rate, urgent.load) == (2, 0.5, 2, 0.5, 0.5)
    assert (figures["complaint"].recall, figures["complaint"].first, figures["complaint"].false_rate) == (1, 0, 0)
    assert figures["offtopic"].recall == 1


def test_the_json_has_what_the_measure_promises() -> None:
    urgent = json.loads(as_json(measure(read(LINES), by_smell)))["urgent"]

    assert {"recall", "false_rate", "n", "interval"} <= urgent.keys()
    assert len(urgent["interval"]) == 2
    assert "50.0%" in "\n".join(as_table(measure(read(LINES), by_smell)))


def test_a_file_without_any_urgent_comment_has_no_recall_of_it() -> None:
    urgent = measure(read(LINES[3:]), judge)["urgent"]

    assert urgent.recall is None
    assert urgent.interval is None


@pytest.mark.parametrize(
    "line",
    ["{", "[]",
     '{"text": "a"}', '{"text": "a", "urgent": 1, "primary": "spam"}', '{"text": "a", "urgent": true, "primary": "fire"}',
     '{"text": 3, "urgent": true, "primary": "spam"}', '{"text": "a", "urgent": true, "primary": "spam", "labels": 4}'],
)  # fmt: skip
def test_a_line_that_is_no_labelled_comment_is_named(line: str) -> None:
    with pytest.raises(NotLabelled, match="Line 2"):
        read([LINES[0], line])


def test_the_interval_is_wilson_s() -> None:
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=5e-5)
    assert wilson(95, 100) == pytest.approx((0.8882, 0.9785), abs=5e-5)
