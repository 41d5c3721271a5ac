"""What the drill says of corrections: lost, wrong, turned back or merely repeated. A drill that cannot say so proves nothing."""

from __future__ import annotations

import pytest

from steamie.content.posts.models import Amendment, Correction, Publication
from steamie.content.publishing.models import Attempt
from steamie.people.models import Person
from steamie_drills import corrections
from steamie_drills.posts import words
from tests.content.making import TUESDAY, make_channel, make_post

OLD, NEW, NEWER = "old", "new", "newer"
FINE = {"lost": 0, "wrong": 0, "turned_back": 0, "repeated": 0}

TABLE = [
    ("carried, and said", ["corrected"], NEW, [NEW], FINE),
    ("carried twice", ["corrected", "corrected"], NEWER, [NEW, NEWER], FINE),
    ("asked for again", ["corrected"], NEW, [NEW, NEW], {**FINE, "repeated": 1}),
    ("said to be carried, and not", ["corrected"], OLD, [], {**FINE, "wrong": 1}),
    ("on its way, and nobody told", ["waiting"], OLD, [], {**FINE, "lost": 1}),
    ("half way, and nobody told", ["corrected", "correcting"], NEW, [NEW], {**FINE, "lost": 1}),
    ("on its way, and there already", ["correcting"], NEW, [NEW], FINE),
    ("held, and a person told", ["held"], OLD, [], FINE),
    ("refused", ["corrected", "refused"], NEW, [NEW], FINE),
    ("unconfirmed, and there", ["needs_a_person"], NEW, [NEW], FINE),
    ("held, with words from before the last", ["corrected", "held"], OLD, [NEW, OLD], {**FINE, "wrong": 1, "turned_back": 1}),
    (
        "gone back to the first correction",
        ["corrected"] * 2,
        NEW,
        [NEW, NEWER, NEW],
        {"lost": 0, "wrong": 1, "turned_back": 1, "repeated": 1},
    ),
    (
        "gone back, and forward again",
        ["corrected"] * 2,
        NEWER,
        [NEW, NEWER, NEW, NEWER],
        {**FINE, "turned_back": 1, "repeated": 2},
    ),
    ("words nobody approved", [], "made up", [], {**FINE, "wrong": 1}),
    ("never corrected", [], OLD, [], FINE),
]


@pytest.fixture
def sent(officer: Person) -> Publication:
    post = make_post(officer, channel := make_channel())
    return Publication.objects.create(post=post, channel=channel, code="abc", due_at=TUESDAY, step="published")


def amended(sent: Publication, stages: list[str]) -> None:
    for number, stage in enumerate(stages):
        correction = Correction.objects.create(post=sent.post, by=sent.post.author, at=TUESDAY, reason="Wrong", edition=1)
        told = {"fingerprint": str(number), "words": [NEW, NEWER][number], "stage": stage}
        Amendment.objects.create(correction=correction, publication=sent, **told)


@pytest.mark.parametrize(("stages", "says", "edits", "found"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_page_is_compared_with_the_record(
    sent: Publication, stages: list[str], says: str, edits: list[str], found: dict[str, int]
) -> None:
    amended(sent, stages)
    first = words(sent.post)
    page = {"visible": True, "message": first if says == OLD else says, "edits": [first if e == OLD else e for e in edits]}

    told = corrections.compare([sent], {sent.pk: [{**page, "visible": False, "message": "an unseen copy"}, page]})

    assert {name: getattr(told, name) for name in found} == found
    assert told.failed is bool(found["lost"] or found["wrong"] or found["turned_back"])
    assert (told.approved, told.carried) == (len(stages), stages.count("corrected"))


def test_one_that_the_channel_asked_us_to_hold_back_is_not_lost(sent: Publication) -> None:
    amended(sent, ["waiting"])
    Attempt.objects.create(publication=sent, verb="edit", fingerprint="0", started_at=TUESDAY, outcome="throttled")

    told = corrections.compare([sent], {sent.pk: [{"visible": True, "message": words(sent.post), "edits": []}]})

    assert (told.flagged, told.lost) == (1, 0)
