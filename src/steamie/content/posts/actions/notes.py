"""Notes between colleagues on a post, and asking one of them by name to look at it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import Post, PostNote
from steamie.content.posts.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

LONGEST_NOTE = 2000  # characters


@action()
def write_note(*, post: Post, words: str, by: Person, asks: Person | None = None, at: datetime | None = None) -> PostNote:
    """Write a note. It answers whatever ``by`` was asked about this post. Raises NotAllowed or NotReady."""
    moment = at or timezone.now()
    require(by, Act.DRAFT, own=post.author_id == by.pk, on=timezone.localdate(moment))
    if not (words.strip() or asks):
        raise NotReady([Problem("Write the note, or say whom you ask.", "note")])
    if len(words) > LONGEST_NOTE:
        raise NotReady([Problem(f"A note has {LONGEST_NOTE:,} characters at most.", "note")])
    if asks and (asks == by or not ruling(asks, Act.DRAFT, own=False, on=timezone.localdate(moment)).allowed):
        raise NotReady([Problem("Ask a colleague who may change posts.", "asks")])
    PostNote.objects.asked_of(by).filter(post=post).update(answered_at=moment)
    note = PostNote.objects.create(post=post, words=words.strip(), by=by, asks=asks, at=moment)
    verb = Verb.ASK_A_COLLEAGUE if asks else Verb.WRITE_A_NOTE
    facts = {"note": note.pk, "asks": asks.pk if asks else None}
    record(by=by, verb=verb, clause=Citation("content.approved"), subject=post, facts=facts, at=moment)
    return note
