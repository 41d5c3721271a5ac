"""The one way to act: every write of every room is decorated with ``action``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.utils import timezone

from steamie.evidence.scopes import Scope, entered

from .models import Person

MOMENTS = ("now", "at")  # the names under which an act takes its moment
_P = ParamSpec("_P")
_R = TypeVar("_R")


class Unasked(RuntimeError):
    """An act was done, and is undone again, because it never asked whether it may be done."""


class NotOneEvent(RuntimeError):
    """An act was done, and is undone again, because it recorded no event, or more than one."""


def action(*, none: str = "", machines: bool = False, unasked: str = "") -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Decorates an act: it runs in a transaction, at one moment, and must ask for its permission and record one event.

    The permission is asked for by calling ``require`` anywhere within; without it the act is undone and ``Unasked`` is raised.
    ``machines``: the clock, the publisher or set-up may do it too, without being asked. ``unasked``: why nobody is.
    ``none``: when it may record nothing, such as a button pressed twice. Anything else raises ``NotOneEvent``, and is undone.
    """

    def decorate(act: Callable[_P, _R]) -> Callable[_P, _R]:
        shape = signature(act)
        moment_name = next((name for name in MOMENTS if name in shape.parameters), "")

        @wraps(act)
        def acted(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            call = shape.bind(*args, **kwargs)
            arguments: dict[str, Any] = call.arguments
            scope = Scope(arguments.get(moment_name) or timezone.now())
            scope.asked = bool(unasked) or (machines and not isinstance(arguments.get("by"), Person))
            if moment_name:
                arguments[moment_name] = scope.moment
            with transaction.atomic(), entered(scope):
                answer = act(*call.args, **call.kwargs)
                _check(act.__qualname__, scope, may_record_none=bool(none))
            return answer

        acted.__dict__["acts"] = True
        return acted

    return decorate


def _check(name: str, scope: Scope, *, may_record_none: bool) -> None:
    if not scope.asked:
        raise Unasked(f"{name} never asked whether it may be done.")
    if scope.events > 1 or not (scope.events or may_record_none):
        raise NotOneEvent(f"{name} recorded {scope.events} events, and should record one.")
