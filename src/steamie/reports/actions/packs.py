"""Building a pack of evidence. What was built is on record; the file goes to whoever asked."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.reports.clauses import KEPT
from steamie.reports.models import EvidencePack
from steamie.reports.packing import BuiltPack, build
from steamie.reports.verbs import Verb
from steamie.rules.permissions import Act


@action()
def build_pack(
    *, first: date, last: date, purpose: str, by: Person, at: datetime | None = None
) -> tuple[EvidencePack, BuiltPack]:
    """Build a pack of everything between two days. Raises ``NotReady`` when they cannot be."""
    moment = at or timezone.now()
    require(by, Act.EXPORT, on=timezone.localdate(moment))
    if last < first:
        raise NotReady([Problem("The last day comes before the first.", "last")])
    if first > timezone.localdate(moment):
        raise NotReady([Problem("That day has not come yet.", "first")])
    built = build(first, last, moment)
    row = EvidencePack.objects.create(
        first=first,
        last=last,
        built_by=by,
        built_at=moment,
        purpose=purpose,
        digest=built.digest,
        public_key=built.public_key,
        records=built.records,
        size=len(built.archive),
    )
    facts = {"digest": built.digest, "key": built.public_key, "first": first.isoformat(), "last": last.isoformat()}
    record(by=by, verb=Verb.BUILD_A_PACK, clause=KEPT, subject=row, facts=facts, reason=purpose, at=moment)
    return row, built
