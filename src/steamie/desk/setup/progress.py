"""How far the set-up has come, read from what is there: nothing else is remembered, so it can be resumed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.people.models import Person
from steamie.people.setting_up import Progress, SetupLine, all_lines
from steamie.people.setup_lines import current_officer
from steamie.strategy.models import Association, Edition


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One step: its page under the set-up, and how it stands by the register of lines."""

    name: str
    title: str
    state: str
    is_done: bool
    again: bool = False  # whether it may be done again while the set-up lasts
    can_wait: bool = False  # whether the set-up may end without it; Today then goes on asking

    @property
    def address(self) -> str:
        """Where it is done."""
        return reverse(f"setup:{self.name.replace('-', '_')}")


ORDER = (
    "strategy",
    "association",
    "officer",
    "second-factor",
    "email",
    "second-person",
)  # lines with a page here; then the website
AGAIN = {"strategy", "association"}
CAN_WAIT = {"second-factor", "email", "second-person"}


def steps() -> list[SetupStep]:
    """Every step in order, as the rooms say it stands."""
    lines = {line.name: line for line in all_lines(timezone.now())}
    opened = Channel.objects.exists()
    website = SetupStep("channel", "The website", "Open" if opened else "To do", opened)
    return [*(_step(lines[name]) for name in ORDER if name in lines), website]


def _step(line: SetupLine) -> SetupStep:
    """Somebody invited is enough to go on: they sign in when they can."""
    done = line.progress is Progress.DONE or (line.name == "second-person" and line.progress is Progress.UNDER_WAY)
    return SetupStep(line.name, line.title, line.state, done, line.name in AGAIN, line.name in CAN_WAIT)


def officer() -> Person | None:
    """The officer, once appointed."""
    return current_officer()


_finished = False


def next_step(put_off: Collection[str] = ()) -> SetupStep | None:
    """The first step still to do and not put off, or None when the house is set up."""
    return next((step for step in steps() if not (step.is_done or step.name in put_off)), None)


def is_finished() -> bool:
    """Whether the house is set up. Once it is, this process does not ask the database again."""
    global _finished
    if not _finished:
        needed = (Edition.objects, Association.objects, Channel.objects)
        _finished = all(rows.exists() for rows in needed) and officer() is not None
    return _finished


def forget() -> None:
    """Ask again; for tests."""
    global _finished
    _finished = False
