"""A first guess at the third of a suggestion."""

from __future__ import annotations

import pytest

from steamie.rules.guessing import guess_third
from steamie.rules.thirds import Third


@pytest.mark.parametrize(
    ("text", "third"),
    [
        ("Panto tickets at the community centre, £3 for weans", Third.COMMUNITY),
        ("New kitchens go in at Kinfauns from March; our staff will call round", Third.ASSOCIATION),
        ("Scottish Government opens a consultation on heat in homes", Third.SECTOR),
        ("Something nice happened", None),
        ("The school and the regulator", None),
    ],
)
def test_guess(text: str, third: Third | None) -> None:
    assert guess_third(text).third == third


def test_the_guess_says_why() -> None:
    assert guess_third("The school panto").reason == "It mentions “panto”, “school”."
