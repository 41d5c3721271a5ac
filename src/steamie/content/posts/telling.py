"""What was done to a post, told in sentences: by office and never by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Subquery

from steamie.evidence.actions import reference
from steamie.evidence.in_force import office_phrase
from steamie.evidence.models import Event
from steamie.evidence.verbs import RoomVerb
from steamie.people.models import Person
from steamie.rules import share_words
from steamie.rules.permissions import Office
from steamie.strategy import reading
from steamie.strategy.reading import newest_digest, note_in_force

from .definition import labels
from .models import Post, Publication, Recognised
from .verbs import Verb

LATEST = 40
PARTS = labels()
Words = str | Callable[[Event], str]


def _who_is_shown(event: Event) -> str:
    agreed = event.facts.get("answer") == Recognised.AGREED
    says = "everyone who can be recognised on a picture has agreed" if agreed else "nobody can be recognised on a picture"
    return f"{{who}} said: {says}"


_words: dict[str, Words] = {
    Verb.DRAFT: "Begun by {who}",
    Verb.EDIT: "Changed by {who}: {parts}",
    Verb.SUBMIT: "Approval asked for by {who}",
    Verb.APPROVE: "Approved by {who}{as_whom}",
    Verb.UNDO_THE_APPROVAL_OF: "Approval undone by {who}, before anything was sent",
    Verb.WRITE_A_CORRECTION_OF: "Correction written by {who}",
    Verb.APPROVE_THE_CORRECTION_OF: "Correction approved by {who}{as_whom}",
    Verb.UNDO_THE_APPROVAL_OF_THE_CORRECTION_OF: "Approval of the correction undone by {who}, before anything was sent",
    Verb.SEND_BACK_THE_CORRECTION_OF: "Correction sent back by {who}",
    Verb.TAKE_BACK_THE_CORRECTION_OF: "Correction taken back by {who}",
    Verb.SEND_BACK: "Sent back by {who}",
    Verb.KEEP_A_FINDING: "Kept as it is by {who}, after the check asked",
    Verb.SAY_WHO_IS_SHOWN: _who_is_shown,
    Verb.WRITE_A_NOTE: "Note by {who}",
    Verb.ASK_A_COLLEAGUE: "A colleague asked to look, by {who}",
    Verb.REFUSED: "Approval by {who} was refused",
}


def tells(words: Mapping[RoomVerb, Words]) -> None:
    """Enter how a room above tells what it did to a post, or to a sending of it.

    ``{who}``, ``{channel}`` and ``{sent_to}`` are filled in.
    """
    _words.update({str(verb): sentence for verb, sentence in words.items()})


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that was done. ``reason`` is what was written down with it."""

    words: str
    at: datetime
    reason: str
    clause: str


def history(post: Post) -> tuple[list[HistoryLine], str]:
    """What was done to the post and its publications, latest first, and the office that wrote it. One query.

    The office reads after "by": that of the post's first line in the minute book, or the author's own.
    """
    channels = {reference(row): row for row in post.publications.all()}
    begun = Event.objects.filter(subject=reference(post), verb=Verb.DRAFT).order_by("number").values("office")[:1]
    rows = list(
        Event.objects.filter(subject__in=[reference(post), *channels])
        .annotate(begun_by=Subquery(begun), in_force=Subquery(newest_digest()))  # the titles of the offices are the strategy's
        .order_by("-number")[:LATEST]
    )
    if rows:
        note_in_force(rows[0].in_force)
    lines = [HistoryLine(_in_words(row, channels.get(row.subject)), row.at, row.reason, row.clause) for row in rows]
    return lines, office((rows[0].begun_by if rows else "") or first_office(post.author))


def office(code: str) -> str:
    """An office inside a sentence: "the Resident Forum"; a machine is Steamie."""
    return office_phrase(code) if code in set(Office) else "Steamie"


def first_office(person: Person) -> str:
    """The office a person is best known by, or an empty string."""
    offices = person.offices()
    return next((one.value for one in Office if one in offices), "")


def part(name: str) -> str:
    """One part of a post, in words: "the link", "which third"."""
    words = PARTS.get(name, name)
    return words.format(share=share_words.noun(reading.shares())) if "{" in words else words


def parts(names: Any) -> str:
    """What was changed, in words: "the words and the link"."""
    words = [part(name) for name in sorted(names or ())]
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part) or "nothing that shows"


def _in_words(event: Event, publication: Publication | None) -> str:
    words = _words.get(event.verb, "")
    words = words if isinstance(words, str) else words(event)
    filled = {
        "who": office(event.office),
        "channel": publication.channel.name if publication else "",
        "sent_to": publication.phrases.sent_to.format(channel=publication.channel.name) if publication else "",
        "parts": parts(event.facts.get("changed")),
        "as_whom": _as_whom(event.facts),
    }
    return words.format(**filled) if words else f"{event.verb.capitalize()}, by {filled['who']}"


def _as_whom(facts: dict[str, Any]) -> str:
    return ", as a deputy" if facts.get("deputy") else ", own work" if facts.get("own_work") else ""
