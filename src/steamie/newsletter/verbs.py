"""What is recorded about news by e-mail. Subscriptions stand there by number: no address is in the record."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(subjects={"newsletter.newssubscription": "subscription", "newsletter.newsletter": "letter of news"})
class Verb(RoomVerb):
    """The events of this room."""

    ASK_FOR_NEWS = "ask for news", "asked for news by e-mail: {}", "asked for news by e-mail"
    CONFIRM_NEWS = "confirm news", "confirmed {}", "confirmed a subscription"
    PUT_ON_A_LIST = "put on a list", "put an address on a list: {}", "put an address on a list"
    LEAVE_NEWS = "leave news", "ended {}", "ended a subscription"
    CHANGE_LAYOUT = "change layout", "changed how letters look: {}", "changed how letters look"
    WRITE_NEWS = "write news", "wrote at {}", "wrote a letter of news"
    SEND_NEWS = "send news", "approved {} and had it sent", "had a letter of news sent"
    STOP_NEWS = "stop news", "stopped {}", "stopped a letter of news"
