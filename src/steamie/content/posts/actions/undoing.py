"""Undoing an approval while nothing of it has been sent. The approval stays in the record, and so does the undoing (S-60)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import Approval, Post, Publication, Undo
from steamie.content.posts.models.publications import Step
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.posts.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act

from .approval import has_begun
from .correcting import put_back


@action(none="the button was pressed twice", unasked="whoever approved may always take it back; anybody else is asked")
def undo(*, approval: Approval, by: Person, at: datetime | None = None) -> Undo:
    """Take an approval back while nothing of it has been sent. Undoing twice is once. Raises NotAllowed or AlreadyGoing."""
    moment = at or timezone.now()
    post = Post.objects.select_for_update(no_key=True).get(pk=approval.post_id)
    if approval.by_id != by.pk:
        require(by, Act.APPROVE, own=post.is_work_of(by), on=timezone.localdate(moment))
    undone, fresh = Undo.objects.get_or_create(approval=approval, defaults={"by": by, "at": moment})
    if not fresh:
        return undone
    rows = list(post.publications.select_for_update(no_key=True))
    _must_still_hold(post, approval)
    if approval.correction_id:
        put_back(approval=approval, post=post, at=moment)
    else:
        _take_back(rows)
    verb = Verb.UNDO_THE_APPROVAL_OF_THE_CORRECTION_OF if approval.correction_id else Verb.UNDO_THE_APPROVAL_OF
    record(by=by, verb=verb, clause=Citation("content.approved"), subject=post, facts={"approval": approval.pk}, at=moment)
    return undone


def _must_still_hold(post: Post, approval: Approval) -> None:
    if hasattr(post, "withdrawal"):
        raise AlreadyGoing("This post was withdrawn, so there is nothing to undo.")
    if approval.edition != post.edition:
        raise AlreadyGoing("The post was changed after that approval, so it holds no longer. There is nothing to undo.")


def _take_back(rows: list[Publication]) -> None:
    """As it was before the approval: gone, unless something was tried with it, which stays in the record."""
    if any(has_begun(row) for row in rows):
        raise AlreadyGoing("It has begun to go out, so the approval can no longer be undone. Withdraw the post instead.")
    for row in rows:
        if not row.attempts.exists():
            row.delete()
            continue
        row.step, row.wake_at, row.problem = Step.HELD, None, "The approval was undone. It waits until it is approved again."
        row.save(update_fields=["step", "wake_at", "problem"])
