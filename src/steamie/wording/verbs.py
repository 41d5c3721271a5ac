"""What is recorded about the lists of words and the days to take care on."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    EDIT_THE_WORD_LIST = "edit the word list", "changed a list of words"
    OPEN_A_SENSITIVE_WINDOW = "open a sensitive window", "marked days to take care on"
    REMOVE_A_SENSITIVE_WINDOW = "remove a sensitive window", "took out days to take care on"
