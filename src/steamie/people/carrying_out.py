"""Doing what a form asks, and writing what was refused beside the box it belongs to, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form

from .refusals import NotReady


def carried_out(form: Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the form was right and the act was done with its data; otherwise the form says what to put right."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotReady as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        return False
    return True
