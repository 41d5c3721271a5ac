"""How a post's own page tells what the publisher, or a person for it, did: entered in the register of the posts."""

from __future__ import annotations

from steamie.content.posts.telling import tells
from steamie.evidence.models import Event

from .verbs import Verb

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


def _taken_down(event: Event) -> str:
    return "Taken down from {channel}" if event.facts.get("remote") else "Kept from {channel}"


def _settled(event: Event) -> str:
    return _SETTLED.get(event.facts.get("verdict", ""), "")


tells(
    {
        Verb.WITHDRAW: "Withdrawn by {who}",
        Verb.SETTLE: _settled,
        Verb.PUBLISH: "{sent_to}",
        Verb.HOLD: "Held back from {channel}",
        Verb.ASK_A_PERSON: "{channel} did not say whether it has the post",
        Verb.CHANNEL_REFUSED: "Refused by {channel}",
        Verb.TAKE_DOWN: _taken_down,
        Verb.CORRECT: "Corrected on {channel}",
        Verb.SEE_EARLIER_WORDS_OF: "Earlier words came back on {channel}, and it is corrected again",
        Verb.HOLD_THE_CORRECTION_OF: "Not corrected yet on {channel}",
        Verb.ASK_A_PERSON_ABOUT_THE_CORRECTION_OF: "{channel} did not say whether it shows the correction",
        Verb.REFUSE_THE_CORRECTION_OF: "Correction refused by {channel}",
    }
)
