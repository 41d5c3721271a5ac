"""The bar at the foot of a post: what will happen, in one sentence, and what comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.content.posts.checks import Checked
from steamie.content.posts.composition import Composition, Lookup
from steamie.people.refusals import Problem
from steamie.rules.counting import some
from steamie.rules.permissions import Ruling
from steamie.rules.share_words import joined


@dataclass(frozen=True, slots=True)
class Bar:
    """What will happen to a post: where it goes, when, and what is to be done before."""

    verb: str
    channels: str
    due: datetime | None
    which: str  # of two equal hours, when the clocks go back
    next: str


def of(composition: Composition, named: Lookup, *, next_step: str, approved_for: datetime | None = None) -> Bar:
    """The bar of a composition. ``approved_for``: when it goes, of an approved one."""
    channels = [str(named.channels[number]) for number in composition.words]
    moment, verb = approved_for or composition.due_at, "Approved: goes to" if approved_for else "Goes to"
    due = timezone.localtime(moment) if moment else None
    which = next((f"the {one}" for one in ("first", "second") if one in composition.due_wall), "")
    return Bar(verb, joined(channels) if channels else "", due, which, next_step)


def next_step(missing: Sequence[Problem], checked: Checked | None, ruled: Ruling | None, *, own: bool) -> str:
    """What comes before the post can go out, in one sentence; who approves it once nothing is missing."""
    if checked and checked.blocking:
        return f"Answer the {some(len(checked.blocking), 'question')} first."
    if missing:
        more = f" And {some(len(missing) - 1, 'more thing')}." if len(missing) > 1 else ""
        return f"{missing[0].message}{more}"
    if ruled and not ruled.allowed:
        return ruled.reason
    return "Your own work: it is labelled and counted as yours." if own and ruled else ""
