"""Where nothing reaches us: a person pastes what somebody wrote. It gets the same clock, from when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.channels.models import Channel
from steamie.conversations.clauses import ANSWERED
from steamie.conversations.models import Conversation, Message
from steamie.conversations.models.threads import digest_of
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.files.models import Picture
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.cases import Way
from steamie.rules.conversations import in_a_list
from steamie.rules.permissions import Act

from .arriving import start_wait

WITHOUT_WORDS = "A picture of a comment"


@dataclass(frozen=True, slots=True)
class Pasted:
    """What somebody saw on a channel: words, a picture of the screen, or both."""

    words: str
    link: str = ""
    written_at: datetime | None = None
    author: str = ""
    private: bool = False
    picture: Picture | None = None


@action()
def paste(*, channel: Channel | None, pasted: Pasted, by: Person, at: datetime | None = None) -> Conversation:
    """Put what was pasted into the inbox. The same link with the same words twice is refused, so that nobody answers twice."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    _may_be_pasted(pasted, moment)
    written = pasted.written_at or moment
    conversation = Conversation.objects.create(
        channel=channel,
        way=(Way.MESSAGE if pasted.private else Way.COMMENT).value,
        link=pasted.link,
        summary=in_a_list(pasted.words) or WITHOUT_WORDS,
        received_at=written,
        entered_at=moment,
        pasted_by=by,
        primary="question",
    )
    message = Message.objects.create(
        conversation=conversation,
        author_name=pasted.author[:160],
        words=pasted.words,
        digest=digest_of(pasted.words),
        written_at=written,
        came_at=moment,
    )
    if pasted.picture:
        message.pictures.add(pasted.picture)
    start_wait(conversation, message, moment)
    conversation.save()
    record(by=by, verb=Verb.PASTE, clause=ANSWERED, subject=conversation, at=moment)
    return conversation


def _may_be_pasted(pasted: Pasted, moment: datetime) -> None:
    if not pasted.words.strip() and pasted.picture is None:
        raise NotReady([Problem("Paste the words, or a picture of the screen.", "words")])
    if pasted.written_at and pasted.written_at > moment:
        raise NotReady([Problem("That time has not come yet.", "written_at")])
    same = Message.objects.filter(digest=digest_of(pasted.words), conversation__link=pasted.link)
    if pasted.link and pasted.words.strip() and same.exists():
        raise NotReady([Problem("This comment is in the inbox already.", "link")])
