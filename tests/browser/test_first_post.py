"""From an empty folder to the first post: real letters, a second person let in by theirs, the stand-in's sign-in, the website.

Whoever confirms the Page must have signed in a day before. So the house is set up by a clock that is a day slow, stopped, and
started again on the same folder by the right one, as a desk is that was set up yesterday: the rule is the real one.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page

from tests.letters.mail_server import Behaviour
from tests.letters.mail_server import running as mail_server

from .conftest import private_window, running
from .guest import LONDON, Guest, box, set_time
from .house import House, asked, free_port, until

pytestmark = [pytest.mark.real_clock, pytest.mark.xdist_group("first post")]
TITLE = "The boiler in Pine Court is mended"
WORDS = "The boiler in Pine Court is mended. Hot water is back in every flat."
SLOW = Path(__file__).parent / "yesterday"  # a house with this on its path has a clock that is slow by SLOW_BY
SLOW_BY = timedelta(hours=25)


@dataclass
class Colleague(Guest):
    """Somebody who works at the desk, at their own browser, with a password and a telephone."""

    page: Page
    looked_over: Callable[[Page], None]
    name: str
    address: str
    password: str
    slow_by: timedelta = SLOW_BY  # their telephone's clock, which is the house's
    secret: str = ""
    last_code: str = ""

    def code(self) -> str:
        """The six figures that their telephone shows; each is good for one sign-in only."""
        until(lambda: self._shown() != self.last_code, 60)
        self.last_code = self._shown()
        return self.last_code

    def _shown(self) -> str:
        return str(format_hotp_value(hotp_value(self.secret, int(time.time() - self.slow_by.total_seconds()) // 30)))

    def adds_the_app(self) -> None:
        """What the telephone would compute is computed here."""
        self.follow(self.page.get_by_role("link", name="Set up the app"))
        self.secret = self.page.locator("code.st_code").inner_text()
        self.page.locator("#id_code").fill(self.code())
        self.press("Use this app")

    def signs_in(self) -> None:
        """With the password and the app."""
        self.open("/accounts/login/?next=/desk/")
        self.page.get_by_label("E-mail address").fill(self.address)
        self.page.get_by_label("Password", exact=True).fill(self.password)
        self.press("Sign in")
        if self.secret:
            self.page.locator("#id_code").fill(self.code())
            self.press("Sign in")

    def proves_it_again(self) -> None:
        """Before what is grave, where the last proof is older than five minutes."""
        if "reauthenticate" in self.page.url:
            self.page.get_by_label("Password", exact=True).fill(self.password)
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")


@dataclass
class Town:
    """Where the walk takes place: an empty folder and a port for the house, Facebook's stand-in and a mail server beside it."""

    folder: Path
    port: int
    letters: Behaviour
    mail_port: int

    @contextmanager
    def house(self, **more: str) -> Iterator[House]:
        """``steamie up``, until it is asked to stop."""
        surroundings = {"STEAMIE_EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}", "STEAMIE_GRAPH_URL": "{wall}", **more}
        with running("up", self.folder, port=self.port, **surroundings) as house:
            yield house

    def letter_to(self, somebody: Colleague) -> str:
        """The words of the newest letter to somebody, once the mail server has taken it."""

        def theirs() -> list[Any]:
            return [letter for letter in self.letters.taken if somebody.address in letter.rcpt_tos]

        until(theirs, 120)
        return str(theirs()[-1].content.decode()).replace("=\r\n", "").replace("=3D", "=")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Nothing is in it yet."""
    behaviour = Behaviour()
    with mail_server(behaviour) as mail_port:
        yield Town(tmp_path, free_port(), behaviour, mail_port)


@contextmanager
def stand_in(house: House) -> Iterator[None]:
    """Facebook's stand-in beside a house."""
    port = house.wall.rpartition(":")[2]
    process = subprocess.Popen([sys.executable, "-m", "steamie_standins.graph", "--port", port])
    try:
        until(lambda: asked(f"{house.wall}/_control/truth?calls=0"), 60)
        yield
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def come(browser: Browser, axe: Callable[[Page], None], strangers: list[str], town: Town) -> Iterator[Callable[..., Colleague]]:
    """Somebody new, with a window of their own."""
    windows: list[BrowserContext] = []

    def colleague(*who: str) -> Colleague:
        windows.append(private_window(browser, f"http://localhost:{town.port}", strangers, "laptop"))
        return Colleague(windows[-1].new_page(), axe, *who)

    yield colleague
    for window in windows:
        sys.stdout.write(f"{window.pages[0].url}\n{window.pages[0].locator('body').inner_text()}\n")  # where each was left
        window.close()
    assert strangers == []


def test_from_an_empty_folder_to_the_first_post(town: Town, come: Callable[..., Colleague]) -> None:
    officer = come("Morag Sinclair", "morag@example.org", "three plain words")
    chair = come("Jean Galbraith", "jean@example.org", "four other plain words")
    with town.house(PYTHONPATH=f"{SLOW}:{os.environ.get('PYTHONPATH', '')}") as house:
        set_up(officer, house, town)
        invite(chair, officer)
        accept(chair, town.letter_to(chair))
    with town.house() as house, stand_in(house):
        come_back_a_day_later(officer, chair)
        connect_facebook(officer)
        officer.reads("A second person confirms it before anything is posted.")
        confirm(chair)
        see_what_is_done(officer)
        due = write_and_approve(officer)
        wait_until_seen(officer, house, due)


