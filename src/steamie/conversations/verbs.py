"""What is recorded about conversations. The record names one by its number, never who wrote or what."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(
    subjects={
        "conversations.conversation": "conversation",
        "conversations.hide": "hidden comment",
        "conversations.houserule": "house rule",
        "conversations.savedreply": "saved reply",
    }
)
class Verb(RoomVerb):
    """The events of this room."""

    HEAR = "hear", "took in what came to {}", "took in a comment or message"
    SEE_EDITED = "see a comment edited", "saw that its author changed {}", "saw a comment changed by its author"
    SEE_REMOVED = "see a comment removed", "saw that its author took something in {} down", "saw a comment taken down"
    SEE_HIDDEN = "see a comment hidden", "saw something in {} hidden or shown on the channel", "saw a comment hidden or shown"
    BECOME_CASE = "become a case", "made a case of {}", "made a case of a conversation"
