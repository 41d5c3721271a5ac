"""Coming in by a link, going out, and closing an account."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.evidence.actions import record, reference
from steamie.evidence.actors import CLOCK, VISITOR, Actor
from steamie.letters.outbox import keep
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.portal.clauses import COUNTED_ONCE
from steamie.portal.keys import LINK, SESSION, digest_of, new_key
from steamie.portal.matching import link_earlier_cases
from steamie.portal.models import AccountSession, AccountWay, HouseholdMember, LetterCode, ResidentAccount, SignInLink
from steamie.portal.verbs import Verb
from steamie.rules.delivery import ABOUT
from steamie.rules.permissions import Act
from steamie.strategy.reading import association

NO_GOOD = "This link does not work any more. Each works once, for a short time. Ask for another one."


def link_of(key: str, now: datetime) -> SignInLink | None:
    """The link, if it still lets somebody in: never used, in time, and its owner still lives there."""
    link = SignInLink.objects.select_related("account__tenant", "account__tenancy").filter(digest=digest_of(key, LINK)).first()
    good = link is not None and link.used_at is None and now < link.until
    return link if link and good and link.account.may_be_used(timezone.localdate(now)) else None


@action(unasked="whoever holds the link may come in")
def come_in(*, key: str, at: datetime) -> tuple[ResidentAccount, str]:
    """Use a link: the account, and the key for the browser. Raises ``NotReady`` for a link that is used, old or unknown."""
    link = link_of(key, at)
    if link is None or not SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at):
        raise NotReady([Problem(NO_GOOD)])
    account = link.account
    first = account.opened_at is None
    if first:
        _open(account, at)
    key_of_browser = new_key()
    AccountSession.objects.create(account=account, digest=digest_of(key_of_browser, SESSION), began_at=at, seen_at=at)
    record(by=VISITOR, verb=Verb.COME_IN, clause=COUNTED_ONCE, subject=account, facts={"first": first}, at=at)
    return account, key_of_browser


def _open(account: ResidentAccount, at: datetime) -> None:
    account.opened_at = at
    account.save(update_fields=["opened_at"])
    LetterCode.objects.filter(tenant=account.tenant, used_at__isnull=True).update(used_at=at)
    link_earlier_cases(account, at)


@action(unasked="whoever is signed in may go out", none="nobody was signed in with this")
def go_out(*, session: AccountSession, at: datetime) -> None:
    """End one sign-in."""
    if AccountSession.objects.filter(pk=session.pk, ended_at__isnull=True).update(ended_at=at):
        record(by=VISITOR, verb=Verb.GO_OUT, clause=COUNTED_ONCE, subject=session.account, at=at)


def close(*, account: ResidentAccount, by: Actor, reason: str = "", at: datetime | None = None) -> ResidentAccount:
    """Close an account: its owner, the desk, or the clock once they moved out. Cases stay as long as they must."""
    moment = at or timezone.now()
    if isinstance(by, Person):
        require(by, Act.KEEP_TENANCIES, on=timezone.localdate(moment))
    return _closed(account, by, reason, moment)


@action(unasked="close asks people of the desk; the owner of an account may always close it", none="it was closed already")
def _closed(account: ResidentAccount, by: Actor, reason: str, moment: datetime) -> ResidentAccount:
    row = ResidentAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    if not row.is_open:
        return row
    row.closed_at, row.closed_by = moment, by.reference
    row.save(update_fields=["closed_at", "closed_by"])
    row.sessions.filter(ended_at__isnull=True).update(ended_at=moment)
    row.links.filter(used_at__isnull=True).update(used_at=moment)
    row.notice_agreements.filter(withdrawn_at__isnull=True).update(withdrawn_at=moment)
    if row.opened_at:
        _tell(row, moment)
    record(by=by, verb=Verb.CLOSE_AN_ACCOUNT, clause=COUNTED_ONCE, subject=row, reason=reason, at=moment)
    return row


def _tell(account: ResidentAccount, at: datetime) -> None:
    ours = association()
    context = {"account": account, "association": ours, "register": settings.PUBLIC_URL + reverse("portal:register")}
    words = render_to_string("portal/letters/closed.txt", context)
    keep(EmailMessage("Your account is closed", words, to=[account.email], headers={ABOUT: reference(account)}), now=at)


@action(machines=True)
def forget(*, account: ResidentAccount, by: Actor = CLOCK, at: datetime) -> None:
    """Forget whose a closed account was: that there was one stays, for the count."""
    if account.is_open:
        raise NotReady([Problem("Only a closed account is forgotten.")])
    account.wishes.all().delete()
    account.sessions.all().delete()
    account.links.all().delete()
    account.passkeys.all().delete()
    account.notice_agreements.all().delete()
    HouseholdMember.objects.filter(stated_by=account).delete()
    account.matters.all().delete()
    account.tenant, account.email, account.forgotten_at = None, "", at
    account.way = AccountWay(account.way)
    account.save()
    record(by=by, verb=Verb.FORGET_AN_ACCOUNT, clause=COUNTED_ONCE, subject=account, at=at)
