"""An e-mail comes in, is a case, is answered, and the reply stands in the same trail: at 390 px, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_bytes
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from steamie.casework.models import Case
from steamie.letters import sending
from steamie.letters.mail_server import MailServer
from steamie.people.models import Person
from steamie.project import rounds
from tests.casework.awkward import SHONA, plain
from tests.casework.making import put_in
from tests.letters import imap_server, mail_server

from .conftest import private_window
from .test_turning_to_us import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_clock]


@pytest.fixture
def phone(browser: Browser, live_server, settings: Any, staff: Person, strangers: list[str]) -> Iterator[Page]:
    """The phone of somebody in the housing team."""
    put_in("housing", staff)
    window = private_window(browser, live_server.url, strangers, java_script_enabled=False)
    page = window.new_page()
    sign_in(page, live_server.url, staff, settings.SESSION_COOKIE_NAME)
    yield page
    assert strangers == []
    window.close()


def test_an_email_is_answered_and_its_reply_stands_in_the_same_trail(
    phone: Page,
    page: Page,
    live_server,
    staff: Person,
    settings: Any,
    tmp_path: Any,
    fits: Callable[[Page, int], None],
    axe: Callable[..., None],
) -> None:
    settings.DATA, settings.EMAIL_BACKEND = tmp_path, "steamie.letters.backend.Outbox"
    post = mail_server.Behaviour()
    with imap_server.running() as imap, mail_server.running(post) as port:
        settings.MAIL_SERVER = MailServer("127.0.0.1", port)
        imap.mailbox()
        imap.deliver(plain("Is the office open on Friday?", sender=SHONA, subject="Friday", Message_ID="<first@example.org>"))
        rounds.go("mail that comes in")
        phone.goto("/desk/inbox/")
        phone.get_by_role("main").get_by_role("link", name="Friday").first.click()
        phone.get_by_label("Your answer").fill("Yes, from nine to five.")
        phone.get_by_role("button", name="Send the answer").click()
        expect(phone.get_by_role("status").first).to_contain_text("in the outbox")
        sending.send_due()
        answer = message_from_bytes(post.taken[0].content)
        assert (answer["In-Reply-To"], answer["Reply-To"]) == ("<first@example.org>", imap_server.ADDRESS)
        reply = "Thank you, I will come.\r\n\r\nOn Mon, Housing wrote:\r\n> Yes, from nine to five.\r\n"
        imap.deliver(plain(reply, sender=SHONA, subject=f"Re: {answer['Subject']}", In_Reply_To=answer["Message-ID"]))
        rounds.go("mail that comes in")
        imap.deliver(plain("Buy windows", subject="Offer", X_Spam_Flag="YES"))
        rounds.go("mail that comes in")
    case = Case.objects.get()
    phone.goto(f"/desk/cases/{case.reference}/")
    trail = phone.get_by_role("list").filter(has_text="Thank you, I will come.")
    expect(trail.get_by_text("Is the office open on Friday?")).to_be_visible()
    expect(trail.get_by_text("Taken by the mail server")).to_be_visible()
    expect(trail.get_by_text("> Yes, from nine to five.")).not_to_be_visible()
    phone.get_by_text("What they answer").click()
    expect(trail.get_by_text("> Yes, from nine to five.")).to_be_visible()
    phone.goto("/desk/mail/")
    phone.get_by_role("link", name="Offer").click()
    sign_in(page, live_server.url, staff, settings.SESSION_COOKIE_NAME)
    for address in (f"/desk/cases/{case.reference}/", "/desk/mail/", phone.url):
        page.goto(address)
        axe(page)
        for width in (320, 390):
            fits(page, width)
    phone.get_by_label("Why").fill("A seller of windows")
    phone.get_by_role("button", name="It is not for us").click()
    expect(phone.get_by_role("status").first).to_contain_text("Put away")
