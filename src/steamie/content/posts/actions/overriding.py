"""Keeping words that the check asked about, with a reason (S-66, S-67, S-68)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import Override, Post
from steamie.content.posts.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.rules.wording import Finding


@action()
def override(*, post: Post, finding: Finding, reason: str, by: Person, at: datetime | None = None) -> Override:
    """Keep words the check asked about, for a written reason. It holds for these words of this post only."""
    moment = at or timezone.now()
    require(by, Act.DRAFT, own=post.author_id == by.pk, on=timezone.localdate(moment))
    if not reason.strip():
        raise NotReady([Problem("Say why the words stay.", "reason")])
    details = {"rule": finding.rule, "kind": finding.kind, "words": finding.words[:300], "reason": reason.strip()}
    override_row = Override.objects.create(post=post, by=by, at=moment, **details)
    facts = {"rule": finding.rule}
    record(
        by=by,
        verb=Verb.KEEP_A_FINDING,
        clause=Citation("checks.avoid", finding.subject),
        subject=post,
        reason=reason.strip(),
        facts=facts,
        at=moment,
    )
    return override_row
