"""What becomes of somebody's wish for a link or an account: it is answered by e-mail, or not at all, and then forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from steamie.evidence.actions import record, reference
from steamie.evidence.actors import CLOCK
from steamie.letters.outbox import keep
from steamie.letters.tasks import send_letters
from steamie.people.acting import action
from steamie.people.letters import LETS_IN
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.portal.clauses import COUNTED_ONCE
from steamie.portal.keys import LINK, digest_of, new_key
from steamie.portal.models import AccountRequest, AccountWay, LetterCode, ResidentAccount, SignInLink, Tenant, Wanted
from steamie.portal.models.accounts import LINK_LASTS
from steamie.portal.verbs import Verb
from steamie.rules.delivery import ABOUT
from steamie.rules.permissions import Act
from steamie.rules.tenancy_lists import plain
from steamie.strategy.reading import association

FEW_LINKS = 3  # for one account within the time that a link lasts


@action(unasked="asking and the proof were judged: it answers only to the address of an account", none="nobody is written to")
def answer_request(*, request: AccountRequest, at: datetime) -> list[ResidentAccount]:
    """Answer one request by e-mail, if there is anything to answer, and forget it."""
    accounts = _to_write_to(request, at)
    request.delete()
    for account in accounts:
        write_link(account, at)
    if accounts:
        subject = accounts[0] if len(accounts) == 1 else "portal"
        facts = {"accounts": len(accounts)}
        record(by=CLOCK, verb=Verb.SEND_A_LINK, clause=COUNTED_ONCE, subject=subject, facts=facts, at=at)
    return accounts


def _to_write_to(request: AccountRequest, at: datetime) -> list[ResidentAccount]:
    today = timezone.localdate(at)
    if request.wanted == Wanted.SIGN_IN:
        accounts = list(ResidentAccount.objects.of_people_in_their_homes(today).filter(email=request.email)[:4])
        return [account for account in accounts if not _has_many_links(account, at)]
    proven = _proven(request, at)
    if proven is None:
        return []
    account = _account_of(*proven, request.email, at)
    return [account] if not _has_many_links(account, at) else []


def _has_many_links(account: ResidentAccount, at: datetime) -> bool:
    return account.links.filter(made_at__gt=at - LINK_LASTS).count() >= FEW_LINKS


def _proven(request: AccountRequest, at: datetime) -> tuple[Tenant, AccountWay] | None:
    today = timezone.localdate(at)
    if request.code:
        code = LetterCode.objects.select_related("tenant__tenancy").filter(digest=request.code).first()
        good = code is not None and code.is_good(at) and code.tenant.is_on_it(today) and code.tenant.tenancy.is_held_on(today)
        return (code.tenant, AccountWay.CODE) if code and good else None
    tenants = Tenant.objects.in_force(today).filter(tenancy__reference=request.reference).select_related("tenancy")
    tenant = next((one for one in tenants if _facts_fit(one, request)), None)
    return (tenant, AccountWay.FACTS) if tenant else None


def _facts_fit(tenant: Tenant, request: AccountRequest) -> bool:
    """Both facts are compared. A tenant whose date of birth is not on the list takes the code of a letter."""
    born = constant_time_compare(str(tenant.born or "none"), str(request.born or "nothing"))
    postcode = plain(tenant.tenancy.postcode).replace(" ", "")
    return constant_time_compare(postcode, plain(request.postcode).replace(" ", "")) and born


def _account_of(tenant: Tenant, way: AccountWay, email: str, at: datetime) -> ResidentAccount:
    """The account of a tenant. One that was opened keeps its address: the link goes there, whatever address was asked with."""
    account = ResidentAccount.objects.open().filter(tenant=tenant).first()
    if account is not None and (account.opened_at or account.email == email):
        return account
    if account is not None:  # asked for before and never opened: the newer address holds
        account.email, account.way, account.asked_at = email, way, at
        account.save(update_fields=["email", "way", "asked_at"])
        return account
    return ResidentAccount.objects.create(tenancy=tenant.tenancy, tenant=tenant, email=email, way=way, asked_at=at)


@action()
def set_up_with_person(*, tenant: Tenant, email: str, by: Person, at: datetime | None = None) -> ResidentAccount:
    """Set up an account for somebody here or on the phone, and write them a link. Raises ``NotReady`` where there is one."""
    require(by, Act.KEEP_TENANCIES)
    moment = at or timezone.now()
    today = timezone.localdate(moment)
    if not (tenant.is_on_it(today) and tenant.tenancy.is_held_on(today)):
        raise NotReady([Problem("They are not on this tenancy today.")])
    if ResidentAccount.objects.open().opened().filter(tenant=tenant).exists():
        raise NotReady([Problem("They have an account already. Close it first if they lost the e-mail address.", "email")])
    account = _account_of(tenant, AccountWay.PERSON, email.lower(), moment)
    write_link(account, moment)
    record(by=by, verb=Verb.SET_UP_AN_ACCOUNT, clause=COUNTED_ONCE, subject=account, at=moment)
    return account


def write_link(account: ResidentAccount, at: datetime, lasts: timedelta = LINK_LASTS) -> None:
    """Put a letter with a link in the outbox. Acts call it; it is no act of its own."""
    key = new_key()
    SignInLink.objects.create(account=account, digest=digest_of(key, LINK), made_at=at, until=at + lasts)
    ours = association()
    context = {
        "account": account,
        "link": settings.PUBLIC_URL + reverse("portal:link", args=[key]),
        "minutes": int(lasts / timedelta(minutes=1)),
        "association": ours,
    }
    words = render_to_string("portal/letters/link.txt", context)
    subject = f"Your link to {ours.short_name or ours.name if ours else 'your account'}"
    keep(EmailMessage(subject, words, to=[account.email], headers={**LETS_IN, ABOUT: reference(account)}), now=at)
    transaction.on_commit(send_letters.enqueue, robust=True)
