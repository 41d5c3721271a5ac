"""What people are written about posts of theirs that did not go out. Who looks after the channel has a letter of its own."""

from __future__ import annotations

from collections.abc import Iterator

from steamie.content.posts.models import Publication
from steamie.evidence.models import Event
from steamie.people.notifying import NoticeTopic, WorkNotice, notifies, subject_of

from .verbs import Verb

WORDS = {
    Verb.HOLD.value: "did not go out on {} and is held",
    Verb.CHANNEL_REFUSED.value: "was refused by {}",
    Verb.ASK_A_PERSON.value: "may or may not be on {}",
}


@notifies(NoticeTopic.OWN_WORK, Verb.HOLD, Verb.CHANNEL_REFUSED, Verb.ASK_A_PERSON)
def not_gone_out(event: Event) -> Iterator[WorkNotice]:
    """The author of the post."""
    row = subject_of(event, Publication)
    if row is not None:
        words = f"Your post “{row.post}” {WORDS[event.verb].format(row.channel)}"
        yield WorkNotice(row.post.author, words, row.post.get_absolute_url())
