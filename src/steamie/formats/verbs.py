"""What is recorded about formats."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"formats.suppliedformat": "format of a page"})
class Verb(RoomVerb):
    """The events of this room."""

    OFFER_A_FORMAT = "offer a format", "offered {} that people made", "offered another format of a page"
    CONFIRM_A_FORMAT = "confirm a format", "said that {} fits the words as they are", "looked again at another format of a page"
    TAKE_BACK_A_FORMAT = "take back a format", "took back {}", "took back another format of a page"
