"""Taking a post back, before or after it was seen. The record of it stays (S-60)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import Post, Withdrawal
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act


@action(none="the button was pressed twice")
def withdraw(*, post: Post, reason: str, by: Person, at: datetime | None = None) -> Withdrawal:
    """Withdraw a post: what has not gone never goes, and what has gone is taken down. Withdrawing twice is one withdrawal."""
    require(by, Act.WITHDRAW)
    moment = at or timezone.now()
    withdrawal, fresh = Withdrawal.objects.get_or_create(post=post, defaults={"by": by, "at": moment, "reason": reason})
    if not fresh:
        return withdrawal
    post.publications.exclude(step=Step.WITHDRAWN).update(wake_at=moment)
    facts = {"seen": post.publications.filter(published_at__isnull=False).count()}
    record(by=by, verb=Verb.WITHDRAW, clause=Citation("content.approved"), subject=post, reason=reason, facts=facts, at=moment)
    return withdrawal
