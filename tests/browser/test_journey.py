"""The whole loop as people walk it: the real processes, a real browser, and nothing but the screens."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.files.pictures_of_all_sorts import photo

from .conftest import private_window
from .guest import LONDON, Guest, box, set_time, wait
from .house import House, until

pytestmark = pytest.mark.real_clock
OFFICER, TEAM = "Come in as Morag Sinclair", "Come in as Callum Reid"
NEWS = "Panto tickets go on sale on Monday"
WORDS = "Tickets for the panto in the community hall go on sale on Monday at ten."
PICTURE = "Six children in costume on the stage"
HELD = "The hall is closed on Tuesday"


@pytest.fixture
def guest(browser: Browser, axe: Callable[[Page], None], strangers: list[str]) -> Iterator[Callable[..., Guest]]:
    """``guest(address, "phone")`` is somebody new, with a window of their own."""
    windows, errors = [], []

    def come(address: str, size: str = "laptop", **more: bool) -> Guest:
        windows.append(private_window(browser, address, strangers, size, **more))
        page = windows[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        return Guest(page, axe)

    yield come
    for window in windows:
        window.close()
    assert [text for text in errors if "the server responded with a status of 4" not in text] == []
    assert strangers == []


@pytest.mark.xdist_group("a suggestion")
def test_from_a_suggestion_to_a_post_on_the_page_and_the_evidence_for_it(
    demonstration: House, guest: Callable[..., Guest], tmp_path: Path
) -> None:
    officer, sender = guest(demonstration.address), guest(demonstration.address, "phone")
    read_the_strategy(sender)
    see_how_it_stands(officer.comes_in(OFFICER))
    reference = suggest(sender, make_a_link(officer), tmp_path)
    post = use_it(officer, reference)
    sender.page.reload()
    sender.reads("We will use your suggestion. Thank you")
    member = guest(demonstration.address).comes_in(TEAM)
    see_the_thirds(member)
    due = write_it(member, post, demonstration)
    ask_for_approval(member, post)
    approve(officer, post)
    wait_until_sent(officer, post, due)
    see_it_once(sender, demonstration)
    take_part(guest(demonstration.wall), demonstration)
    read_the_figures(officer, post)
    follow_the_figures(officer)
    read_the_evidence(officer, post)


def read_the_strategy(anyone: Guest) -> None:
    anyone.open("/strategy/")
    expect(anyone.page.locator("#S-74")).to_contain_text("the work of the Association")
    anyone.open("/strategy/large-print/")


def see_how_it_stands(officer: Guest) -> None:
    officer.open("/desk/strategy/")
    expect(officer.page.locator(".st_board > li")).to_have_count(81)
    review = officer.page.locator("#S-02")
    expect(review).to_contain_text("Off track")
    expect(review).to_contain_text(re.compile(r"\d{3,} days"))


def make_a_link(officer: Guest) -> str:
    officer.open("/desk/suggestions/")
    officer.follow(officer.page.get_by_role("link", name="Links and posters"))
    officer.page.get_by_label("What is it for?").fill("Forum meeting, November")
    officer.page.get_by_label("Resident Forum").check()
    officer.press("Make the link")
    return officer.page.locator("code.st_address").inner_text()


def suggest(sender: Guest, address: str, folder: Path) -> str:
    (folder / "panto.jpg").write_bytes(photo(size=(1200, 800), gps=True))
    sender.open(address)
    page = sender.page
    page.get_by_label("What should we share?").fill(f"{NEWS}. At the community hall, ten o’clock.")
    page.get_by_text("Add a photo", exact=True).click()
    page.get_by_label("Add a photo").set_input_files(folder / "panto.jpg")
    page.get_by_label("Describe the picture").fill("Children on a stage")
    page.get_by_label("The photo shows people").check()
    page.get_by_label("Everyone in the photo said yes").check()
    page.wait_for_timeout(3100)  # faster than a person would be held back
    sender.press("Send suggestion")
    sender.reads("Thank you. We have your suggestion")
    return page.locator(".st_done__ref").inner_text()


def use_it(officer: Guest, reference: str) -> str:
    """The address of the draft."""
    officer.open("/desk/")
    officer.reads(NEWS)
    officer.open("/desk/suggestions/")
    card = officer.page.locator(f"#{reference}")
    answer = card.locator("details")
    if answer.get_attribute("open") is None:
        answer.locator("summary").click()
    card.get_by_label("The reason").fill("The panto is for everyone, and the hall is ours to shout about.")
    card.get_by_label("Counts as").select_option("community")
    officer.press(re.compile("^Use it"), within=card)
    officer.reads(f"{reference} is answered")
    return officer.page.url


def see_the_thirds(member: Guest) -> None:
    member.open("/desk/")
    expect(member.page.get_by_role("heading", name="Rule of thirds")).to_be_visible()
    member.open("/desk/calendar/")
    for share in ("Our work", "Local", "Sector"):
        member.reads(share)


def write_it(member: Guest, post: str, house: House) -> datetime:
    """First with a neighbour's telephone number in it, which the check stops; then without."""
    member.open(post)
    page = member.page
    box(page, "Headline").fill(NEWS)
    box(page, "Words").fill(f"{WORDS}\n\nRing Jean on 07700 900123 to keep seats.")
    page.get_by_role("checkbox", name="Noticeboard").uncheck()
    box(page, "Describe the picture").fill(PICTURE)
    page.get_by_label("For", exact=True).select_option(index=1)
    box(page, "Link to read more").fill(f"{house.address}/contact/")
    set_time(page, seconds=60)
    page.wait_for_timeout(2500)  # what is typed is looked at after a moment, and is not to come in after it was saved
    page.wait_for_load_state("networkidle")
    member.press("Save")
    member.press("Everyone who can has agreed")
    member.reads("Written down, with your name and the time.")
    expect(page.locator("#findings")).to_contain_text("“07700 900123”")
    member.press("Ask for approval")
    expect(page.get_by_role("alert")).to_contain_text("07700 900123")
    box(page, "Words").fill(WORDS)
    due = set_time(page, seconds=120)
    member.press("Save")
    expect(page.locator("#findings")).not_to_contain_text("07700")
    return due


