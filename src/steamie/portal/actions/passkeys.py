"""Adding a passkey to an account, taking it out, and coming in with it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import VISITOR
from steamie.people.acting import action
from steamie.people.refusals import NotReady, Problem
from steamie.portal.clauses import COUNTED_ONCE
from steamie.portal.keys import SESSION, digest_of, new_key
from steamie.portal.models import AccountSession, ResidentAccount, ResidentPasskey
from steamie.portal.passkeys import PasskeyRefused, new_passkey, passkey_of
from steamie.portal.verbs import Verb

MOST = 5  # of one account
OWN = "whoever is signed in keeps the passkeys of their own account"
DID_NOT_WORK = "That passkey did not work here. Try again, or ask for a link by e-mail."
MOST_WORDS = "You have five passkeys. Take one out first."
ENABLED = "Your phone or computer is added. You can sign in with it from now on."


@action(unasked=OWN)
def add_passkey(*, account: ResidentAccount, answer: str, ticket: str, at: datetime) -> ResidentPasskey:
    """Keep the public half of a passkey. Raises ``NotReady`` for an answer that proves nothing, and beyond five."""
    if account.passkeys.count() >= MOST:
        raise NotReady([Problem(MOST_WORDS)])
    try:
        digest, public = new_passkey(account, answer, ticket)
    except PasskeyRefused:
        raise NotReady([Problem(DID_NOT_WORK)]) from None
    if ResidentPasskey.objects.filter(digest=digest).exists():
        raise NotReady([Problem(DID_NOT_WORK)])
    row = ResidentPasskey.objects.create(account=account, digest=digest, public_half=public, added_at=at)
    record(by=VISITOR, verb=Verb.ADD_A_PASSKEY, clause=COUNTED_ONCE, subject=account, at=at)
    return row


@action(unasked=OWN)
def take_out_passkey(*, passkey: ResidentPasskey, at: datetime) -> None:
    """Take a passkey out: it opens nothing from now on."""
    record(by=VISITOR, verb=Verb.TAKE_OUT_A_PASSKEY, clause=COUNTED_ONCE, subject=passkey.account, at=at)
    passkey.delete()


@action(unasked="whoever holds the passkey may come in")
def come_in_by_passkey(*, answer: str, ticket: str, at: datetime) -> tuple[ResidentAccount, str]:
    """The account of a passkey, and the key for the browser. Raises ``NotReady``, without saying what is wrong."""
    try:
        passkey = passkey_of(answer, ticket)
    except PasskeyRefused:
        raise NotReady([Problem(DID_NOT_WORK)]) from None
    account = passkey.account
    if not account.may_be_used(timezone.localdate(at)):
        raise NotReady([Problem(DID_NOT_WORK)])
    ResidentPasskey.objects.filter(pk=passkey.pk).update(used_at=at)
    browser_key = new_key()
    AccountSession.objects.create(account=account, digest=digest_of(browser_key, SESSION), began_at=at, seen_at=at)
    record(by=VISITOR, verb=Verb.COME_IN, clause=COUNTED_ONCE, subject=account, facts={"passkey": True}, at=at)
    return account, browser_key
