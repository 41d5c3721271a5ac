"""What goes out: written by one person, approved and sent by another or by the officer, and stopped before the next letter."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.newsletter.lists import MailingList
from steamie.newsletter.models import NewsLetter
from steamie.newsletter.verbs import Verb
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.website.feedback.masking import personal_in

from .joining import ASKED


@action()
def write(
    *,
    mailing_list: MailingList,
    subject: str,
    words: str,
    by: Person,
    letter: NewsLetter | None = None,
    at: datetime | None = None,
) -> NewsLetter:
    """Write a letter of news, or change one that nobody has approved. Raises ``NotReady`` for one that was."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    row = (
        NewsLetter.objects.select_for_update(no_key=True).get(pk=letter.pk)
        if letter
        else NewsLetter(mailing_list=mailing_list.code)
    )
    if row.approved_at or row.stopped_at:
        raise NotReady([Problem("This letter was approved or thrown away, so nothing of it changes any more.")])
    row.subject, row.words, row.written_at, row.written_by = subject, words, moment, by
    row.save()
    record(by=by, verb=Verb.WRITE_NEWS, clause=ASKED, subject=row, facts={"list": row.mailing_list}, at=moment)
    return row


@action()
def approve(*, letter: NewsLetter, by: Person, at: datetime | None = None) -> NewsLetter:
    """Approve a letter of news: it goes out from now on. Raises ``NotReady`` while it shows somebody's personal data."""
    moment = at or timezone.now()
    row = NewsLetter.objects.select_for_update(no_key=True).get(pk=letter.pk)
    require(by, Act.APPROVE, own=row.written_by_id == by.pk, on=timezone.localdate(moment))
    if row.approved_at or row.stopped_at:
        raise NotReady([Problem("This letter was approved or thrown away already.")])
    private = [finding for finding in personal_in(f"{row.subject}\n\n{row.words}") if finding.firm]
    if private:
        raise NotReady([Problem(f"“{finding.words}”: {finding.reason} Take it out first.") for finding in private])
    row.approved_at, row.approved_by = moment, by
    row.save(update_fields=["approved_at", "approved_by"])
    record(by=by, verb=Verb.SEND_NEWS, clause=ASKED, subject=row, facts={"list": row.mailing_list}, at=moment)
    return row


@action()
def stop(*, letter: NewsLetter, by: Person, at: datetime | None = None) -> NewsLetter:
    """Throw a letter away, or write it to nobody else. What was written already cannot be called back."""
    moment = at or timezone.now()
    require(by, Act.WITHDRAW, on=timezone.localdate(moment))
    row = NewsLetter.objects.select_for_update(no_key=True).get(pk=letter.pk)
    if row.stopped_at or row.finished_at:
        raise NotReady([Problem("This letter has gone to everybody, or was stopped already.")])
    row.stopped_at = moment
    row.save(update_fields=["stopped_at"])
    record(by=by, verb=Verb.STOP_NEWS, clause=ASKED, subject=row, facts={"written": row.deliveries.count()}, at=moment)
    return row