def ask_for_approval(member: Guest, post: str) -> None:
    """The team member may ask, and may not approve: not by a button, and not by sending the form all the same."""
    member.press("Ask for approval")
    member.reads("Needs approval")
    expect(member.page.get_by_role("button", name=re.compile("^Approve"))).to_have_count(0)
    form = member.page.locator("form#post")
    names = ("csrfmiddlewaretoken", "fingerprint", "edition")
    told = {name: form.locator(f"[name={name}]").input_value() for name in names}
    answer = member.page.request.post(f"{post}approval/", form=told, headers={"Referer": post})
    assert answer.status == 403


def approve(officer: Guest, post: str) -> None:
    officer.open("/desk/")
    officer.reads(NEWS)
    officer.open(post)
    officer.press("Approve")
    officer.reads("Approved. It goes out")


def wait_until_sent(officer: Guest, post: str, due: datetime) -> None:
    """Watching the page is enough: nobody loads it again."""
    officer.open(post)
    told = officer.page.locator("section[aria-labelledby=h-out]")
    patience = 1000 * (max((due - datetime.now(LONDON)).total_seconds(), 0) + 240)
    for channel in ("Facebook Page: Sent", "Website news: Sent"):
        expect(told).to_contain_text(channel, timeout=patience)
    officer.open(post)


def see_it_once(resident: Guest, house: House) -> None:
    resident.open("/news/")
    expect(resident.page.get_by_role("link", name=NEWS)).to_have_count(1)
    resident.follow(resident.page.get_by_role("link", name=NEWS))
    resident.reads(WORDS)
    assert resident.page.get_by_role("img", name=PICTURE).evaluate("image => image.naturalWidth") > 200
    [there] = [post for post in house.truth()["posts"] if WORDS in post["message"]]
    assert (there["times_visible"], there["visible"]) == (1, True)
    assert [shown["alt"] for shown in there["photos"]] == [PICTURE]


def take_part(resident: Guest, house: House) -> None:
    """A resident likes, shares and comments, and follows the link under the post."""
    resident.open("/")
    ours = resident.page.locator("article", has_text=WORDS)
    expect(ours).to_have_count(1)
    expect(ours.get_by_role("img", name=PICTURE)).to_be_visible()
    resident.press(re.compile("^Like"), within=ours)
    resident.press(re.compile("^Share"), within=ours)
    ours.get_by_label("Comment as").fill("Two for me, please")
    resident.press("Comment", within=ours)
    expect(ours).to_contain_text("1 like · 1 share · 1 comment")
    short = re.search(rf"{re.escape(house.address)}/go/\w+/", ours.inner_text())
    assert short
    resident.open(short.group())
    assert resident.page.url.startswith(f"{house.address}/contact/?utm_source=facebook&utm_medium=social&utm_campaign=")


