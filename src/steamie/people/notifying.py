"""What a person may be written to about: the register that each room's ``notices.py`` fills, and that notifications read.

What happened is read from the record, so that nothing is written about that did not happen, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import models
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.evidence.verbs import RoomVerb
from steamie.rules.permissions import Act
from steamie.rules.typed_numbers import whole_number

from .models import Grant, Person
from .permissions import ruling

_Row = TypeVar("_Row", bound=models.Model)


class NoticeTopic(models.TextChoices):
    """What it is about, as each person chooses by."""

    APPROVAL = "approval", "A post, correction, report or edition waits for your yes"
    SECOND_PERSON = "second person", "A colleague asks for a second person"
    ASSIGNED = "assigned", "A case or conversation was given to you"
    TEAM = "team", "A case came for your team"
    REPLY = "reply", "Somebody wrote again in a case or conversation of yours"
    OVERDUE = "overdue", "Something on your Today page has waited for two working days"
    OWN_WORK = "own work", "Your work was approved, sent back or held; your suggestion was answered"


@dataclass(frozen=True, slots=True)
class WorkNotice:
    """What one person would be written: a line without anybody's personal data, and the page of the desk it is about."""

    to: Person
    words: str
    place: str  # an address on this site


def _always(_: Event) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """What follows from one kind of event. ``holds``: whether it is still so when the letter is written."""

    topic: NoticeTopic
    write: Callable[[Event], Iterable[WorkNotice]]
    holds: Callable[[Event], bool]


_register: dict[str, NoticeKind] = {}
_Writes = TypeVar("_Writes", bound=Callable[[Event], Iterable[WorkNotice]])


def notifies(topic: NoticeTopic, *verbs: RoomVerb, holds: Callable[[Event], bool] = _always) -> Callable[[_Writes], _Writes]:
    """Register the decorated function as what people are written after events of these verbs."""

    def enter(write: _Writes) -> _Writes:
        for verb in verbs:
            kind = NoticeKind(topic, write, holds)
            if _register.setdefault(verb.value, kind).write.__qualname__ != write.__qualname__:
                raise ValueError(f"Two notices follow “{verb.value}”.")
        return write

    return enter


def registered() -> dict[str, NoticeKind]:
    """Every kind of notice, by the stored word of the verb it follows."""
    return _register


def subject_of(event: Event, model: type[_Row]) -> _Row | None:
    """The row an event is about; None when it is about another kind of row, or the row is gone."""
    label = event.subject.partition(":")[0]
    return model._default_manager.filter(pk=key_of(event)).first() if label == model._meta.label_lower else None


def key_of(event: Event) -> int:
    """The key of the row an event is about; 0, which no row has, when it is about none."""
    key = event.subject.partition(":")[2]
    return whole_number(key) or 0


def who_may(act: Act, now: datetime) -> list[Person]:
    """Everybody who may do this today."""
    today = timezone.localdate(now)
    people = Person.objects.filter(is_active=True, grants__in=Grant.objects.in_force(today)).distinct()
    return [person for person in people if ruling(person, act, on=today).allowed]


def person_named(reference: object) -> Person | None:
    """The person a fact of an event names, such as ``person:7``; None for anything else, and for somebody who has left."""
    kind, _, key = str(reference).partition(":")
    return Person.objects.filter(pk=key, is_active=True).first() if kind == "person" and key.isdecimal() else None
