"""Residents who write, a desk that looks, and a clock that is moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from steamie.conversations import polling, sending
from steamie.conversations.actions import rules
from steamie.conversations.actions.answering import Wording, ask_to_answer
from steamie.conversations.models import Conversation, HouseRule, Message, Reply, SavedReply
from steamie.conversations.urgency import TriageAnswer
from steamie.people.models import Person
from tests.stand_in_page import NOW, Page

HOLDING = "We are sorry about this. Please look for a private message from us."


class Crowd:
    """People under one post of the stand-in Page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.post = page.ask("history", posts=[{"message": "Winter boiler tips", "at": NOW.timestamp() - 3600}])["posts"][0]

    def say(self, text: str, **fields: Any) -> str:
        """A comment; its number."""
        return str(self.page.ask("residents", post=self.post, say=[{"text": text, **fields}])["comments"][0])

    def heard(self, text: str, **fields: Any) -> Conversation:
        """A comment that the desk has seen."""
        number = self.say(text, **fields)
        self.look()
        return Message.objects.get(remote_id=number).conversation

    def look(self, now: datetime | None = None) -> int:
        """The desk looks at the Page."""
        return polling.listen(self.page.channel, now or timezone.now())

    def answers(self) -> list[str]:
        """What the Page has answered in public, word for word."""
        return [
            one["message"]
            for one in self.page.truth()["comments"]
            if one["author"] == self.page.channel.remote_id and not one["deleted"]
        ]

    def in_private(self) -> list[str]:
        """What the Page has written in private."""
        return [one["text"] for one in self.page.truth()["messages"] if not one["inbound"]]


def asked(conversation: Conversation, words: str, by: Person, kind: str = Reply.PUBLIC) -> Reply:
    """An answer that waits for its twenty seconds."""
    message = conversation.messages.theirs().standing().last()
    assert message
    return ask_to_answer(conversation=conversation, message=message, wording=Wording(words, kind), by=by)


def send(after: timedelta = timedelta(seconds=21)) -> None:
    """The sender comes round, after so long."""
    sending.send_due(timezone.now() + after)


@contextmanager
def later(**span: float) -> Iterator[datetime]:
    """Some time from now."""
    with time_machine.travel(timezone.now() + timedelta(**span), tick=False):
        yield timezone.now()


def approved_line(officer: Person) -> SavedReply:
    """A holding line that may be used."""
    return rules.approve_reply(saved=rules.save_reply(title="Sorry", words=HOLDING, holding=True, by=officer), by=officer)


def house_rule(officer: Person, colleague: Person, words: str = "No threats, and no insults of people.") -> HouseRule:
    """A rule in force."""
    return rules.publish_rule(rule=rules.propose_rule(title="Threats", words=words, by=officer), by=colleague)


def judged(monkeypatch: Any, **answers: TriageAnswer) -> None:
    """The rules say this of words that hold a word; of all others, that they are a question."""

    def triage(words: str) -> TriageAnswer:
        return next((answer for word, answer in answers.items() if word in words.lower()), TriageAnswer())

    monkeypatch.setattr("steamie.conversations.actions.arriving.triage", triage)
