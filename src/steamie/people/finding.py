"""The one way to a thing by its number: permission first, so that absent and forbidden answer alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import models
from django.http import Http404

from steamie.rules.permissions import Act

from .models import Person
from .permissions import require

M = TypeVar("M", bound=models.Model)


def nobodys(_thing: models.Model) -> bool:
    """Of things that are no more one person's than another's."""
    return False


def sought(person: Person, act: Act, rows: models.QuerySet[M], *, own: Callable[[M], bool] = nobodys, **which: object) -> M:
    """The thing of these rows, if ``person`` may do ``act`` to it.

    Raises ``NotAllowed`` in the same words where there is no such thing and where it is another's, and ``Http404`` only for
    whoever may do it to any.
    """
    thing = rows.filter(**which).first()
    require(person, act, own=thing is not None and own(thing))
    if thing is None:
        raise Http404("There is no such thing here.")
    return thing
