"""What this room asks of people: letters that did not surely arrive, and those that nobody sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import Letter, Mailbox

WHY = 200  # characters of a mail server's words


def _in_doubt(_: Viewer) -> QuerySet[Letter]:
    """Letters that did not arrive, or may not have, and that only a person will move; newest first."""
    return Letter.objects.waiting_for_a_person().defer("content")


def _of_others(viewer: Viewer) -> QuerySet[Letter]:
    """Of these, all but those that the viewer had written, which are a task of their own."""
    return _in_doubt(viewer).exclude(asked_by=viewer.person.reference)


@asks(Act.MANAGE_PEOPLE, Urgency.LETTER, when=_of_others)
def letters(viewer: Viewer) -> Task:
    """Letters that were refused, came back, or went without an answer."""
    rows = list(_of_others(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    which = f"“{first}”" if alone else capitalised(spelt(len(rows), "letter"))
    return Task(
        title=f"{which} did not surely arrive",
        why=f"{first.get_state_display()}{f': {first.why}' if first.why else '.'}"[:WHY],
        action="Look at it" if alone else "Look at them",
        address=reverse("letters:letter", args=[first.pk]) if alone else reverse("letters:outbox"),
        minutes=3 * len(rows),
        mark=Mark("warn", "warn", "Letters"),
    )


def _not_set_up(_: Viewer) -> QuerySet[Letter]:
    """Letters written while no mail server was set up."""
    return Letter.objects.not_set_up().defer("content")


def _outside_a_demonstration(_: Viewer, there_are: Any) -> bool:
    """A demonstration writes to nobody, and that is as it should be."""
    return bool(there_are) and not settings.DEMONSTRATION


@asks(Act.MANAGE_PEOPLE, Urgency.LETTER, when=_not_set_up, holds=_outside_a_demonstration)
def letters_without_a_server(viewer: Viewer) -> Task:
    """Letters that nobody got, because no mail server is set up: invitations, answers, alarms."""
    rows = list(_not_set_up(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    return Task(
        title=f"{capitalised(spelt(len(rows), 'letter'))} {'was' if alone else 'were'} not sent",
        why=f"No mail server was set up. Hand over what they say yourself: the newest is “{first}”.",
        action="Look at it" if alone else "Look at them",
        address=reverse("letters:outbox", query={"state": first.state}),
        minutes=2 * len(rows),
        mark=Mark("warn", "warn", "Letters"),
    )


def _to_the_viewer(viewer: Viewer) -> QuerySet[Letter]:
    """Letters to this person that did not arrive."""
    return _in_doubt(viewer).filter(to=viewer.person.email)


def _asked_for(viewer: Viewer) -> QuerySet[Letter]:
    """Letters that this person had written and that did not arrive."""
    return _in_doubt(viewer).filter(asked_by=viewer.person.reference)


@asks(None, Urgency.LETTER, when=_asked_for)
def letters_you_asked_for(viewer: Viewer) -> Task:
    """Letters that this person had written, an invitation or an answer, and that did not arrive: they can tell the reader."""
    rows = list(_asked_for(viewer)[:MANY])
    first, alone = rows[0], len(rows) == 1
    others = "" if alone else f" And {spelt(len(rows) - 1, 'other')} of yours."
    return Task(
        title=f"Your letter “{first}” did not surely arrive",
        why=f"{first.get_state_display()}{f': {first.why}' if first.why else '.'}"[:WHY] + others,
        action="Tell them otherwise",
        address=first.place or reverse("desk:today"),
        minutes=3 * len(rows),
        mark=Mark("warn", "warn", "Letters"),
    )


@asks(None, Urgency.LETTER, when=_to_the_viewer)
def letters_to_yourself(viewer: Viewer) -> Task:
    """Letters to this person that did not arrive; whoever manages people can put the address right."""
    rows = list(_to_the_viewer(viewer)[:MANY])
    return Task(
        title=f"{capitalised(spelt(len(rows), 'letter'))} to you did not arrive",
        why=f"The newest is “{rows[0]}”. Ask the officer whether your address, {viewer.person.email}, is right.",
        action="See your account",
        address=reverse("people:me"),
        minutes=2,
        mark=Mark("warn", "warn", "Letters"),
    )


def _mailbox_away(_: Viewer) -> QuerySet[Mailbox]:
    """The mailbox that is read, while it is not reached."""
    return Mailbox.objects.filter(ended_at__isnull=True).exclude(problem="")


@asks(Act.MANAGE_PEOPLE, Urgency.ANSWER, when=_mailbox_away)
def mailbox_not_reached(viewer: Viewer) -> Task:
    """Nobody reads what people write: the mailbox is not reached."""
    row = _mailbox_away(viewer)[0]
    return Task(
        title=f"The mail to {row.address} is not read",
        why=row.problem[:WHY],
        action="Put it right",
        address=reverse("letters:mailbox"),
        minutes=5,
        mark=Mark("bad", "warn", "Mail"),
    )
