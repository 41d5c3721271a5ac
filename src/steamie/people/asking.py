"""What the house asks of a person: the register that each room's ``today.py`` fills, and that the desk's first page reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Exists, QuerySet
from django.utils import timezone

from steamie.rules.permissions import Act

from .models import Person
from .permissions import ruling

MANY = 40  # rows read of one kind: what is beyond them is met when these are done
_T = TypeVar("_T")


class Urgency(IntEnum):
    """What comes before what on the first page: safety, law, then time."""

    DANGER = 0  # somebody may come to harm
    AMISS_IN_PUBLIC = 1  # residents may be looking at it
    CORRECTION = 2  # residents read the earlier words
    ACCOUNT = 3  # an account may be in other hands, or takes nothing
    NOT_SENT = 4
    LAW = 5  # rights rest until it is done
    SECOND_PERSON = 6  # a colleague cannot go on
    WORDS_WAIT = 7  # posts that wait for somebody's words or yes
    ANSWER = 8  # somebody was promised an answer
    LETTER = 9  # it did not reach whom it was written to
    ACCESS = 10  # once a quarter
    PLAN = 11
    STRATEGY = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A chip: tone, icon and word."""

    tone: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that needs a person: what, why, and the one button that starts it."""

    title: str
    why: str
    action: str
    address: str
    minutes: int
    mark: Mark


class Viewer:
    """Who looks at the desk, and when: what they may do, and what was read for them once and is shown in several places."""

    def __init__(self, person: Person, now: datetime) -> None:
        self.person, self.now = person, now
        self.today: date = timezone.localdate(now)
        self._rulings: dict[Act, bool] = {}
        self._read: dict[Any, Any] = {}

    @property
    def at_days_end(self) -> Viewer:
        """The same person at the last moment of this day."""
        return Viewer(self.person, timezone.make_aware(datetime.combine(self.today, time.max)))

    def may(self, act: Act) -> bool:
        """Whether this person may do something about it."""
        if act not in self._rulings:
            self._rulings[act] = ruling(self.person, act, on=self.today).allowed
        return self._rulings[act]

    def once(self, read: Callable[[Viewer], _T]) -> _T:
        """What ``read`` gives for this viewer, read the first time only."""
        if read not in self._read:
            self._read[read] = read(self)
        value: _T = self._read[read]
        return value


def read_once(read: Callable[[Viewer], _T]) -> Callable[[Viewer], _T]:
    """Decorates what both a task and a card show, so that a page asks the database for it once."""

    @wraps(read)
    def once(viewer: Viewer) -> _T:
        return viewer.once(read)

    return once


def _is_true(_: Viewer, answer: Any) -> bool:
    return bool(answer)


@dataclass(frozen=True, slots=True)
class TaskKind:
    """One kind of task: whose it is, when there is one, and how it is told."""

    act: Act | None  # the act it needs; None for anyone's own business
    urgency: Urgency
    when: Callable[[Viewer], Any]  # rows, or an expression; the same all day, for all kinds are asked in one kept question
    tell: Callable[[Viewer], Task]
    holds: Callable[[Viewer, Any], bool] = _is_true  # what the database's answer means at this moment
    by_the_hour: bool = False  # whether rows come in as the day goes on: those of the day's end are asked, then those of now

    @property
    def name(self) -> str:
        """What it is known by, as long as its room calls it so."""
        return f"{self.tell.__module__}.{self.tell.__name__}"

    def asked(self, viewer: Viewer) -> Any:
        """The expression that answers whether there is one."""
        wanted = self.when(viewer.at_days_end if self.by_the_hour else viewer)
        return Exists(wanted) if isinstance(wanted, QuerySet) else wanted

    def is_there(self, viewer: Viewer, answer: Any) -> bool:
        """Whether there is one at this moment, by what the database answered."""
        return self.holds(viewer, answer) and (not self.by_the_hour or self.when(viewer).exists())


_register: dict[str, TaskKind] = {}


def asks(
    act: Act | None,
    urgency: Urgency,
    *,
    when: Callable[[Viewer], Any],
    holds: Callable[[Viewer, Any], bool] = _is_true,
    by_the_hour: bool = False,
) -> Callable[[Callable[[Viewer], Task]], Callable[[Viewer], Task]]:
    """Register the decorated function as what a room asks of whoever may ``act``, while ``when`` has rows or is true.

    ``by_the_hour``: it depends on the time of day, and what has come in stays until somebody has done it.
    """

    def enter(tell: Callable[[Viewer], Task]) -> Callable[[Viewer], Task]:
        _register[f"{tell.__module__}.{tell.__name__}"] = TaskKind(act, urgency, when, tell, holds, by_the_hour)
        return tell

    return enter


def registered() -> tuple[TaskKind, ...]:
    """Every kind of task, most urgent first; of the same urgency, as the rooms stand from the bottom up."""
    return tuple(sorted(_register.values(), key=lambda kind: kind.urgency))
