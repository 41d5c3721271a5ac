"""What is recorded about the lists of words and the days to take care on."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    EDIT_THE_WORD_LIST = "edit the word list", "changed a list of words"
    ALLOW_A_DETAIL = "allow a public detail", "let a public number or address stand in every post"
    TAKE_BACK_A_DETAIL = "take back a public detail", "took back that a number or address may be shown"
    OPEN_A_SENSITIVE_WINDOW = "open a sensitive window", "marked days to take care on"
    REMOVE_A_SENSITIVE_WINDOW = "remove a sensitive window", "took out days to take care on"
