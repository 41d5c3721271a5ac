"""Writes: putting a notice on every page until its end, and ending it early."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.website.models import SiteNotice
from steamie.website.models.site_notices import LONGEST
from steamie.website.verbs import Verb

OUTLINED = Citation("services.outlined")


@dataclass(frozen=True, slots=True)
class NoticeToShow:
    """What a notice says, where more about it stands, and from when until when."""

    words: str
    begins_at: datetime
    ends_at: datetime
    link: str = ""


@action()
def show_notice(*, notice: NoticeToShow, by: Person, at: datetime | None = None) -> SiteNotice:
    """Show it on every public page between its moments. Raises ``NotReady`` for an end that is past, too far or too early."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    begins = max(notice.begins_at, moment)
    if notice.ends_at <= begins:
        raise NotReady([Problem("It ends before it begins, or its end is past.", "ends_at")])
    if notice.ends_at - begins > LONGEST:
        raise NotReady([Problem(f"A notice stands {LONGEST.days} days at most. What lasts longer is a page.", "ends_at")])
    row = SiteNotice.objects.create(
        words=notice.words.strip(), link=notice.link, begins_at=begins, ends_at=notice.ends_at, by=by, at=moment
    )
    facts = {"until": notice.ends_at.isoformat()}
    record(by=by, verb=Verb.SHOW_A_NOTICE, clause=OUTLINED, subject=row, facts=facts, at=moment)
    return row


@action(none="it had ended already")
def end_notice(*, notice: SiteNotice, by: Person, at: datetime | None = None) -> None:
    """Take it off every page now; one that has not begun never does."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    if notice.ends_at > moment:
        SiteNotice.objects.filter(pk=notice.pk).update(begins_at=min(notice.begins_at, moment), ends_at=moment)
        record(by=by, verb=Verb.END_A_NOTICE, clause=OUTLINED, subject=notice, at=moment)
