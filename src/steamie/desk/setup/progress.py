"""How far the set-up has come, read from what is there: nothing else is remembered, so it can be resumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from steamie.channels.models import Channel
from steamie.people.models import Grant, Person
from steamie.people.second_factor import has_second_factor
from steamie.rules.permissions import Office
from steamie.strategy.models import Association, Edition


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its address under /setup/, its title, and whether it is done."""

    name: str
    title: str
    is_done: Callable[[], bool]
    again: bool = False  # whether it may be done again while the set-up lasts

    @property
    def address(self) -> str:
        """Where it is done."""
        return reverse(f"setup:{self.name.replace('-', '_')}")

    @property
    def done(self) -> bool:
        """Whether what this step makes is there."""
        return self.is_done()


def officer() -> Person | None:
    """The officer, once appointed."""
    grant = Grant.objects.filter(office=Office.OFFICER, ended_at__isnull=True).select_related("person").first()
    return grant.person if grant else None


def _officer_has_factor() -> bool:
    person = officer()
    return person is not None and has_second_factor(person)


STEPS = (
    Step("strategy", "The strategy", lambda: Edition.objects.exists(), again=True),  # first: it says who the Association is
    Step("association", "The Association", lambda: Association.objects.exists(), again=True),
    Step("officer", "The officer", lambda: officer() is not None),
    Step("second-factor", "A second factor", _officer_has_factor),
    Step("channel", "The first channel", lambda: Channel.objects.exists()),
)
_finished = False


def next_step() -> Step | None:
    """The first step still to do, or None when the house is set up."""
    return next((step for step in STEPS if not step.done), None)


def is_finished() -> bool:
    """Whether the house is set up. Once it is, this process does not ask the database again."""
    global _finished
    if not _finished:
        _finished = all(step.done for step in STEPS if step.name != "second-factor")
    return _finished


def forget() -> None:
    """Ask again; for tests."""
    global _finished
    _finished = False
