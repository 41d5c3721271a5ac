"""The browser itself: that the fixtures open, measure and refuse."""

import pytest

from .conftest import private_window

GOOD = "<!doctype html><html lang='en-GB'><title>A page</title><main><h1>A page</h1><p>Words.</p></main></html>"


def test_axe_passes_a_sound_page_and_fails_a_broken_one(page, axe, fits):
    page.set_content(GOOD)
    axe(page)
    fits(page, 360)
    page.set_content(GOOD.replace("<p>", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><p>"))
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_a_page_that_sticks_out_is_noticed(page, fits):
    page.set_content(GOOD.replace("<p>", "<p style='width: 900px'>"))
    with pytest.raises(AssertionError, match="too wide"):
        fits(page, 360)


def test_a_third_party_is_noted_and_never_reached(browser):
    addresses = ["https://example.org/pixel.gif", "http://203.0.113.9/pixel.gif"]
    noted, failed = [], []
    window = private_window(browser, "http://localhost", noted)
    tab = window.new_page()
    tab.on("requestfailed", lambda request: failed.append(request.failure))
    tab.set_content(GOOD.replace("<p>", "".join(f"<img alt='' src='{address}'>" for address in addresses) + "<p>"))
    window.close()
    assert noted == addresses
    assert failed == ["net::ERR_NAME_NOT_RESOLVED"] * 2
