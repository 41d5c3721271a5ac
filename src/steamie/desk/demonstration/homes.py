"""Who lives in the invented homes, who of them set up an account, and how they want to be written to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.urls import resolve
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.letters.models import Letter
from steamie.portal.actions import consents, wishes
from steamie.portal.actions.answering import answer_request
from steamie.portal.actions.asking import Proof, ask_for_account
from steamie.portal.actions.codes import make_codes
from steamie.portal.actions.coming_in import come_in, go_out
from steamie.portal.actions.consents import Consent
from steamie.portal.actions.lists import match_columns, send_list, take_list
from steamie.portal.actions.wishes import Wishes
from steamie.portal.models import AccountSession, ResidentAccount, Tenant

from .posts import Desk
from .year import lately

POSTCODE = "EX1 1AA"
HEADINGS = ("Tenancy ref", "Name", "DOB", "Address", "Postcode", "Start date", "Language")
SPEAK = {"Marek Example": "Polish", "Bilal Example 2": "Urdu", "Hamid Example 8": "Urdu"}
# Those whose matters the table of cases tells of live where it says; all others are made up.
HOMES = (
    ("Flat 2/1, 14 Example Street", ("Shona Example", "Omar Example")),
    ("14 Example Court", ("Marek Example",)),
    ("Flat 0/1, 3 Example Drive", ("Isa Example",)),
    ("2 Example Place", ("Jean Example",)),
    ("8 Example Road", ("Callum Example",)),
)
FIRST_NAMES = ("Ann", "Bilal", "Cara", "Dougal", "Elena", "Fergus", "Grace", "Hamid", "Iona", "Jack", "Kirsty", "Leon")
MORE_HOMES = 40
REGISTERED = (
    "Shona Example",
    "Omar Example",
    "Isa Example",
    "Jean Example",
    "Ann Example 1",
    "Cara Example 3",
    "Grace Example 7",
)
LARGE_PRINT = "Isa Example"
LINK = re.compile(r"https?://\S+")
COLUMNS = {name: place for place, name in enumerate(("reference", "name", "born", "address", "postcode", "since", "language"))}


def let_all(desk: Desk) -> None:
    """Bring the list in, send letters with codes, and let some set up an account."""
    _bring_list_in(desk, lately(desk.now - timedelta(days=200)))
    sent = lately(desk.now - timedelta(days=190))
    tenants = list(Tenant.objects.select_related("tenancy").order_by("pk"))
    codes = {tenant.name: code for tenant, code in make_codes(tenants=tenants, by=desk.cast.officer, at=sent)}
    for number, name in enumerate(REGISTERED):
        _register(name, codes[name], sent + timedelta(days=3 + number * 6, hours=number))
    _record_consents(desk)


def _bring_list_in(desk: Desk, at: datetime) -> None:
    lines = {str(number): row for number, row in enumerate([list(HEADINGS), *_rows(timezone.localdate(at))], 1)}
    table = {"name": "", "lines": lines, "merged": [], "beyond": 0, "wrong": {}}
    reading = {"tables": [table], "doubts": [], "encoding": "utf-8", "encodings": []}
    by = desk.cast.officer
    upload = send_list(name="tenancies.csv", content=b"", reading=reading, by=by, at=at)
    match_columns(upload=upload, columns=COLUMNS, month_first=False, complete=True, by=by, at=at)
    take_list(upload=upload, by=by, at=at)


def _rows(day: date) -> Iterator[list[str]]:
    begins = day - timedelta(days=700)
    homes = [*HOMES, *((f"{number} Example Terrace", (_made_up(number),)) for number in range(1, MORE_HOMES + 1))]
    for number, (address, names) in enumerate(homes, 1):
        for name in names:
            born = f"{1950 + number % 50}-0{number % 9 + 1}-1{number % 9}"
            yield [f"EX{number:03}", name, born, address, POSTCODE, begins.isoformat(), SPEAK.get(name, "")]


def _made_up(number: int) -> str:
    return f"{FIRST_NAMES[(number - 1) % len(FIRST_NAMES)]} Example {number}"


def _register(name: str, code: str, at: datetime) -> None:
    """From the code in the letter to the first look, as anybody does it."""
    email = f"{name.replace(' ', '.').lower()}@example.org"
    request = ask_for_account(email=email, proof=Proof(code=code), at=at)
    answer_request(request=request, at=at)
    link = LINK.search(Letter.objects.latest("pk").words)
    assert link is not None  # noqa: S101 -- the letter was written just now
    key = resolve(urlsplit(link[0]).path).kwargs["key"]
    account, _ = come_in(key=key, at=at + timedelta(minutes=4))
    layout = "large" if name == LARGE_PRINT else "standard"
    by_letter = Wishes(reach_by="letter" if layout == "large" else "email", medium="digital", layout=layout, language="en")
    wishes.wish(account=account, wishes=by_letter, at=at + timedelta(minutes=6))
    go_out(session=AccountSession.objects.get(account=account), at=at + timedelta(minutes=9))


def _record_consents(desk: Desk) -> None:
    """Two people in the picture of the garden agreed; both see it in their account."""
    at = lately(desk.now - timedelta(days=60))
    day = timezone.localdate(at)
    for account in ResidentAccount.objects.order_by("pk")[:2]:
        consent = Consent(
            picture=desk.pictures["garden"],
            title="Garden day",
            channels=list(Channel.objects.filter(closed_at__isnull=True)),
            agreed_on=day,
            until=day + timedelta(days=730),
            tenant=account.tenant,
        )
        consents.record_consent(consent=consent, by=desk.cast.officer, at=at)
