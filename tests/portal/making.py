"""A stair with three homes, who lives there, and their accounts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from steamie.casework.actions.opening import Whose
from steamie.casework.models import Case
from steamie.letters.models import Letter
from steamie.people.models import Person
from steamie.portal.actions.answering import write_link
from steamie.portal.actions.coming_in import come_in
from steamie.portal.keys import form_key
from steamie.portal.models import AccountSession, AccountWay, PictureConsent, ResidentAccount, Tenancy, TenancyList, Tenant
from steamie.portal.sessions import COOKIE
from steamie.services.handing.payload import compared
from tests.casework.making import told
from tests.content.making import make_picture

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LINK = re.compile(r"/portal/link/([\w-]+)/")


def let(reference: str, *names: str, flat: str = "2/1", since: date = date(2020, 1, 1)) -> Tenancy:
    """A flat of the stair is let to these people."""
    address, postcode = f"Flat {flat}, 14 Canary Street", "G99 9ZZ"
    tenancy = Tenancy.objects.create(
        reference=reference, address=address, postcode=postcode, sought=compared(address, postcode), since=since
    )
    born = date(1980, 5, 6)
    for number, name in enumerate(names):
        Tenant.objects.create(tenancy=tenancy, name=name, born=born + timedelta(days=number), since=since)
    return tenancy


def account_of(tenant: Tenant, email: str, now: datetime = NOW) -> ResidentAccount:
    """An account that its owner opened."""
    account = ResidentAccount.objects.create(
        tenancy=tenant.tenancy, tenant=tenant, email=email, way=AccountWay.CODE, asked_at=now
    )
    write_link(account, now)
    come_in(key=newest_link(), at=now)
    return ResidentAccount.objects.get(pk=account.pk)


def newest_link() -> str:
    """The key of the link in the newest letter."""
    found = LINK.search(Letter.objects.latest("pk").words)
    assert found
    return found[1]


def browser_of(account: ResidentAccount, now: datetime = NOW) -> Client:
    """A browser that is signed in to an account, by a link like anybody's."""
    write_link(account, now)
    client = Client()
    answer = client.post(reverse("portal:link", args=[newest_link()]))
    assert answer.status_code == 302
    assert client.cookies[COOKIE].value
    return client


def key_of(account: ResidentAccount) -> str:
    """What the forms of the newest sign-in of an account carry."""
    return form_key(AccountSession.objects.filter(account=account).latest("pk").digest)


def repair_at(flat: str = "2/1", *, at: datetime = NOW, **fields: object) -> Case:
    """Somebody reported a repair in a flat of the stair."""
    whose = Whose("Shona Canary", "shona@example.org", "07700 900123", f"flat {flat} 14 canary street", "g999zz")
    return told("repair", at=at, whose=whose, summary="Kitchen: sink blocked", **fields)


def homes(officer: Person, now: datetime) -> dict[str, Any]:
    """A home with an account, its repair, a list on its way in and a consent: what each is called, and its number."""
    tenancy = let("W1", "Wilma World")
    tenant = tenancy.tenants.get()
    account = ResidentAccount.objects.create(
        tenancy=tenancy, tenant=tenant, email="wilma@example.org", way=AccountWay.PERSON, asked_at=now, opened_at=now
    )
    case = told("repair", at=now, whose=Whose(address=tenancy.address, postcode=tenancy.postcode))
    table = {"name": "", "lines": {"1": ["Ref", "Name"], "2": ["W2", "Ida"]}, "merged": [], "beyond": 0, "wrong": {}}
    reading = {"tables": [table], "doubts": [], "encoding": "utf-8", "encodings": []}
    upload = TenancyList.objects.create(sent_by=officer, sent_at=now, name="list.csv", content=b"", reading=reading)
    consent = PictureConsent.objects.create(
        picture=make_picture(),
        tenant=tenant,
        title="Garden day",
        agreed_on=now.date(),
        until=now.date() + timedelta(days=365),
        recorded_by=officer,
        recorded_at=now,
    )
    rows = {"tenancy": tenancy, "tenant": tenant, "resident account": account, "tenancy list": upload}
    return {name: row.pk for name, row in rows.items()} | {
        "picture consent": consent.pk,
        "matter": case.tenancy_matter.token,
    }
