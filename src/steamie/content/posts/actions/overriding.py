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
from steamie.rules.wording import Finding, FindingKind
from steamie.rules.wording.reasons import is_a_reason

NO_REASON = "Say why the words stay, in a few words that somebody else can judge."


@action()
def override(*, post: Post, finding: Finding, reason: str, by: Person, at: datetime | None = None) -> Override:
    """Keep words the check asked about, for a written reason. It holds for these words of this post only."""
    moment = at or timezone.now()
    require(by, Act.DRAFT, own=post.author_id == by.pk, on=timezone.localdate(moment))
    if not is_a_reason(reason, about=finding.words):
        raise NotReady([Problem(NO_REASON, "reason")])
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


@action()
def confirm(*, override: Override, by: Person, at: datetime | None = None) -> Override:
    """The second person's yes to what does the gravest harm: a card, a bank account, an insurance number, somebody's health."""
    moment = at or timezone.now()
    require(by, Act.DRAFT, own=override.post.author_id == by.pk, on=timezone.localdate(moment))
    if override.confirmed_by_id:
        raise NotReady([Problem("Somebody has agreed to this already.", "findings")])
    if override.by_id == by.pk:
        raise NotReady([Problem("Somebody else must agree that this stays: you gave the reason.", "findings")])
    override.confirmed_by, override.confirmed_at = by, moment
    override.save(update_fields=["confirmed_by", "confirmed_at"])
    record(
        by=by,
        verb=Verb.AGREE_TO_A_FINDING,
        clause=Citation("checks.avoid", FindingKind(override.kind).subject),
        subject=override.post,
        facts={"rule": override.rule},
        at=moment,
    )
    return override
