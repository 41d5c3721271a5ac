"""The strategy and the record in a real browser: nothing for axe to find, nothing sticks out, all of it without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from steamie.evidence.actors import CLOCK
from steamie.strategy import actions, standing


@pytest.fixture
def signed_in(context, officer, strategy, settings, tmp_path: Path):
    settings.DATA = tmp_path
    actions.propose_edition(source=strategy.source.replace("are restricted", "are sealed"), by=officer)
    actions.score_risk(by=officer, clause="S-11", likelihood=2, impact=2, reason="As things are")
    actions.record_incident(by=officer, clause="S-11", on=timezone.localdate(), what="A post nobody approved")
    standing.take_standing(now=timezone.now(), by=CLOCK)
    client = Client()
    client.force_login(officer)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def let_in(context, live_server, key: str) -> None:
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])


def test_the_board_a_clause_and_the_record(page, context, live_server, signed_in, axe, fits) -> None:
    let_in(context, live_server, signed_in)
    strategies = ("", "S-67/", "S-58/", "review/", "risks/", "references/", "proposed/")
    for address in (*(f"/desk/strategy/{page}" for page in strategies), "/desk/evidence/"):
        page.goto(address)
        for disclosure in page.locator("summary").all()[:2]:
            disclosure.click()
        axe(page)
        fits(page)


def test_a_document_is_brought_in_statement_by_statement(page, context, live_server, signed_in, axe, fits) -> None:
    let_in(context, live_server, signed_in)
    page.goto("/desk/strategy/review/")
    page.get_by_role("link", name="Bring one in from Word, PDF or text").click()
    axe(page)
    fits(page)
    words = "Our policy\n\nWe care.\n\nThis policy will be reviewed every two years.\n\nHalf of our posts will be about help."
    page.get_by_label("Or paste the words").fill(words)
    page.get_by_role("button", name="Read it").click()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Confirm the 1 that only explains").click()
    page.get_by_role("button", name="Confirm statement 2").click()
    page.get_by_label("Its name on the desk").fill("Help")  # the next that waits is open
    axe(page)
    fits(page)
    page.get_by_role("button", name="Confirm statement 3").click()
    assert "All are confirmed" in page.inner_text("main")
    page.get_by_role("link", name="Next: what is missing").click()
    axe(page)
    fits(page)
    assert "What stands in the way" in page.inner_text("main")  # one share alone divides nothing


@pytest.mark.clause("S-03")
def test_the_policy_and_its_large_print(page, strategy, axe, fits) -> None:
    for address in ("/strategy/", "/strategy/large-print/"):
        page.goto(address)
        axe(page)
        fits(page)
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.st_clause p')).fontSize)")
    assert size >= 24  # 18 point
    page.emulate_media(media="print")
    smallest = page.evaluate(
        """Math.min(...[...document.querySelectorAll('p, li, h1, h2, h3')]
            .filter(one => one.offsetParent && one.innerText.trim())
            .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
    )
    assert smallest >= 23.9
    slanted = page.evaluate("[...document.querySelectorAll('main *')].some(one => getComputedStyle(one).fontStyle !== 'normal')")
    assert not slanted
    sides = page.evaluate(
        "[...new Set([...document.querySelectorAll('main p, main li')].map(one => getComputedStyle(one).textAlign))]"
    )
    assert set(sides) <= {"start", "left"}


@pytest.mark.clause("S-22")
@pytest.mark.long
def test_every_link_of_the_contents_leads_somewhere(page, strategy) -> None:
    page.goto("/strategy/")
    links = page.eval_on_selector_all(".st_toc a", "all => all.map(one => one.hash)")
    assert len(links) == 10
    for link in links:
        page.click(f'.st_toc a[href="{link}"]')
        assert page.evaluate("location.hash") == link
        assert page.locator(f'[id="{link[1:]}"]').count() == 1


def test_without_a_script_the_record_is_checked_and_the_clauses_measured(browser, live_server, signed_in) -> None:
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as bare:
        let_in(bare, live_server, signed_in)
        page = bare.new_page()
        page.goto("/desk/evidence/")
        page.click("text=Check the record")
        assert page.inner_text("h1") == "The record is unbroken"
        page.goto("/desk/strategy/")
        page.click("text=How this is measured")
        page.click("text=Measure again")
        assert "81 clauses measured" in page.inner_text("main")
