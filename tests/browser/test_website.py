"""The public site and its editor in a real browser: every kind of page, both sizes, light and dark."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache

from steamie.channels.contract import Outgoing
from steamie.channels.testing import a_picture
from steamie.evidence.actors import SETUP
from steamie.rules.permissions import Office
from steamie.rules.standing import State
from steamie.website import actions, audit
from steamie.website.models import HomePage, NewsPage, ServicePage, VacancyIndexPage, VacancyPage
from tests.conftest import make_person
from tests.strategy.papers import stands
from tests.website.making import association

from .conftest import SIZES

POST = Outgoing(
    marker="K4P2T7",
    title="Food pantry open this Friday",
    text="Open 10am to 1pm at the community centre.\n\nEveryone is welcome: https://www.gov.scot/ has more.",
    link="https://www.gov.scot/damp",
    share="community",
    event_place="Community centre",
    event_starts=datetime(2026, 11, 27, 10, tzinfo=UTC),
    event_ends=datetime(2026, 11, 27, 13, tzinfo=UTC),
)
PAGES = {
    "home": "/",
    "news": "/news/",
    "one piece of news": "/news/food-pantry-open-this-friday/",
    "news taken down": "/news/wrong-day/",
    "services": "/services/",
    "report a repair": "/services/report-a-repair/",
    "a service past its date": "/services/pay-your-rent/",
    "work with us": "/jobs/",
    "a vacancy": "/jobs/housing-assistant/",
    "contact": "/contact/",
    "accessibility statement": "/accessibility/",
    "search": "/search/?q=rent",
    "how we count visits": "/about-our-figures/",
    "page not found": "/no-such-page/",
    "link not found": "/go/NOSUCH/",
}


@pytest.fixture
def built(live_server, settings, tmp_path) -> None:
    """A site with one of everything."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    association()
    actions.build_site(by=SETUP)
    shown = datetime(2026, 11, 20, 9, tzinfo=UTC)
    actions.add_news(replace(POST, pictures=(a_picture(),)), shown_at=shown)
    wrong = actions.add_news(Outgoing(marker="W1", title="Wrong day", text="On Monday."), shown_at=shown)
    actions.take_down(NewsPage.objects.get(pk=wrong.pk))
    closes = datetime(2036, 11, 20, 12, tzinfo=UTC)
    job = VacancyPage(title="Housing assistant", intro="Help our tenants.", body="<p>Call us.</p>", closes_at=closes)
    VacancyIndexPage.objects.get().add_child(instance=job)
    ServicePage.objects.filter(slug="pay-your-rent").update(review_by=date(2026, 1, 1))


@pytest.mark.clause("S-21")
@pytest.mark.long
def test_axe_finds_nothing_on_any_page_and_nothing_sticks_out(built, page, axe, fits) -> None:
    for address in PAGES.values():
        page.set_viewport_size(SIZES["phone"])
        page.goto(address)
        for size, scheme, rules in (("phone", "light", ()), ("laptop", "light", ()), ("phone", "dark", ["color-contrast"])):
            page.set_viewport_size(SIZES[size])
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours are judged at rest
            axe(page, *rules)
        fits(page, 360)
    _record()


@pytest.mark.clause("S-21")
def test_the_control_reads_the_audit_that_came_with_this_version(built, page) -> None:
    found = audit.shipped()

    assert found is not None
    assert set(found.pages) == set(PAGES)
    now = datetime.combine(found.on + timedelta(days=1), datetime.min.time(), UTC)
    assert stands("S-21", now).state is State.MET
    assert "0 findings on 15 kinds of page" in stands("S-21", now).figure
    assert stands("S-21", now + timedelta(days=400)).state is State.AT_RISK
    NewsPage.objects.filter(picture__isnull=False).update(picture_description="")
    assert stands("S-21", now).state is State.AT_RISK


@pytest.mark.clause("S-21")
def test_the_keyboard_alone_reaches_the_repair_numbers(built, page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.wait_for_url("**/#main")
    page.keyboard.press("Tab")
    assert "Report a repair" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/report-a-repair/")
    reached = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    assert {"tel:0800111999", "tel:105", "tel:999", "tel:08000778778"} <= reached


def test_the_site_works_without_scripts_and_sets_no_cookie(built, browser, live_server) -> None:
    window = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    tab = window.new_page()
    tab.goto("/search/")
    tab.get_by_label("What are you looking for?").fill("pantry")
    tab.get_by_role("button", name="Search").click()
    tab.get_by_role("link", name=POST.title).click()
    assert tab.get_by_role("heading", name=POST.title).is_visible()
    assert window.cookies() == []
    window.close()


def test_the_editor_works_under_its_own_policy(built, page, context, client, live_server) -> None:
    client.force_login(make_person(Office.OFFICER))
    cookie = next(iter(client.cookies.values()))
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    complaints: list[str] = []
    page.on(
        "console",
        lambda line: (
            complaints.append(f"{page.url} {line.location} {line.text}") if "Content Security Policy" in line.text else None
        ),
    )
    answer = page.goto("/desk/website/")
    assert "script-src 'self';" in answer.headers["content-security-policy"]  # no script within a page runs

    service = ServicePage.objects.get(slug="complaints")
    page.goto(f"/desk/website/pages/{service.pk}/edit/")
    assert page.locator("[data-contentpath='body'] [contenteditable=true]").first.is_visible()
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("dialog").get_by_role("heading", name="Choose an image").wait_for()

    page.goto(f"/desk/website/pages/{HomePage.objects.get().pk}/edit/")
    page.locator("[data-side-panel-toggle='status'], [aria-controls*='status']").first.click()
    page.get_by_role("button", name="Set schedule").first.click()
    page.locator("#id_go_live_at").first.click()
    page.locator(".xdsoft_datetimepicker:visible").first.wait_for()
    assert complaints == []


def _record() -> None:
    """Write the result that ships with this version, when asked: STEAMIE_RECORD_AUDIT=1."""
    if os.environ.get("STEAMIE_RECORD_AUDIT"):
        held = {"tool": "axe-core 4.14.1", "on": date.today().isoformat(), "pages": list(PAGES), "findings": 0}
        audit.RESULT.write_text(json.dumps(held, indent=2) + "\n")
