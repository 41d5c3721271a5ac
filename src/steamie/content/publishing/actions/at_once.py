"""Putting words out at once that a second person approved before: the one post that a stop of everything does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.content.posts import readiness
from steamie.content.posts.actions.approval import bind_publications
from steamie.content.posts.definition import field_list
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Approval, Post
from steamie.content.publishing.models import SpokenDespiteStop
from steamie.content.publishing.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act


@dataclass(frozen=True, slots=True)
class ApprovedWords:
    """Words that one person wrote and another approved, and when."""

    words: str
    written_by: Person
    approved_by: Person
    approved_at: datetime


@action()
def put_out_at_once(*, post: Post, line: ApprovedWords, by: Person, at: datetime | None = None) -> Approval:
    """Schedule a post for now by the earlier approval of its words. Raises ``NotReady`` where that does not cover it.

    It goes the way of every post, so that it is there once. What the check of words asks was asked when they were approved.
    """
    moment = at or timezone.now()
    require(by, Act.WITHDRAW, on=timezone.localdate(moment))
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if problems := _problems(post, line, moment):
        raise NotReady(problems)
    bound = fingerprint(post)
    approval = Approval.objects.create(
        post=post,
        by=line.approved_by,
        at=moment,
        fingerprint=bound,
        field_list=field_list(),
        edition=post.edition,
        own_work=False,
    )
    SpokenDespiteStop.objects.create(post=post, by=by, at=moment)
    bind_publications(post, bound)
    facts = {"fingerprint": bound, "approved_by": line.approved_by.reference, "approved_at": line.approved_at.isoformat()}
    record(by=by, verb=Verb.SAY_AT_ONCE, clause=Citation("content.approved"), subject=post, facts=facts, at=moment)
    return approval


def _problems(post: Post, line: ApprovedWords, moment: datetime) -> list[Problem]:
    if line.written_by == line.approved_by or not _may_approve(line.approved_by, moment):
        return [Problem("Whoever approved this line may not approve it any more. Somebody else must approve it anew.")]
    if any(text.text != line.words for text in post.texts.all()) or post.pictures.exists():
        return [Problem("These are not the words that were approved.")]
    return [problem for problem in readiness.of_post(post, now=moment) if problem.field != "findings"]


def _may_approve(person: Person, moment: datetime) -> bool:
    return person.is_active and ruling(person, Act.APPROVE, on=timezone.localdate(moment)).allowed
