"""Who gets news by e-mail: asked for, confirmed, changed, and stopped. Nobody is written news before they confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import VISITOR, Actor
from steamie.evidence.in_force import Citation
from steamie.letters.outbox import keep
from steamie.letters.tasks import send_letters
from steamie.newsletter import composing
from steamie.newsletter.addresses import digest, is_ours
from steamie.newsletter.lists import NEWS, MailingList
from steamie.newsletter.models import Basis, Leaving, NewsLayout, NewsSubscription
from steamie.newsletter.verbs import Verb
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

ASKED = Citation(NEWS)
AGAIN_AFTER = timedelta(hours=1)  # a second letter to one address: nobody fills a stranger's mailbox through us
OURS = "This is our own address. Type yours."


@dataclass(frozen=True, slots=True)
class Wish:
    """An address, which list it asks for, how its letters should look, and in which language."""

    email: str
    mailing_list: MailingList
    layout: NewsLayout = NewsLayout.ORDINARY
    language: str = ""  # a tag; empty: as in their account


@action(none="they were written to an hour ago", unasked="anyone may ask for our news; nothing comes before they confirm it")
def ask(*, wish: Wish, at: datetime | None = None) -> NewsSubscription:
    """Take down a wish and write the letter that asks whether it is theirs. Whoever gets the news already is told so by letter:
    the page says the same to both, so that nobody learns here who is on a list."""
    moment = at or timezone.now()
    if is_ours(wish.email):
        raise NotReady([Problem(OURS, "email")])
    row = _standing(wish)
    if row is not None and moment - row.asked_at < AGAIN_AFTER:
        return row
    if row is None:
        row = _begun(wish, Basis.ASKED, wish.mailing_list.agreed, moment)
    else:
        row.asked_at = moment
        row.save(update_fields=["asked_at"])
    _write(composing.already(row) if row.is_active else composing.confirmation(row), moment)
    record(by=VISITOR, verb=Verb.ASK_FOR_NEWS, clause=ASKED, subject=row, facts={"list": row.mailing_list}, at=moment)
    return row


@action()
def put_on(*, wish: Wish, basis: Basis, words: str, by: Person, at: datetime | None = None) -> NewsSubscription:
    """Put an address on a list for somebody. A person's is written to only once they confirm; an organisation's at once.

    Raises ``NotReady`` for one that is on it, that left, or that no law lets us write to.
    """
    moment = at or timezone.now()
    require(by, Act.EDIT_WEBSITE, on=timezone.localdate(moment))
    if problem := _cannot_be_put_on(wish, basis):
        raise NotReady([Problem(problem, "email")])
    row = _begun(wish, basis, words, moment, by=by)
    if basis is Basis.ORGANISATION:
        row.confirmed_at = moment
        row.save(update_fields=["confirmed_at"])
    else:
        _write(composing.confirmation(row), moment)
    facts = {"list": row.mailing_list, "basis": basis.value}
    record(by=by, verb=Verb.PUT_ON_A_LIST, clause=ASKED, subject=row, facts=facts, at=moment)
    return row


def _cannot_be_put_on(wish: Wish, basis: Basis) -> str:
    if is_ours(wish.email):
        return OURS
    rows = NewsSubscription.objects.filter(mailing_list=wish.mailing_list.code, digest=digest(wish.email))
    if rows.filter(left_at__isnull=True).exists():
        return "This address is on the list, or was asked to confirm it."
    if basis is Basis.ORGANISATION and not wish.mailing_list.organisations:
        return "Only people who ask for it get this list."
    if basis is Basis.ORGANISATION and rows.filter(left_how__in=[Leaving.PRESSED, Leaving.TOLD_US]).exists():
        return "They stopped these letters. Only they can ask for them again."
    return ""


def _standing(wish: Wish) -> NewsSubscription | None:
    rows = NewsSubscription.objects.filter(mailing_list=wish.mailing_list.code, digest=digest(wish.email), left_at__isnull=True)
    return rows.first()


def _begun(wish: Wish, basis: Basis, words: str, moment: datetime, *, by: Person | None = None) -> NewsSubscription:
    return NewsSubscription.objects.create(
        mailing_list=wish.mailing_list.code,
        email=wish.email.strip(),
        digest=digest(wish.email),
        layout=wish.layout,
        language=wish.language,
        basis=basis,
        basis_words=words[:300],
        asked_at=moment,
        added_by=by,
    )


def _write(message: EmailMultiAlternatives, moment: datetime) -> None:
    keep(message, now=moment)
    if settings.MAIL_SERVER is not None:
        transaction.on_commit(send_letters.enqueue, robust=True)


@action(none="it was confirmed before", unasked="who holds the letter's ticket reads that mailbox")
def confirm(*, subscription: NewsSubscription, at: datetime | None = None) -> NewsSubscription:
    """They said yes from their own mailbox. Raises ``NotReady`` when it has ended meanwhile."""
    moment = at or timezone.now()
    row = NewsSubscription.objects.select_for_update(no_key=True).get(pk=subscription.pk)
    if row.left_at:
        raise NotReady([Problem("This was stopped, or not confirmed in time. Ask for the news again.")])
    if row.confirmed_at is None:
        row.confirmed_at = moment
        row.save(update_fields=["confirmed_at"])
        record(by=VISITOR, verb=Verb.CONFIRM_NEWS, clause=ASKED, subject=row, at=moment)
    return row


@action(none="it had ended before", unasked="whoever gets our letters may always stop them, and so may letters that come back")
def leave(
    *, subscription: NewsSubscription, how: Leaving = Leaving.PRESSED, by: Actor = VISITOR, at: datetime | None = None
) -> NewsSubscription:
    """Stop the letters: by the address in one of them, or because they come back."""
    moment = at or timezone.now()
    row = NewsSubscription.objects.select_for_update(no_key=True).get(pk=subscription.pk)
    if row.left_at is None:
        row.left_at, row.left_how = moment, how
        row.save(update_fields=["left_at", "left_how"])
        record(by=by, verb=Verb.LEAVE_NEWS, clause=ASKED, subject=row, facts={"how": how.value}, at=moment)
    return row


@action(none="no list has this address")
def stop_for(*, email: str, by: Person, at: datetime | None = None) -> int:
    """Stop every list for somebody who told us so; on how many they were."""
    moment = at or timezone.now()
    require(by, Act.EDIT_WEBSITE, on=timezone.localdate(moment))
    rows = list(NewsSubscription.objects.select_for_update(no_key=True).filter(digest=digest(email), left_at__isnull=True))
    NewsSubscription.objects.filter(pk__in=[row.pk for row in rows]).update(left_at=moment, left_how=Leaving.TOLD_US)
    if rows:
        record(by=by, verb=Verb.LEAVE_NEWS, clause=ASKED, subject=rows[0], facts={"lists": len(rows)}, at=moment)
    return len(rows)


@action(none="nothing changes", unasked="whoever gets our letters says how they look")
def change_layout(
    *, subscription: NewsSubscription, layout: NewsLayout, language: str = "", at: datetime | None = None
) -> NewsSubscription:
    """Letters look so, and are in this language, from now on; without a language it stays."""
    row = NewsSubscription.objects.select_for_update(no_key=True).get(pk=subscription.pk)
    wanted = (layout, language or row.language)
    if (row.layout, row.language) != wanted:
        row.layout, row.language = wanted
        row.save(update_fields=["layout", "language"])
        facts = {"layout": row.layout, "language": row.language}
        record(by=VISITOR, verb=Verb.CHANGE_LAYOUT, clause=ASKED, subject=row, facts=facts, at=at or timezone.now())
    return row
