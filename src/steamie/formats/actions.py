"""What the desk does about formats that people made."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

from .clauses import IN_OTHER_FORMATS
from .models import SuppliedFormat
from .pages import words_of
from .verbs import Verb

GONE = "There is no such page on our website any more."


@action()
def offer(*, path: str, sort: str, address: str, made_by: str, by: Person, at: datetime | None = None) -> SuppliedFormat:
    """Offer a format on its page. It is bound to the words as they are now. Raises ``NotReady`` for a page that is not there."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    words = words_of(path)
    if words is None:
        raise NotReady([Problem(GONE, "path")])
    values = {"path": path, "format": sort, "address": address, "made_by": made_by, "digest": words.digest}
    row = SuppliedFormat.objects.create(added_at=moment, added_by=by, **values)
    record(by=by, verb=Verb.OFFER_A_FORMAT, clause=IN_OTHER_FORMATS, subject=row, facts={"format": sort}, at=moment)
    return row


@action()
def confirm(*, supplied: SuppliedFormat, by: Person, at: datetime | None = None) -> SuppliedFormat:
    """Say that it fits the words as they are now: they changed in a way that does not matter to it, or it was made anew."""
    require(by, Act.EDIT_WEBSITE)
    words = words_of(supplied.path)
    if words is None:
        raise NotReady([Problem(GONE)])
    row = SuppliedFormat.objects.select_for_update(no_key=True).get(pk=supplied.pk)
    row.digest, row.older_since = words.digest, None
    row.save(update_fields=["digest", "older_since"])
    record(by=by, verb=Verb.CONFIRM_A_FORMAT, clause=IN_OTHER_FORMATS, subject=row, at=at)
    return row


@action(none="taken back already")
def take_back(*, supplied: SuppliedFormat, by: Person, at: datetime | None = None) -> SuppliedFormat:
    """Offer it no longer. The row stays."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    row = SuppliedFormat.objects.select_for_update(no_key=True).get(pk=supplied.pk)
    if row.withdrawn_at:
        return row
    row.withdrawn_at = moment
    row.save(update_fields=["withdrawn_at"])
    record(by=by, verb=Verb.TAKE_BACK_A_FORMAT, clause=IN_OTHER_FORMATS, subject=row, at=moment)
    return row


def look_for_changes(now: datetime) -> int:
    """Note which formats are of words that have changed since, for the desk; how many are. The public page asks by itself."""
    older = 0
    for row in SuppliedFormat.objects.offered():
        words = words_of(row.path)
        fits = words is not None and words.digest == row.digest
        older += not fits
        if fits == (row.older_since is not None):
            SuppliedFormat.objects.filter(pk=row.pk).update(older_since=None if fits else now)
    return older