def read_the_figures(officer: Guest, post: str) -> None:
    officer.open("/desk/readings/")
    officer.page.get_by_role("button", name="Read the figures now").click()
    officer.reads("Read: visits on our website")
    officer.axe(officer.page)
    row = officer.page.get_by_role("row").filter(has_text=NEWS).filter(has_text="Facebook Page")
    expect(row.get_by_role("cell")).to_contain_text(["1", "1", "1", "1"])
    officer.open(post)
    for measure in ("Likes", "Shares", "Comments", "Visits"):
        cells = officer.page.get_by_role("row").filter(has_text=measure).get_by_role("cell").all_inner_texts()
        assert "1" in [cell.split("\n")[0] for cell in cells], measure


def follow_the_figures(officer: Guest) -> None:
    """From each figure on the board down to the rows that hold this post."""
    officer.open("/desk/strategy/")
    officer.page.get_by_text("How this is measured").click()
    officer.page.get_by_role("button", name="Measure again").click()
    officer.reads("81 clauses measured.")
    officer.axe(officer.page)
    for clause in ("S-55", "S-56", "S-75"):
        officer.open("/desk/strategy/")
        officer.page.locator("details", has=officer.page.locator(f"#{clause}")).locator("summary").click()
        officer.follow(officer.page.locator(f"#{clause}").get_by_role("link", name=re.compile("^See the (rows|page)")))
        expect(officer.page.locator("main")).to_contain_text(NEWS)


def read_the_evidence(officer: Guest, post: str) -> None:
    officer.open(post)
    officer.page.locator("summary", has_text="History").click()
    officer.follow(officer.page.get_by_role("link", name="See it in the record"))
    log = officer.page.locator("main")  # the text of what is folded counts too
    for deed in ("drafted", "edited", "submitted", "approved"):
        expect(log).to_contain_text(f"{deed} “{NEWS}”")
    officer.page.get_by_role("button", name="Check the record").click()
    officer.reads("The record is unbroken")
    officer.axe(officer.page)


@pytest.mark.xdist_group("an hour")
def test_the_officer_s_hour_on_a_phone(demonstration: House, guest: Callable[..., Guest]) -> None:
    """By touch: a suggestion answered and made into a post, which a stop holds until somebody decides."""
    officer = guest(demonstration.address, "phone", has_touch=True).comes_in(OFFICER)
    answer_the_first_suggestion(officer)
    due = write_and_approve(officer)
    post = officer.page.url
    see_it_in_the_list(officer)
    stop_everything(officer)
    wait_until_held(officer, post, due)
    resume(officer)
    assert not on_the_page(demonstration, HELD), "Nothing may go out by itself after a stop."
    send_it(officer)
    until(lambda: on_the_page(demonstration, HELD) == [1], 240)
    officer.open("/desk/waiting/")
    expect(officer.page.get_by_role("link", name=HELD)).to_have_count(0)


def answer_the_first_suggestion(officer: Guest) -> None:
    officer.open("/desk/")
    officer.follow(officer.page.get_by_role("link", name=re.compile("(^Answer (it|them)|suggestions? to answer)$")).first)
    card = officer.page.locator("[id^=S-]", has=officer.page.locator("details")).first
    if card.locator("details").first.get_attribute("open") is None:
        card.locator("summary").first.tap()
    card.get_by_label("The reason").fill("It is worth saying, and nobody else says it.")
    officer.press(re.compile("^Use it"), within=card)
    officer.reads("is answered")


def write_and_approve(officer: Guest) -> datetime:
    page = officer.page
    box(page, "Headline").fill(HELD)
    box(page, "Words").fill(f"{HELD}. It opens again on Wednesday.")
    for name in ("Website news", "Noticeboard"):
        page.get_by_role("checkbox", name=name).uncheck()
    page.get_by_label("For", exact=True).select_option(index=1)
    due = set_time(page, seconds=120)
    officer.press(re.compile("^Save"))
    officer.press("Approve")
    officer.reads("Approved. It goes out")
    return due


def see_it_in_the_list(officer: Guest) -> None:
    officer.follow(officer.page.get_by_role("link", name="Back to the calendar"))
    officer.follow(officer.page.get_by_role("link", name="List"))
    officer.reads(HELD)


def stop_everything(officer: Guest) -> None:
    officer.follow(officer.page.get_by_role("link", name="Stop all posts"))
    officer.page.get_by_label("Why are you stopping?").fill("A fire in Pine Court")
    officer.press("Stop all posts now")
    officer.reads("All posts are stopped")


def wait_until_held(officer: Guest, post: str, due: datetime) -> None:
    wait(officer.page, due)

    def held() -> bool:
        officer.page.goto(post)
        return "Facebook Page: Held" in officer.page.locator("section[aria-labelledby=h-out]").inner_text()

    until(held, 240)
    officer.axe(officer.page)
    officer.reads("A fire in Pine Court")


