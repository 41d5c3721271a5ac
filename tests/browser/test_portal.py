"""An account on a phone, without JavaScript: set up by a letter code, own repair seen, closed; a consultation answered once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from steamie.consultations.models import Consultation, ConsultationAnswer
from steamie.people.models import Person
from steamie.portal.actions.answering import write_link
from steamie.portal.actions.codes import make_codes
from steamie.portal.models import ResidentAccount, Tenant
from steamie.portal.sessions import COOKIE
from steamie.portal.tasks import answer_due
from tests.consultations.making import consultation_by
from tests.portal.making import account_of, let, newest_link, repair_at

from .conftest import private_window
from .test_a_word_back import sign_in
from .test_signing_in import with_passkeys

OWN_PAGES = ("/portal/", "/portal/settings/", "/portal/household/", "/portal/closing/", "/portal/not-mine/", "/portal/matters/")
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_clock]


@pytest.fixture
def windows(browser: Browser, live_server: Any, strangers: list[str]) -> Iterator[Callable[[], BrowserContext]]:
    """Phones that nobody is signed in on."""
    opened: list[BrowserContext] = []

    def another() -> BrowserContext:
        opened.append(private_window(browser, live_server.url, strangers, java_script_enabled=False))
        return opened[-1]

    yield another
    for window in opened:
        window.close()
    assert strangers == []


def registered(window: BrowserContext, tenant: Tenant, officer: Person) -> Page:
    """From the letter to the first page of the account."""
    ((_, code),) = make_codes(tenants=[tenant], by=officer)
    page = window.new_page()
    page.goto("/portal/register/")
    page.get_by_label("Your code").fill(code.lower())
    page.get_by_label("Your e-mail").fill(f"{tenant.name.split()[0].lower()}@example.org")
    page.get_by_role("button", name="Set up my account").click()
    expect(page.get_by_role("heading", name="Look at your e-mail")).to_be_visible()
    answer_due()
    page.goto(reverse("portal:link", args=[newest_link()]))
    assert window.cookies() == []
    page.get_by_role("button", name="Yes, sign me in").click()
    expect(page.get_by_role("heading", name=f"Hello, {tenant.name.split()[0]}")).to_be_visible()
    assert [cookie["name"] for cookie in window.cookies()] == [COOKIE]
    return page


def test_set_up_by_letter_code_own_repair_seen_and_closed(
    windows: Callable[[], BrowserContext], officer: Person, fits: Callable[[Page, int], None]
) -> None:
    tenancy, next_door = let("T1", "Shona Reid", "Omar Reid"), let("T2", "Nora Neighbour", flat="2/2")
    case = repair_at("2/1", at=timezone.now())
    shona, omar, nora = (registered(windows(), tenant, officer) for tenant in (*tenancy.tenants.all(), next_door.tenants.get()))
    for page in (shona, omar):
        expect(page.get_by_text(case.reference)).to_be_visible()
    expect(nora.get_by_text(case.reference)).to_have_count(0)
    shona.get_by_role("link", name="Kitchen: sink blocked").click()
    expect(shona.get_by_text("Open", exact=True)).to_be_visible()
    here = shona.url
    assert nora.goto(here).status == 404  # type: ignore[union-attr]  # there is an answer
    for address in (
        "/portal/",
        "/portal/settings/",
        "/portal/household/",
        "/portal/closing/",
        "/portal/not-mine/",
        "/portal/matters/",
    ):
        omar.goto(address)
        for width in (320, 390, 1280):
            fits(omar, width)
    shona.goto("/portal/closing/")
    shona.get_by_role("button", name="Close my account").click()
    expect(shona.get_by_role("heading", name="Your account is closed")).to_be_visible()
    assert ResidentAccount.objects.open().count() == 2
    assert shona.context.cookies() == []
    shona.goto("/portal/")
    expect(shona.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_household_answers_a_consultation_once_and_reads_what_was_decided(
    windows: Callable[[], BrowserContext],
    officer: Person,
    fits: Callable[[Page, int], None],
    page: Page,
    live_server: Any,
    settings: Any,
) -> None:
    tenancy = let("T1", "Shona Reid", "Omar Reid")
    row = consultation_by(officer, timezone.now())
    for tenant, choice in zip(tenancy.tenants.all(), ("Benches", "Trees"), strict=True):
        phone = registered(windows(), tenant, officer)
        phone.goto(row.get_absolute_url())
        phone.get_by_role("link", name="Answer").click()
        fits(phone, 390)
        phone.get_by_label(choice).check()
        phone.get_by_role("button", name="Send my answer").click()
        expect(phone.get_by_text("Your household’s answer is counted")).to_be_visible()
    assert [part.choice for part in ConsultationAnswer.objects.get().parts.all()] == ["Trees"]

    yesterday = timezone.localdate() - timedelta(days=1)
    Consultation.objects.update(opens_on=yesterday, closes_on=yesterday)  # a night later
    phone.goto(f"{row.get_absolute_url()}answer/")
    expect(phone.get_by_role("button", name="Send my answer")).to_have_count(0)
    sign_in(page, live_server.url, officer, settings)
    page.goto(f"/desk/consultations/{row.pk}/")
    page.get_by_role("textbox").last.fill("Trees, since households asked for them.")
    page.get_by_role("button", name="Tell everybody").click()
    expect(page.get_by_text("Trees, since households asked for them.")).to_be_visible()
    phone.goto(row.get_absolute_url())
    phone.reload()  # a browser keeps a public page for a minute
    expect(phone.get_by_text("Trees, since households asked for them.")).to_be_visible()
    expect(phone.get_by_text("1 household answered")).to_be_visible()
    fits(phone, 390)


@pytest.mark.parametrize("address", ["/portal/sign-in/", "/portal/register/", "/consultations/", "/projects/"])
def test_pages_at_the_door_are_sound(
    page: Page, axe: Callable[..., None], fits: Callable[[Page, int], None], address: str
) -> None:
    page.goto(address)
    axe(page)
    for width in (320, 390, 1280):
        fits(page, width)


def test_a_phone_that_was_added_signs_in_without_a_letter(
    page: Page, live_server: Any, settings: Any, axe: Callable[..., None], fits: Callable[[Page, int], None]
) -> None:
    address = settings.PUBLIC_URL = live_server.url.replace("127.0.0.1", "localhost")
    account = account_of(let("T1", "Shona Reid").tenants.get(), "shona@example.org", timezone.now())
    with_passkeys(page)
    write_link(account, timezone.now())
    page.goto(f"{address}{reverse('portal:link', args=[newest_link()])}")
    page.get_by_role("button", name="Yes, sign me in").click()
    page.goto(f"{address}/portal/settings/passkeys/")
    axe(page)
    fits(page, 390)
    page.get_by_role("button", name="Add this phone or computer").click()
    expect(page.get_by_text("You can sign in with it from now on")).to_be_visible()
    page.goto(f"{address}/portal/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Hello, Shona")).to_be_visible()
    page.goto(f"{address}/portal/settings/passkeys/")
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_text("No phone or computer is added yet")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{address}/portal/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("That passkey did not work here")
