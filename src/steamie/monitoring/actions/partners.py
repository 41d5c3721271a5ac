"""What partners shared, as a person of the team saw it (S-43)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.monitoring.models import PartnerShare, SharePlace
from steamie.monitoring.verbs import Verb
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

ASKED_BY = Citation("partners.share")


@action()
def note_partner_share(
    *, post: Post, partner: str, day: date, place: SharePlace, by: Person, now: datetime | None = None
) -> PartnerShare:
    """Write down which organisation shared a post, where, and on which day. Raises ``NotReady`` for what cannot be."""
    moment = now or timezone.now()
    require(by, Act.MEASURE)
    partner = " ".join(partner.split())
    if problems := _problems(post, partner, day, place, timezone.localdate(moment)):
        raise NotReady(problems)
    row = PartnerShare.objects.create(post=post, partner=partner, day=day, place=place, by=by, at=moment)
    facts = {"partner": partner, "day": day.isoformat(), "place": place.value}
    record(by=by, verb=Verb.NOTE_PARTNER_SHARE, clause=ASKED_BY, subject=post, facts=facts, at=moment)
    return row


def _problems(post: Post, partner: str, day: date, place: SharePlace, today: date) -> list[Problem]:
    problems = []
    if not partner:
        problems.append(Problem("Say which organisation shared it.", "partner"))
    if day > today:
        problems.append(Problem("That day is still to come. Choose today or earlier.", "day"))
    sent = [row.published_at for row in post.publications.all() if row.published_at]
    if not sent or timezone.localdate(min(sent)) > day:
        problems.append(Problem("It had not gone out by that day.", "day"))
    same = PartnerShare.objects.standing().filter(post=post, partner__iexact=partner, day=day, place=place)
    if same.exists():
        problems.append(Problem("That is noted already.", "partner"))
    return problems


@action(none="it was taken back before")
def take_partner_share_back(*, share: PartnerShare, by: Person, now: datetime | None = None) -> PartnerShare:
    """Take back what was noted wrongly: the row stays, and counts no more."""
    moment = now or timezone.now()
    require(by, Act.MEASURE)
    share = PartnerShare.objects.select_for_update(no_key=True).get(pk=share.pk)
    if share.taken_back_at is None:
        share.taken_back_at = moment
        share.save(update_fields=["taken_back_at"])
        record(by=by, verb=Verb.TAKE_PARTNER_SHARE_BACK, clause=ASKED_BY, subject=share.post, at=moment)
    return share
