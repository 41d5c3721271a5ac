"""One post of the year whose answer was lost: the desk says so, and somebody has to look."""

from __future__ import annotations

from datetime import timedelta

from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.models import Attempt
from steamie.content.publishing.verbs import Verb
from steamie.evidence.actors import PUBLISHER
from steamie.evidence.in_force import Citation

from .posts import Desk, sent_moment

WORDS = "Facebook stopped answering. For 15 minutes it has not said whether it shows the post."


def lose_an_answer(desk: Desk) -> None:
    """The last post sent to the Page before today is unconfirmed; on the stand-in Page it is not there."""
    sent = Publication.objects.filter(channel=desk.channels["page"], step=Step.PUBLISHED)
    row = sent.filter(published_at__lt=desk.now - timedelta(hours=1)).order_by("published_at").last()
    if row is None:
        return
    desk.minutes.forget(row)
    Attempt.objects.filter(publication=row).update(
        outcome="unknown", detail="The connection was reset.", ended_at=None, shown=None
    )
    since = sent_moment(row)
    row.unknown_since, row.published_at = since, None
    row.step, row.problem = Step.NEEDS_A_PERSON, WORDS
    row.save()
    desk.minutes.add(
        since + timedelta(minutes=15),
        by=PUBLISHER,
        verb=Verb.ASK_A_PERSON,
        clause=Citation("content.answered_for"),
        subject=row,
        reason=WORDS,
    )
