"""How approval keeps its clauses: nothing goes out that nobody answers for (S-60, S-61)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from steamie.content.posts.models import Approval, Publication
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import noun, some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .shares import RECENT, Words, posts_listed, recent, share, unmeasured


@keeps(
    "content.approved",
    label="Nothing is published without an approval of exactly that",
    remedy="Look at what went out unapproved",
    signs=(
        r"\b(approv(ed?|al)|sign(ed)?[- ]off)\b.*\b(before|post|publish|content)|\b(post|content|nothing"
        r"|everything)\b.*\b(approv(ed?|al)|sign(ed)?[- ]off)\b"
    ),
)
def everything_is_approved(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """What went out is exactly what someone who may had approved; the officer's own work is counted."""
    gone = Publication.objects.filter(published_at__gte=now - RECENT)
    total = gone.count()
    if not total:
        return unmeasured("Nothing was published in the last 90 days.", posts_listed())
    approved = gone.filter(approved_as_it_went()).count()
    own = Approval.objects.in_force().filter(at__gte=now - RECENT, own_work=True).count()
    deputy = Approval.objects.in_force().filter(at__gte=now - RECENT, delegation__isnull=False).count()
    went = noun(total, "publication was approved as it went out", "publications were approved as they went out")
    words = f"{approved:,} of {total:,} {went}; {some(own, 'approval')} of own work, {deputy} by a deputy"
    if approved < total:
        return Standing(
            State.BREACHED, words, f"{total - approved} went out without an approval of exactly that.", posts_listed()
        )
    return Standing(State.MET, words, "Nothing went out that was not approved exactly as it was.", posts_listed())


@keeps(
    "content.answered_for",
    label="Each post has a named approver",
    remedy="Find who answers for these posts",
    signs=r"\bresponsib(le|ility) for\b.*\b(posts?|output|content|publish)",
)
def someone_answers_for_each_post(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Each post that went out has a named approver."""
    gone = recent(now)
    total, named = gone.count(), gone.filter(approvals__isnull=False).distinct().count()
    if not total:
        return unmeasured("Nothing was published in the last 90 days.", posts_listed())
    words = Words(
        "posts have a named approver",
        "post has a named approver",
        "For each, one person holding the office looked and said yes.",
        "A post went out for which nobody answers. Look at it, and withdraw it if it should not be there.",
    )
    return share(named, total, words, 100, short=State.BREACHED)


def approved_as_it_went(**only: Any) -> Exists:
    """Whether a publication is exactly what someone approved. ``only``: the approvals that are looked at."""
    return Exists(Approval.objects.in_force().filter(post=OuterRef("post"), fingerprint=OuterRef("fingerprint"), **only))