def set_up(officer: Colleague, house: House, town: Town) -> None:
    code = re.search(r"with the code (\S+)", house.output)
    assert code
    page = officer.page
    officer.open("/")
    page.get_by_label("Set-up code").fill(code.group(1))
    officer.press("Begin")
    officer.press("Load the strategy")
    officer.press("Save the Association")
    page.get_by_label("Name").fill(officer.name)
    page.get_by_label("E-mail address").fill(officer.address)
    page.get_by_label("Password").fill(officer.password)
    officer.press("Appoint the officer")
    officer.adds_the_app()
    officer.open("/setup/")
    officer.press("Send a test letter")
    words = re.search(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", town.letter_to(officer))
    assert words
    page.get_by_label("Code from the letter").fill(words.group())
    officer.press("It arrived")


def invite(chair: Colleague, officer: Colleague) -> None:
    officer.page.get_by_label("Name").fill(chair.name)
    officer.page.get_by_label("E-mail address").fill(chair.address)
    officer.press("Invite them")
    officer.proves_it_again()
    officer.reads(f"{chair.name} is invited")
    officer.follow(officer.page.get_by_role("link", name="Go on"))
    officer.press("Open the website and go to the desk")
    officer.reads("Getting started:")


def accept(chair: Colleague, letter: str) -> None:
    """By the letter's link: a password, then a second step."""
    link = re.search(r"http\S+/accounts/\S+", letter)
    assert link
    chair.open(link.group())
    boxes = chair.page.locator("input[type=password]")
    for place in range(boxes.count()):
        boxes.nth(place).fill(chair.password)
    chair.press("Save my password")
    chair.signs_in()
    chair.open("/desk/people/second-factor/")
    chair.adds_the_app()


def come_back_a_day_later(*colleagues: Colleague) -> None:
    """Their sessions have ended in the night."""
    for somebody in colleagues:
        somebody.slow_by = timedelta()
        somebody.open("/desk/")
        assert "/login/" in somebody.page.url
        somebody.signs_in()


def connect_facebook(officer: Colleague) -> None:
    page = officer.page
    officer.open("/desk/channels/new/facebook/")
    page.get_by_label("Owner").select_option(label=officer.name)
    page.get_by_label("App ID").fill("stand-in-app-secret")
    page.get_by_label("App secret").fill("100200300")
    officer.press("Add to the register")
    officer.proves_it_again()
    officer.reads("An App ID is a number")
    officer.reads("This looks like the App ID")
    page.get_by_label("App ID").fill("100200300")
    page.get_by_label("App secret").fill("stand-in-app-secret")
    officer.press("Add to the register")
    officer.press("Begin")
    page.get_by_role("link", name=re.compile("Go on to sign in")).click()
    with page.expect_navigation(url="**/desk/channels/**"):
        page.get_by_role("button", name=re.compile("^Continue as")).click()
    officer.press("Go on")
    officer.press(re.compile("^Connect "))


def confirm(chair: Colleague) -> None:
    chair.open("/desk/")
    chair.reads("waits for your yes")
    chair.follow(chair.page.get_by_role("link", name="Look at it"))
    chair.press("It is ours: confirm it")
    chair.proves_it_again()
    chair.reads("is ours. Posts can go out there from now.")


def see_what_is_done(officer: Colleague) -> None:
    officer.open("/desk/set-up/")
    lines = {line.split("\n")[0]: line for line in officer.page.locator("main li").all_inner_texts()}
    assert "Working" in lines["E-mail"]
    assert "Signed in" in lines["A second person"]
    assert "Working" in lines["Facebook Page"]
    assert "To do" in lines["The website"], "no post has gone out yet"


def write_and_approve(officer: Colleague) -> datetime:
    page = officer.page
    officer.open("/desk/posts/new/")
    box(page, "Headline").fill(TITLE)
    box(page, "Words").fill(WORDS)
    page.get_by_label("For", exact=True).select_option(index=1)
    page.get_by_label("Our work").check()
    due = set_time(page, seconds=60)
    officer.press(re.compile("^Save"))
    officer.press("Approve")
    officer.proves_it_again()
    officer.reads("Approved. It goes out")
    return due


def wait_until_seen(officer: Colleague, house: House, due: datetime) -> None:
    """Once on the stand-in Page, once on the website; then the list says that the website works."""

    def on_the_page() -> list[dict[str, Any]]:
        return [post for post in house.truth()["posts"] if WORDS in post["message"] and post["visible"]]

    until(on_the_page, max((due - datetime.now(LONDON)).total_seconds(), 0) + 240)
    assert [post["times_visible"] for post in on_the_page()] == [1]
    until(lambda: officer.page.goto("/news/") and officer.page.get_by_role("link", name=TITLE).count() == 1, 240)
    officer.open("/desk/set-up/")
    officer.reads("A post has gone out.")
