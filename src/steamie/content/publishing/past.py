"""Posts with a past, for the demonstration, the drills and the tests: written, approved or sent at moments that are passed in.

``by_acts`` goes the way people and the publisher go. ``in_bulk`` writes the same rows at once, where hundreds would take long.
A test makes the same post both ways and compares the rows, so that neither knows of a column that the other does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects

from steamie.content.posts import authorship
from steamie.content.posts.actions import approval, posts
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.definition import field_list, of_the_row
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Approval, Authorship, Post, PostPicture, PostText, Publication, Submission
from steamie.content.posts.models.publications import Step
from steamie.content.posts.verbs import Verb
from steamie.content.publishing.verbs import Verb as PublishingVerb
from steamie.evidence.actions import record
from steamie.evidence.actors import PUBLISHER
from steamie.evidence.in_force import Citation
from steamie.people.models import Person

from .models import Attempt
from .publisher import advance

BATCH = 200  # rows of one statement
ON_THE_CHANNEL = "It was seen to be done."  # as the rules say it when a publication is finished


@dataclass(slots=True)
class Past:
    """A post and how far it has come: what has no moment has not happened.

    ``post`` is not saved yet, and says by whom it was written and when. ``texts`` is by channel number. ``there`` is where
    it stands on each channel, as (identifier, address), for those whose account keeps it.
    """

    post: Post
    texts: Mapping[int, str]
    pictures: Sequence[tuple[int, str]] = ()  # (picture number, its description)
    submitted_at: datetime | None = None
    approved_at: datetime | None = None
    approved_by: Person | None = None
    sent_at: datetime | None = None
    there: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def composition(self) -> Composition:
        """What was written."""
        values = {name: getattr(self.post, name) for name in of_the_row()}
        return Composition(**values, texts=self.texts, pictures=tuple(self.pictures))


Record = Callable[..., object]  # takes what evidence.actions.record takes


def unrecorded(**event: Any) -> None:
    """A ``Record`` that keeps nothing: for posts whose minutes nobody will read."""


def by_acts(past: Past) -> Post:
    """Make it by the acts of people and of the publisher, which calls its channels. Raises what the acts raise."""
    begun = past.post
    post = posts.draft(
        composition=past.composition,
        by=begun.author,
        at=begun.made_at,
        slot=begun.slot,
        suggestion=begun.suggestion,
        occasion=begun.occasion,
    )
    if past.submitted_at:
        approval.submit(post=post, by=begun.author, at=past.submitted_at)
    if past.approved_at and past.approved_by:
        approval.approve(post=post, fingerprint=fingerprint(post), by=past.approved_by, at=past.approved_at)
    if sent_at := past.sent_at:
        for row in post.publications.order_by("pk"):
            advance(row.pk, now=lambda: sent_at)
    return post


@transaction.atomic
def in_bulk(pasts: Sequence[Past], *, record: Record = record) -> list[Post]:
    """Write the rows that ``by_acts`` would leave, in a few statements. ``record`` is told each event, in no order of time.

    Nobody's permission is asked and no channel called: it is for what never happened.
    """
    written = _write_down(pasts)
    for post in written:
        facts = {"share": post.share, "suggestion": post.suggestion_id}
        record(by=post.author, verb=Verb.DRAFT, clause=Citation("content.approved"), subject=post, facts=facts, at=post.made_at)
    submitted = [past for past in pasts if past.submitted_at]
    Submission.objects.bulk_create((_submission(past, record) for past in submitted), batch_size=BATCH)
    approved = [past for past in pasts if past.approved_at]
    approvals = Approval.objects.bulk_create([_approval(past, record) for past in approved], batch_size=BATCH)
    rows = [row for past, one in zip(approved, approvals, strict=True) for row in _publications(past, one)]
    Publication.objects.bulk_create(rows, batch_size=BATCH)
    sent = [row for row in rows if row.published_at]
    Attempt.objects.bulk_create((call for row in sent for call in _calls(row)), batch_size=BATCH)
    for row in sent:
        facts = {"channel": row.channel_id, "from": Step.PUBLISHING.value, "remote": row.remote_id}
        event = {"clause": Citation("content.answered_for"), "reason": ON_THE_CHANNEL, "facts": facts, "at": row.published_at}
        record(by=PUBLISHER, verb=PublishingVerb.PUBLISH, subject=row, **event)
    return written


def _write_down(pasts: Iterable[Past]) -> list[Post]:
    """The posts with their words, pictures and writers, all prefetched for the fingerprints."""
    for past in pasts:
        past.post.edited_by = past.post.edited_by or past.post.author
        past.post.edited_at = past.post.edited_at or past.post.made_at
    written = Post.objects.bulk_create([past.post for past in pasts], batch_size=BATCH)
    PostText.objects.bulk_create((text for past in pasts for text in _texts(past)), batch_size=BATCH)
    PostPicture.objects.bulk_create((used for past in pasts for used in _pictures(past)), batch_size=BATCH)
    prefetch_related_objects(written, "texts__channel", "pictures__picture")
    Authorship.objects.bulk_create((authorship.first_writing(post, of_post(post)) for post in written), batch_size=BATCH)
    return written


def _texts(past: Past) -> Iterator[PostText]:
    for channel, text in past.texts.items():
        if text.strip():
            yield PostText(post=past.post, channel_id=channel, text=text.strip())


def _pictures(past: Past) -> Iterator[PostPicture]:
    for position, (number, alt) in enumerate(past.pictures):
        yield PostPicture(post=past.post, picture_id=number, alt=alt, position=position)


def _submission(past: Past, record: Record) -> Submission:
    post, at = past.post, past.submitted_at
    if at is None:
        raise ValueError(f"“{post}” was never submitted.")
    facts = {"edition": post.edition}
    record(by=post.author, verb=Verb.SUBMIT, clause=Citation("content.approved"), subject=post, facts=facts, at=at)
    return Submission(post=post, by=post.author, at=at, edition=post.edition)


def _approval(past: Past, record: Record) -> Approval:
    post, by, at = past.post, past.approved_by, past.approved_at
    if by is None or at is None:
        raise ValueError(f"Nobody approved “{post}”, or at no moment.")
    mark, own = fingerprint(post), post.author_id == by.pk
    facts = {"fingerprint": mark, "own_work": own, "deputy": False}
    record(by=by, verb=Verb.APPROVE, clause=Citation("content.approved"), subject=post, facts=facts, at=at)
    bound = {"fingerprint": mark, "field_list": field_list(), "edition": post.edition, "own_work": own}
    return Approval(post=post, by=by, at=at, **bound)


def _publications(past: Past, approved: Approval) -> Iterator[Publication]:
    for text in past.post.texts.all():
        row = Publication(post=past.post, channel=text.channel, code=approval.new_code(), fingerprint=approved.fingerprint)
        if past.post.due_at is None:
            raise ValueError(f"“{past.post}” was approved for no moment.")
        row.due_at = row.wake_at = past.post.due_at
        if past.sent_at:
            row.step, row.wake_at, row.published_at = Step.PUBLISHED, None, past.sent_at
            row.remote_id, row.remote_url = past.there.get(text.channel_id, ("", ""))
        yield row


def _calls(row: Publication) -> Iterator[Attempt]:
    """Made unseen, then shown."""
    call = {"fingerprint": row.fingerprint, "started_at": row.published_at, "ended_at": row.published_at, "outcome": "done"}
    for verb, shown in (("create", None), ("publish", True)):
        yield Attempt(publication=row, verb=verb, shown=shown, remote_id=row.remote_id, **call)
