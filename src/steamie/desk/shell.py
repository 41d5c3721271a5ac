"""The frame of the desk: which doors a person sees, what waits, and whether everything runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, JSONField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone

from steamie.channels.models import Channel, ConnectionCheck
from steamie.content.publishing.models import Stop
from steamie.content.suggestions.models import Suggestion
from steamie.evidence.in_force import office_title
from steamie.people import agenda
from steamie.people.asking import Task, TaskKind, Viewer
from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.rules.permissions import Act
from steamie.strategy.reading import newest_digest, note_in_force

from . import pulse


@dataclass(frozen=True, slots=True)
class Door:
    """One entry of the main navigation. ``wide`` doors are behind "More" on a phone; those not ``daily`` stand apart."""

    room: str
    title: str
    address: str
    icon: str
    waiting: int = 0
    wide: bool = False
    daily: bool = True


class Shell:
    """Everything the frame needs, asked for once a page and only when drawn."""

    def __init__(self, person: Person, now: datetime | None = None) -> None:
        self.person = person
        self.viewer = Viewer(person, now or timezone.now())

    @property
    def who(self) -> str:
        """The office, or the name of someone who holds none today."""
        return office_title(self.person.office) if self.person.office else self.person.name

    @cached_property
    def doors(self) -> list[Door]:
        """The doors this person may open: those of every day, then those of now and then."""
        return [*self._of_every_day(), *self._of_now_and_then()]

    def _of_every_day(self) -> Iterator[Door]:
        reads = self._may(Act.READ_MEASURES)
        works = self._may(Act.DRAFT) or ruling(self.person, Act.DRAFT, own=True).allowed
        yield Door("today", "Today", reverse("desk:today"), "today", self.number)
        if works or reads:
            yield Door("calendar", "Calendar", reverse("calendar:calendar"), "cal")
        if self._sees_cases:
            yield Door("inbox", "Inbox", reverse("casework:inbox"), "talk")
        if self._may(Act.SUGGEST):
            yield Door("suggestions", "Suggestions", reverse("suggestions_desk:queue"), "idea", self._suggestions_waiting)
        if reads:
            yield Door("readings", "Results", reverse("reports:reports"), "report", wide=True)
            yield Door("strategy", "Strategy", reverse("strategy:board"), "proof", wide=True)

    def _of_now_and_then(self) -> Iterator[Door]:
        reads = self._may(Act.READ_MEASURES)
        if self._sees_cases:
            yield Door("cases", "Cases", reverse("casework:cases"), "card", wide=True, daily=False)
        if reads:
            yield Door("channels", "Channels", reverse("channels:register"), "link", wide=True, daily=False)
            yield Door("website", "Website", reverse("website_desk:site"), "globe", wide=True, daily=False)
        yield Door("people", "People", reverse("people:everyone"), "people", wide=True, daily=False)
        if self._may(Act.READ_LOG):
            yield Door("evidence", "Record", reverse("evidence:record"), "lock", wide=True, daily=False)

    @property
    def _sees_cases(self) -> bool:
        """Whether this person's office works on cases or sees how they stand."""
        return self._may(Act.READ_CASES) or ruling(self.person, Act.WORK_ON_CASE, own=True).allowed

    @property
    def number(self) -> int:
        """How many things need this person: on the door, and in the heading of the page behind it."""
        return len(self._asked[0])

    @cached_property
    def tasks(self) -> list[Task]:
        """Those things, in order. Only what is there is read."""
        return [kind.tell(self.viewer) for kind in self._asked[0]]

    @cached_property
    def may_stop(self) -> bool:
        """Whether the stop button is this person's to press."""
        return self._may(Act.WITHDRAW)

    @property
    def stop(self) -> dict[str, Any] | None:
        """The stop in force (``at`` and ``reason``), if any."""
        at = self._facts["stopped_at"]
        return {"at": at, "reason": self._facts["stopped_because"]} if at else None

    @property
    def trouble(self) -> dict[str, Any] | None:
        """The account that does not work, else one that needs a look: ``pk``, ``name``, ``broken`` and what it ``says``."""
        return self._facts["trouble"] if self._may(Act.READ_MEASURES) else None

    @cached_property
    def pulse(self) -> pulse.Pulse:
        """Whether the clock and the worker were heard of lately."""
        return pulse.read()

    def _may(self, act: Act) -> bool:
        return self.viewer.may(act)

    @property
    def _suggestions_waiting(self) -> int:
        return self._facts["suggestions_waiting"] if self._may(Act.PLAN) else 0

    @property
    def _facts(self) -> dict[str, Any]:
        return self._asked[1]

    @cached_property
    def _asked(self) -> tuple[list[TaskKind], dict[str, Any]]:
        """What there is to do, what waits and what is stopped, in one query: every page pays for it."""
        there, facts = agenda.look(self.viewer, _of_the_house)
        note_in_force(facts["edition"])
        return there, facts


def _of_the_house() -> dict[str, Any]:
    """What the frame shows to whoever may see it."""
    stop = Stop.objects.filter(resumption__isnull=True).order_by("at")
    return {
        "suggestions_waiting": _number(Suggestion.objects.unanswered()),
        "edition": Subquery(newest_digest()),
        "stopped_at": Subquery(stop.values("at")[:1]),
        "stopped_because": Subquery(stop.values("reason")[:1]),
        "trouble": Subquery(_troubled(), output_field=JSONField()),
    }


def _troubled() -> QuerySet[Any]:
    """The account whose newest check is worst, as one value; nothing when all is well."""
    last = ConnectionCheck.objects.filter(channel=OuterRef("pk")).order_by("-at", "-pk")
    newest = {name: Subquery(last.values(name)[:1]) for name in ("broken", "working", "problems", "summary")}
    rows: QuerySet[Any] = Channel.objects.active().annotate(**newest)
    rows = rows.filter(Q(broken=True) | Q(working=True) & ~Q(problems=[]))
    summary = JSONObject(pk="pk", name="name", says="summary", broken="broken")
    return rows.order_by("-broken", "pk").values_list(summary)[:1]


def _number(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
