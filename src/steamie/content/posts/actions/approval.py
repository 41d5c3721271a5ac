"""Approving exactly what was looked at, and sending back what was not right (S-60, S-61)."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.utils import timezone

from steamie.content.posts import readiness
from steamie.content.posts.definition import field_list
from steamie.content.posts.fingerprint import fingerprint as fingerprint_of
from steamie.content.posts.models import Approval, Post, Publication, Return, Submission
from steamie.content.posts.models.publications import Step
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.posts.rendering import CODE_LENGTH
from steamie.content.posts.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import delegation_of, require
from steamie.people.refusals import Changed, NotReady, Problem
from steamie.rules.permissions import Act

UNAMBIGUOUS = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 o, 1 i l: codes are read aloud and typed from posters


@action(none="the button was pressed twice")
def approve(*, post: Post, fingerprint: str, by: Person, at: datetime | None = None) -> Approval:
    """Approve and schedule what ``fingerprint`` names. Raises NotAllowed, Changed, NotReady or AlreadyGoing."""
    moment = at or timezone.now()
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    own = post.is_work_of(by)
    day = timezone.localdate(moment)
    require(by, Act.APPROVE, own=own, on=day)
    if fingerprint_of(post) != fingerprint:
        raise Changed("This post has changed since you looked at it. Nothing was approved.")
    if standing := post.approvals.in_force().filter(edition=post.edition, fingerprint=fingerprint).first():
        return standing  # the button pressed twice
    _must_be_open(post)
    if unready := readiness.of_post(post, now=moment):
        raise NotReady(unready)
    approval = Approval.objects.create(
        post=post,
        by=by,
        at=moment,
        fingerprint=fingerprint,
        field_list=field_list(),
        edition=post.edition,
        own_work=own,
        delegation=delegation_of(by, day),
    )
    bind_publications(post, fingerprint)
    facts = {"fingerprint": fingerprint, "own_work": own, "deputy": approval.delegation_id is not None}
    record(by=by, verb=Verb.APPROVE, clause=Citation("content.approved"), subject=post, facts=facts, at=moment)
    return approval


@action(none="the button was pressed twice")
def submit(*, post: Post, by: Person, at: datetime | None = None) -> Submission:
    """Ask for approval. Refused with ``NotReady`` while something is missing, so that the approver's time is not spent on it."""
    moment = at or timezone.now()
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    require(by, Act.DRAFT, own=post.author_id == by.pk, on=timezone.localdate(moment))
    _must_be_open(post)
    if unready := readiness.of_post(post, now=moment, asking=True):
        raise NotReady(unready)
    asked, returned = post.submissions.order_by("at").last(), post.returns.order_by("at").last()
    if asked and asked.edition == post.edition and not (returned and returned.at >= asked.at):
        return asked  # the button pressed twice
    submission = Submission.objects.create(post=post, by=by, at=moment, edition=post.edition)
    record(by=by, verb=Verb.SUBMIT, clause=Citation("content.approved"), subject=post, facts={"edition": post.edition}, at=moment)
    return submission


@action(none="the button was pressed twice")
def send_back(*, post: Post, reason: str, by: Person, at: datetime | None = None) -> Return:
    """Give a post back to its author with what to change. An approval not yet begun is released with it."""
    moment = at or timezone.now()
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    require(by, Act.APPROVE, on=timezone.localdate(moment))
    if not reason.strip():
        raise NotReady([Problem("Say what to change, so the author knows.", "reason")])
    if again := _sent_back_already(post, reason.strip()):
        return again
    release(post)
    if post.approvals.in_force().filter(edition=post.edition).exists():
        post.edition += 1  # the approval was of the edition before; it no longer holds
        post.save(update_fields=["edition"])
    returned = Return.objects.create(post=post, by=by, at=moment, reason=reason.strip(), edition=post.edition)
    record(by=by, verb=Verb.SEND_BACK, clause=Citation("content.approved"), subject=post, reason=reason.strip(), at=moment)
    return returned


def _sent_back_already(post: Post, reason: str) -> Return | None:
    """The same sending back, when nobody has asked for approval since: the button was pressed twice."""
    last = post.returns.filter(edition=post.edition, reason=reason).order_by("at").last()
    return None if last is None or post.submissions.filter(at__gt=last.at).exists() else last


def release(post: Post) -> None:
    """Unbind what was approved but has not begun, so that neither the old words nor the new can go out."""
    _must_be_open(post)
    for row in post.publications.select_for_update(no_key=True).exclude(step=Step.WITHDRAWN):
        row.step, row.wake_at = Step.HELD, None
        row.problem = "Changed after it was approved. It waits until it is approved again."
        row.save(update_fields=["step", "wake_at", "problem"])


def _must_be_open(post: Post) -> None:
    if hasattr(post, "withdrawal"):
        raise AlreadyGoing("This post was withdrawn. Start a new one instead.")
    if any(has_begun(row) for row in post.publications.select_for_update(no_key=True)):
        raise AlreadyGoing("This post has begun to go out, so it can no longer be changed. Withdraw it, then write a new one.")


def bind_publications(post: Post, fingerprint: str) -> None:
    """One publication for each channel the post has words for, bound to what was approved."""
    if post.due_at is None:
        raise ValueError("A post without a time is not ready, and so not approved.")
    rows = {row.channel_id: row for row in post.publications.select_for_update(no_key=True)}
    for text in post.texts.all():
        row = rows.pop(text.channel_id, None) or Publication(post=post, channel_id=text.channel_id, code=new_code())
        row.step, row.problem = Step.APPROVED, ""
        row.due_at = row.wake_at = post.due_at
        row.fingerprint = fingerprint
        row.save()
    for row in rows.values():  # channels the post no longer has words for
        row.step, row.wake_at = Step.WITHDRAWN, None
        row.save(update_fields=["step", "wake_at"])


def has_begun(row: Publication) -> bool:
    """Whether anything of this may already exist at the channel."""
    return bool(row.remote_id) or row.step in {
        Step.CREATING,
        Step.CREATED,
        Step.PUBLISHING,
        Step.PUBLISHED,
        Step.NEEDS_A_PERSON,
    }


def new_code() -> str:
    """Eight characters that read the same to everybody: 31^8 of them."""
    return "".join(secrets.choice(UNAMBIGUOUS) for _ in range(CODE_LENGTH))
