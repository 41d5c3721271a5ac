"""Equality checks as tests need them."""

from __future__ import annotations

from datetime import datetime

from steamie.equality.actions import check_equality
from steamie.equality.models import EqualityAnswer, EqualityCheck
from steamie.equality.questions import questions
from steamie.equality.subjects import subject_of
from steamie.people.models import Person


def good_answers() -> dict[str, tuple[EqualityAnswer, str]]:
    """An answer that is good to each question there is now: the questions are a list of the landlord's own."""
    return {question.code: (EqualityAnswer(question.good), "Read with the forum.") for question in questions()}


def checked(kind: str, key: object, by: Person, *, now: datetime | None = None, **other: EqualityAnswer) -> EqualityCheck:
    """A check whose answers are all good, but for those given."""
    subject = subject_of(kind, str(key))
    assert subject is not None
    answers = good_answers() | {code: (answer, "We could not say.") for code, answer in other.items()}
    return check_equality(subject=subject, answers=answers, by=by, now=now)
