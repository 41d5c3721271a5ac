"""Why an action would not do what was asked, in words fit for the screen."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, and the field of the form it belongs to (empty: the whole form)."""

    message: str
    field: str = ""


class NotReady(ValidationError):
    """The post cannot go forward until these are put right."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__([problem.message for problem in problems])
        self.problems = problems


class Changed(Exception):
    """What was looked at is not what is there now. Nothing was approved."""
