"""Saying who the pictures of a quarter show. A person says, never software."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from steamie.conversations.clauses import CHARACTERISTICS
from steamie.conversations.models import PictureLook
from steamie.conversations.pictures_shown import pictures_of
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.characteristics import PROTECTED
from steamie.rules.permissions import Act
from steamie.rules.quarters import Span


@action()
def look_at_pictures(*, span: Span, shown: Sequence[str], remark: str, by: Person, at: datetime | None = None) -> PictureLook:
    """Write down whom the pictures of a quarter show. Looking again replaces it; the record keeps both."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if span.last >= timezone.localdate(moment):
        raise NotReady([Problem("This quarter is not over yet.", "shown")])
    if set(shown) - set(PROTECTED):
        raise NotReady([Problem("Tick what the pictures show.", "shown")])
    values = {
        "shown": sorted(shown),
        "remark": remark.strip()[:300],
        "at": moment,
        "by": by,
        "pictures": pictures_of(span).count(),
    }
    row, _ = PictureLook.objects.update_or_create(quarter=span.first, defaults=values)
    facts = {"quarter": span.first.isoformat(), "pictures": row.pictures, "shown": row.shown}
    record(by=by, verb=Verb.LOOK_AT_PICTURES, clause=Citation(CHARACTERISTICS), subject=row, facts=facts, at=moment)
    return row
