"""What is recorded about letters."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs()
class Verb(RoomVerb):
    """The events of this room."""

    SEND_AGAIN = "send again", "sent {} again", "sent a letter again"
    SET_A_LETTER_ASIDE = "set a letter aside", "set {} aside", "set a letter aside"
    SET_LETTERS_ASIDE = "set letters aside", "set every letter aside that was written without a mail server"
    SEE_A_LETTER_BACK = "see a letter back", "saw that {} came back", "saw that a letter came back"
    SHOW_A_LETTER = "show a letter", "looked at the words of {}", "looked at the words of a letter"
    TRY_THE_MAIL_SERVER = "try the mail server", "tried the mail server with {}", "tried the mail server"
