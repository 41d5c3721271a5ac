"""What was done to a post, told in sentences: by office and never by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Subquery

from steamie.evidence.actions import reference
from steamie.evidence.in_force import office_phrase
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.rules import share_words
from steamie.rules.permissions import Office
from steamie.strategy import reading
from steamie.strategy.reading import newest_digest, note_in_force

from .models import Post

LATEST = 40
PARTS = {
    "title": "the headline",
    "channels": "the words",
    "pictures": "the pictures",
    "due": "when it goes out",
    "third": "which {share}",
    "link": "the link",
    "credit": "the credit",
    "event": "the event",
    "audience": "for whom it is",
    "purpose": "the purpose",
    "kind": "what it is",
}
_OF_THE_POST = {
    "draft": "Begun by {who}",
    "edit": "Changed by {who}: {parts}",
    "submit": "Approval asked for by {who}",
    "approve": "Approved by {who}{as_whom}",
    "undo the approval of": "Approval undone by {who}, before anything was sent",
    "write a correction of": "Correction written by {who}",
    "approve the correction of": "Correction approved by {who}{as_whom}",
    "undo the approval of the correction of": "Approval of the correction undone by {who}, before anything was sent",
    "send back the correction of": "Correction sent back by {who}",
    "take back the correction of": "Correction taken back by {who}",
    "send back": "Sent back by {who}",
    "keep a finding": "Kept as it is by {who}, after the check asked",
    "refused": "Approval by {who} was refused",
    "withdraw": "Withdrawn by {who}",
}
_OF_A_PUBLICATION = {
    "publish": "Sent to {channel}",
    "hold": "Held back from {channel}",
    "ask a person": "{channel} did not say whether it has the post",
    "refused": "Refused by {channel}",
    "take down": "Taken down from {channel}",
    "correct": "Corrected on {channel}",
    "hold the correction of": "Not corrected yet on {channel}",
    "ask a person about the correction of": "{channel} did not say whether it shows the correction",
    "refuse the correction of": "Correction refused by {channel}",
}
_SETTLED = {
    "there": "Seen on {channel} by {who}, so it counts as sent",
    "not_there": "Not found on {channel} by {who}, and sent again",
    "send": "Sent to {channel} after its time, as {who} decided",
    "later": "Given another time on {channel} by {who}",
    "down": "Seen to be gone from {channel} by {who}",
    "new": "Seen to be corrected on {channel} by {who}",
    "old": "Seen with the earlier words on {channel} by {who}, and corrected again",
    "again": "Correction sent to {channel} again, as {who} decided",
    "leave": "Left with the earlier words on {channel}, as {who} decided",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done. ``reason`` is what was written down with it."""

    said: str
    at: datetime
    reason: str
    clause: str


def history(post: Post) -> tuple[list[Told], str]:
    """What was done to the post and its publications, latest first, and the office that wrote it. One query.

    The office reads after "by": that of the post's first line in the minute book, or the author's own.
    """
    channels = {reference(row): row.channel.name for row in post.publications.all()}
    begun = Event.objects.filter(subject=reference(post), verb="draft").order_by("number").values("office")[:1]
    rows = list(
        Event.objects.filter(subject__in=[reference(post), *channels])
        .annotate(begun_by=Subquery(begun), in_force=Subquery(newest_digest()))  # the titles of the offices are the strategy's
        .order_by("-number")[:LATEST]
    )
    if rows:
        note_in_force(rows[0].in_force)
    told = [Told(_said(row, channels.get(row.subject, "")), row.at, row.reason, row.clause) for row in rows]
    return told, office((rows[0].begun_by if rows else "") or first_office(post.author))


def office(code: str) -> str:
    """An office inside a sentence: "the Resident Forum"; a machine is Steamie."""
    return office_phrase(code) if code in set(Office) else "Steamie"


def first_office(person: Person) -> str:
    """The office a person is best known by, or an empty string."""
    held = person.offices()
    return next((one.value for one in Office if one in held), "")


def part(name: str) -> str:
    """One part of a post, in words: "the link", "which third"."""
    words = PARTS.get(name, name)
    return words.format(share=share_words.noun(reading.shares())) if "{" in words else words


def parts(names: Any) -> str:
    """What was changed, in words: "the words and the link"."""
    said = [part(name) for name in sorted(names or ())]
    return " and ".join(part for part in (", ".join(said[:-1]), said[-1] if said else "") if part) or "nothing that shows"


def _said(event: Event, channel: str) -> str:
    words = _SETTLED.get(event.facts.get("verdict", ""), "") if event.verb == "settle" else ""
    if channel and event.verb == "take down" and not event.facts.get("remote"):
        words = "Kept from {channel}"
    words = words or (_OF_A_PUBLICATION if channel else _OF_THE_POST).get(event.verb, "")
    told = {
        "who": office(event.office),
        "channel": channel,
        "parts": parts(event.facts.get("changed")),
        "as_whom": _as_whom(event.facts),
    }
    return words.format(**told) if words else f"{event.verb.capitalize()}, by {told['who']}"


def _as_whom(facts: dict[str, Any]) -> str:
    return ", as a deputy" if facts.get("deputy") else ", own work" if facts.get("own_work") else ""
