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
    SET_A_MAILBOX = "set a mailbox", "said that {} is read", "said which mailbox is read"
    END_A_MAILBOX = "end a mailbox", "said that {} is read no more", "said that a mailbox is read no more"
    TRY_THE_MAILBOX = "try the mailbox", "tried {}", "tried a mailbox"
    SEAL_A_MAILBOX_AGAIN = "seal a mailbox again", "sealed the password of {} again", "sealed a mailbox’s password again"
