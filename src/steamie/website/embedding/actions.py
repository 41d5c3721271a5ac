"""Writes: saying where our form may stand, ending that, and counting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.contrast import COLOUR, ENOUGH, contrast
from steamie.rules.permissions import Act
from steamie.website.models import EmbeddingDay, EmbeddingPlace
from steamie.website.verbs import Verb

OUTLINED = Citation("services.outlined")
WHITE = "#ffffff"  # the words on the button


@dataclass(frozen=True, slots=True)
class PlaceToEmbed:
    """The address of the other website, and its colours."""

    address: str
    paper: str = WHITE
    ink: str = "#1d1d1d"
    button: str = "#1a5244"


def origin_of(address: str) -> str:
    """The origin of an address, as browsers compare it; empty for what is none. Only https, since words travel through it."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    plain = host.isascii() and all(character.isalnum() or character in ".-" for character in host) and "." in host
    if parts.scheme != "https" or not plain or parts.username:
        return ""
    return f"https://{host}{f':{port}' if port and port != 443 else ''}"


@action()
def allow_place(*, place: PlaceToEmbed, by: Person, at: datetime | None = None) -> EmbeddingPlace:
    """Let a website show our form. Raises ``NotReady`` for what is no address, and for colours that nobody can read."""
    require(by, Act.EDIT_WEBSITE)
    moment, origin = at or timezone.now(), origin_of(place.address)
    if problems := _problems(place, origin):
        raise NotReady(problems)
    row = EmbeddingPlace.objects.create(origin=origin, paper=place.paper, ink=place.ink, button=place.button, by=by, at=moment)
    record(by=by, verb=Verb.ALLOW_A_PLACE, clause=OUTLINED, subject=row, facts={"origin": origin}, at=moment)
    return row


def _problems(place: PlaceToEmbed, origin: str) -> list[Problem]:
    problems = [] if origin else [Problem("Write the whole address, beginning with https://", "address")]
    colours = {"paper": place.paper, "ink": place.ink, "button": place.button}
    wrong = [Problem("Write a colour as #1a5244.", name) for name, colour in colours.items() if not COLOUR.fullmatch(colour)]
    if wrong:
        return problems + wrong
    for name, words, behind in (("ink", place.ink, place.paper), ("button", WHITE, place.button)):
        if (there := contrast(words, behind)) < ENOUGH:
            problems.append(Problem(f"Words cannot be read on it: {there:.1f} to 1, and {ENOUGH} is needed.", name))
    return problems


@action(none="it had ended already")
def end_place(*, place: EmbeddingPlace, by: Person, at: datetime | None = None) -> None:
    """Let it show our form no longer."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    if EmbeddingPlace.objects.in_force().filter(pk=place.pk).update(ended_at=moment):
        record(by=by, verb=Verb.END_A_PLACE, clause=OUTLINED, subject=place, facts={"origin": place.origin}, at=moment)


@transaction.atomic
def count(place: EmbeddingPlace, now: datetime, *, sent: bool) -> None:
    """Add one to the day's numbers."""
    row, _ = EmbeddingDay.objects.get_or_create(place=place, day=timezone.localdate(now))
    name = "sent" if sent else "shown"
    EmbeddingDay.objects.filter(pk=row.pk).update(**{name: F(name) + 1})
