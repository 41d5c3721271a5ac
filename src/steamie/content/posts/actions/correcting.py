"""Correcting a post that has been sent: written with a reason, approved exactly as written, then carried to each channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from steamie.content.posts import authorship, checks, readiness
from steamie.content.posts.composition import Composition, lookup, of_post, put_into
from steamie.content.posts.correcting import changes as corrections
from steamie.content.posts.definition import field_list
from steamie.content.posts.fingerprint import fingerprint as fingerprint_now
from steamie.content.posts.models import Amendment, Approval, Change, Correction, Drop, Post, PostText
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.posts.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import delegation_of, require
from steamie.people.refusals import Changed, NotReady, Problem
from steamie.rules.correcting import Stage
from steamie.rules.permissions import Act
from steamie.rules.situation import PACE

REPLACED = "Written again."


@action()
def propose(*, post: Post, composition: Composition, reason: str, by: Person, at: datetime | None = None) -> Correction:
    """Write a correction. It takes the place of one that waits for approval. Raises NotAllowed, AlreadyGoing or NotReady."""
    moment = at or timezone.now()
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    require(by, Act.DRAFT, own=post.author_id == by.pk, on=timezone.localdate(moment))
    reached = _reach(post)
    rows = corrections.changes(post, composition, reached.channels)
    reason = reason.strip() or corrections.slip(rows)
    _must_say(rows, reason, behind=any(corrections.to_amend(post, reached, rows)))
    for earlier in Correction.objects.awaiting_approval().filter(post=post):
        Drop.objects.create(correction=earlier, by=by, at=moment, reason=REPLACED)
    written = Correction.objects.create(post=post, by=by, at=moment, reason=reason, edition=post.edition)
    for row in rows:
        row.correction = written
    Change.objects.bulk_create(rows)
    facts = {"correction": written.pk, "changed": sorted({row.part for row in rows})}
    record(
        by=by,
        verb=Verb.WRITE_A_CORRECTION_OF,
        clause=Citation("content.approved"),
        subject=post,
        reason=written.reason,
        facts=facts,
        at=moment,
    )
    return written


@action(none="the button was pressed twice")
def approve_correction(*, correction: Correction, fingerprint: str, by: Person, at: datetime | None = None) -> Approval:
    """Approve exactly this correction: the post says it from now on, and each channel follows.

    Raises NotAllowed, Changed, NotReady or AlreadyGoing.
    """
    moment = at or timezone.now()
    post = Post.objects.select_for_update(no_key=True).get(pk=correction.post_id)
    own, day = correction.is_work_of(by), timezone.localdate(moment)
    require(by, Act.APPROVE, own=own, on=day)
    if standing := Approval.objects.in_force().filter(correction=correction).first():
        return standing  # the button pressed twice
    _must_wait_for_approval(correction, post)
    reached, rows = _reach(post), list(correction.changes.select_related("channel"))
    if corrections.fingerprint_of(correction) != fingerprint:
        raise Changed("This correction is not what you looked at. Nothing was approved.")
    _must_be_ready(post, rows)
    amended = list(corrections.to_amend(post, reached, rows))
    before = of_post(post)
    _say(post, rows, "after", at=moment, edition=post.edition + 1)
    authorship.change(post, before, of_post(post), by=correction.by, at=moment)
    binding = {"fingerprint": fingerprint, "field_list": field_list(), "edition": post.edition, "own_work": own}
    binding["delegation"] = delegation_of(by, day)
    approval = Approval.objects.create(post=post, by=by, at=moment, correction=correction, **binding)
    for publication, shown, words in amended:
        row = {"correction": correction, "publication": publication, "fingerprint": fingerprint}
        Amendment.objects.create(**row, before=shown, words=words)
        publication.wake_at = min(filter(None, [publication.wake_at, moment + PACE.undo]))
        publication.save(update_fields=["wake_at"])
    _bind(reached, fingerprint)
    deputy = approval.delegation_id is not None
    facts = {"correction": correction.pk, "fingerprint": fingerprint, "own_work": own, "deputy": deputy}
    record(by=by, verb=Verb.APPROVE_THE_CORRECTION_OF, clause=Citation("content.approved"), subject=post, facts=facts, at=moment)
    return approval


@action(unasked="whoever wrote it may always take it back; anybody else is asked")
def drop(*, correction: Correction, reason: str, by: Person, at: datetime | None = None) -> Drop:
    """Take a correction back, or send it back with what to change. Raises NotAllowed, Changed or NotReady."""
    moment = at or timezone.now()
    post = Post.objects.select_for_update(no_key=True).get(pk=correction.post_id)
    mine = correction.by_id == by.pk
    if not mine:
        require(by, Act.APPROVE, on=timezone.localdate(moment))
    if not mine and not reason.strip():
        raise NotReady([Problem("Say what to change, so the author knows.", "return_reason")])
    _must_wait_for_approval(correction, post)
    why = reason.strip() or "Taken back by its author."
    dropped = Drop.objects.create(correction=correction, by=by, at=moment, reason=why)
    facts = {"correction": correction.pk}
    verb = Verb.TAKE_BACK_THE_CORRECTION_OF if mine else Verb.SEND_BACK_THE_CORRECTION_OF
    record(by=by, verb=verb, clause=Citation("content.approved"), subject=post, reason=why, facts=facts, at=moment)
    return dropped


def put_back(*, approval: Approval, post: Post, at: datetime) -> None:
    """Let the post say what it said before an approval that is undone. Raises AlreadyGoing once a channel was asked to follow."""
    correction = approval.correction
    if correction is None:
        raise ValueError("Only the approval of a correction can be put back.")
    reached = corrections.reach(post)
    gone = any(row.fingerprint == approval.fingerprint for row in (*reached.follow, *reached.keep, *reached.moving))
    amendments = list(Amendment.objects.select_for_update(no_key=True).filter(correction=correction))
    tried = any(row.stage != Stage.WAITING or _tried(row) for row in amendments)
    if gone or tried:
        raise AlreadyGoing(
            "The correction has begun to go out, so its approval can no longer be undone. Write another correction."
        )
    for row in amendments:
        row.delete()
    _say(post, list(correction.changes.all()), "before", at=at, edition=correction.edition)
    authorship.judge_again(post, of_post(post))
    _bind(reached, _approved_before(post))


def _approved_before(post: Post) -> str:
    """The fingerprint that somebody approved of the words as they are again, by whatever field list it was taken."""
    standing = post.approvals.in_force().filter(edition=post.edition).order_by("at").last()
    return standing.fingerprint if standing else fingerprint_now(post)


def _tried(row: Amendment) -> bool:
    return row.publication.attempts.filter(fingerprint=row.fingerprint).exists()


def _reach(post: Post) -> corrections.Reach:
    list(post.publications.select_for_update(no_key=True))  # nobody may begin to send one of them meanwhile
    reached = corrections.reach(post)
    if why := corrections.hindrance(post, reached):
        raise AlreadyGoing(why)
    return reached


def _must_say(rows: Sequence[Change], reason: str, *, behind: bool) -> None:
    """``behind``: a channel that did not follow the last correction may be asked again with the same words."""
    problems = []
    if not rows and not behind:
        problems.append(Problem("Nothing is different yet. Change the words, then save.", "texts"))
    if any(row.part in ("text", "title") and not row.after for row in rows):
        problems.append(Problem("Words cannot be taken out altogether. To take a post down, withdraw it.", "texts"))
    if not reason:
        problems.append(Problem("Say what was wrong, so that the record can.", "reason"))
    if problems:
        raise NotReady(problems)


def _must_wait_for_approval(correction: Correction, post: Post) -> None:
    if hasattr(correction, "drop"):
        raise Changed("This correction was taken back or written again since you looked. Nothing was done.")
    if correction.edition != post.edition:
        raise Changed("The post has changed since this correction was written. Write it again.")


def _must_be_ready(post: Post, rows: Sequence[Change]) -> None:
    corrected, named = corrections.with_changes(post, rows), lookup(post)
    checked = checks.findings(corrected, named, overrides=post.overrides.all())
    if unready := readiness.of_correction(corrected, named, checked):
        raise NotReady(unready)


def _say(post: Post, rows: Sequence[Change], side: str, *, at: datetime, edition: int) -> None:
    """Let the post say one side of the changes."""
    put_into(post, corrections.with_changes(post, rows, side))
    post.edition, post.edited_at = edition, at
    post.save()
    for row in rows:
        if row.part == "text":
            PostText.objects.filter(post=post, channel=row.channel_id).update(text=getattr(row, side))


def _bind(reached: corrections.Reach, fingerprint: str) -> None:
    """What has not gone yet goes with the words that are approved now."""
    for row in reached.not_gone:
        row.fingerprint = fingerprint
        row.save(update_fields=["fingerprint"])