def resume(officer: Guest) -> None:
    officer.open("/desk/")
    officer.follow(officer.page.get_by_role("link", name="Look, then resume"))
    officer.page.get_by_label("Why may posts go again?").fill("Everyone is safe")
    officer.press("Let posts go again")
    officer.reads("What fell due meanwhile is held for you.")
    officer.page.wait_for_timeout(3000)  # the clock looks every second


def send_it(officer: Guest) -> None:
    officer.open("/desk/waiting/")
    officer.follow(officer.page.get_by_role("link", name=HELD))
    officer.press("Send it now")
    officer.reads("goes out now.")


def on_the_page(house: House, words: str) -> list[int]:
    """How many times each post with these words has been seen on the stand-in Page."""
    return [post["times_visible"] for post in house.truth()["posts"] if words in post["message"]]


@pytest.mark.xdist_group("houses")
def test_a_real_installation_is_set_up_in_the_browser(installation: House, guest: Callable[..., Guest]) -> None:
    found = re.search(r"with the code (\S+)", installation.output)
    assert found
    officer = guest(installation.address)
    officer.open("/")
    officer.page.get_by_label("Set-up code").fill(found.group(1))
    officer.press("Begin")
    officer.press("Load the strategy")
    name_the_association(officer)
    name_the_officer(officer)
    add_the_app(officer)
    officer.follow(officer.page.get_by_role("link", name=re.compile("Go on")))
    officer.reads("No mail server is set up, so no letter is sent.")
    officer.press("Go on without it for now")
    officer.reads("Invite a second person")
    officer.press("Go on without it for now")
    officer.press("Open the website and go to the desk")
    officer.reads("0 posts sent since")
    officer.reads("Getting started:")
    officer.open("/desk/calendar/")
    assert officer.page.request.get("/demonstration/").status == 404
    assert officer.page.request.get("/setup/").status == 404
    guest(installation.address, "phone").open("/")


def name_the_association(officer: Guest) -> None:
    told = {
        "Full name": "Sandaig Housing Association",
        "Short name": "Sandaig",
        "Address": "1 Pine Court, Glasgow",
        "Telephone": "0141 496 0000",
        "E-mail address": "hello@example.org",
    }
    for label, words in told.items():
        officer.page.get_by_label(label, exact=True).fill(words)
    officer.press("Save the Association")


def name_the_officer(officer: Guest) -> None:
    officer.page.get_by_label("Name").fill("Morag Sinclair")
    officer.page.get_by_label("E-mail address").fill("morag@example.org")
    officer.page.get_by_label("Password").fill("three plain words")
    officer.press("Appoint the officer")


def add_the_app(officer: Guest) -> None:
    """The six figures are computed here as the officer's telephone would."""
    officer.follow(officer.page.get_by_role("link", name="Set up the app"))
    secret = officer.page.locator("code.st_code").inner_text()
    officer.page.locator("#id_code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    officer.press("Use this app")


@pytest.mark.xdist_group("houses")
def test_the_core_works_without_javascript(demonstration: House, guest: Callable[..., Guest]) -> None:
    """Sign in, suggest, write, check, approve, stop and go on: each is a link or a form."""
    officer = guest(demonstration.address, "phone", java_script_enabled=False)
    officer.axe = lambda page: None  # it is a script itself
    officer.comes_in(OFFICER)
    page = officer.page
    officer.open("/suggest/")
    page.get_by_label("What should we share?").fill("The new bus stop is open")
    page.wait_for_timeout(3100)
    officer.press("Send suggestion")
    officer.reads("Thank you. We have your suggestion")
    officer.open("/desk/posts/new/")
    box(page, "Headline").fill("The new bus stop is open")
    box(page, "Words").fill("It is outside the library. Ring Jean on 07700 900123.")
    for name in ("Facebook Page", "Noticeboard"):
        page.get_by_role("checkbox", name=name).uncheck()
    page.get_by_label("Our work").check()
    page.get_by_label("For", exact=True).select_option(index=1)
    page.locator("#id_when").fill(f"{datetime.now(LONDON) + timedelta(days=2):%Y-%m-%dT10:00}")
    officer.press("Save the draft")
    expect(page.locator("#findings")).to_contain_text("“07700 900123”")
    box(page, "Words").fill("It is outside the library.")
    officer.press("Save")
    officer.press("Approve")
    officer.reads("Approved. It goes out")
    officer.open("/desk/stop/")
    page.get_by_label("Why are you stopping?").fill("A test of the stop")
    officer.press("Stop all posts now")
    officer.reads("All posts are stopped")
    officer.open("/desk/stop/")
    page.get_by_label("Why may posts go again?").fill("The test is over")
    officer.press("Let posts go again")
