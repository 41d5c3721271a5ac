"""A letter of news: approved by another, written once to each reader in their layout, and silent on who reads it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter, LetterState
from steamie.letters.outbox import pass_to
from steamie.letters.sending import send_due
from steamie.newsletter import composing, sending
from steamie.newsletter.actions import issuing, joining
from steamie.newsletter.lists import mailing_lists
from steamie.newsletter.models import Leaving, NewsDelivery, NewsLayout, NewsLetter, NewsSubscription
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from tests.letters.mail_server import Behaviour
from tests.newsletter.making import NOW, part, read, reader
from tests.strategy.papers import clause_of, stands

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
WORDS = "# Bins\nThe bins go out on Friday.\nhttps://pineview.example/bins/\n\nTom & Ann <3 the garden."


def written(by: Person, *, code: str = "supporters", words: str = WORDS, subject: str = "News of November") -> NewsLetter:
    return issuing.write(mailing_list=mailing_lists()[code], subject=subject, words=words, by=by, at=NOW)


def sent(officer: Person, **more: str) -> NewsLetter:
    """A letter that the officer approved, in the outbox."""
    letter = issuing.approve(letter=written(officer, **more), by=officer, at=LATER)
    sending.send_some(LATER)
    letter.refresh_from_db()
    return letter


def letters_of(news: NewsLetter) -> list[Letter]:
    return [row.letter for row in news.deliveries.select_related("letter").order_by("pk") if row.letter]


def test_each_reader_gets_it_once_whatever_is_repeated(officer: Person) -> None:
    reader("a@example.org"), reader("b@example.org"), reader("c@example.org", code="partners")
    joining.ask(wish=joining.Wish("d@example.org", mailing_lists()["supporters"]), at=NOW)
    news = sent(officer)
    assert sending.send_some(LATER) == 0
    assert [letter.to for letter in letters_of(news)] == ["a@example.org", "b@example.org"]
    assert news.finished_at == LATER


def test_a_killed_worker_goes_on_where_it_stopped(officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        reader(f"a{number}@example.org")
    news = issuing.approve(letter=written(officer), by=officer, at=LATER)
    whole, calls = composing.news, []

    def dies(letter: NewsLetter, row: NewsSubscription) -> object:
        calls.append(row.pk)
        if len(calls) == 3:
            raise SystemExit
        return whole(letter, row)

    monkeypatch.setattr(composing, "news", dies)
    with pytest.raises(SystemExit):
        sending.send_some(LATER)
    assert news.deliveries.count() == len(letters_of(news)) == 2
    monkeypatch.setattr(composing, "news", whole)
    sending.send_some(LATER)
    assert sorted(letter.to for letter in letters_of(news)) == [f"a{number}@example.org" for number in range(5)]


def test_text_stands_beside_html_large_is_large_and_plain_is_plain(officer: Person) -> None:
    for layout in NewsLayout:
        reader(f"{layout.value}@example.org", layout=layout)
    letters = {letter.to.partition("@")[0]: read(letter) for letter in letters_of(sent(officer))}
    for message in letters.values():
        text = part(message, "plain")
        assert "Tom & Ann <3 the garden." in text
        assert "BINS" in text
        assert "/news-by-email/leaving/" in text
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message["Auto-Submitted"] == "auto-generated"
    assert "font-size:17px" in part(letters["ordinary"], "html")
    assert "font-size:24px" in part(letters["large"], "html")
    assert part(letters["plain"], "html") == ""


def test_a_letter_holds_no_picture_no_script_and_nothing_that_counts(officer: Person) -> None:
    reader()
    html = part(read(letters_of(sent(officer, words="<img src=x> https://pineview.example/"))[0]), "html")
    assert not re.search(r"<(img|script|link|iframe)|background:\s*url|@import", html)
    addresses = set(re.findall(r'href="([^"]+)"', html))
    assert {address for address in addresses if "/leaving/" not in address} == {"https://pineview.example/"}


def test_one_press_in_a_real_letter_stops_the_next(
    officer: Person, server: MailServer, behaviour: Behaviour, client: Client
) -> None:
    row = reader()
    sent(officer)
    send_due(clock=lambda: LATER)
    taken = [envelope.content.decode() for envelope in behaviour.taken if "News of November" in envelope.content.decode()]
    assert len(taken) == 1
    address = re.search(r"List-Unsubscribe: <https?://[^/]+(/[^>]+)>", taken[0].replace("\r\n ", ""))
    assert address
    assert "pixel" not in taken[0]
    client.post(address[1], {"List-Unsubscribe": "One-Click"})
    row.refresh_from_db()
    assert row.left_how == Leaving.PRESSED
    assert sent(officer, subject="News of December").deliveries.count() == 0


def test_the_writer_does_not_approve_it_unless_they_are_the_officer(officer: Person, colleague: Person, staff: Person) -> None:
    letter = written(colleague)
    for person in (colleague, staff):
        with pytest.raises(NotAllowed):
            issuing.approve(letter=letter, by=person, at=LATER)
    assert issuing.approve(letter=letter, by=officer, at=LATER).approved_by == officer
    with pytest.raises(NotReady, match="nothing of it changes"):
        issuing.write(mailing_list=mailing_lists()["supporters"], subject="x", words="y", by=colleague, letter=letter, at=LATER)


def test_personal_data_does_not_go_out(officer: Person) -> None:
    with pytest.raises(NotReady, match="07700 900123"):
        issuing.approve(letter=written(officer, words="Ring Jean on 07700 900123"), by=officer, at=LATER)


def test_a_stopped_letter_goes_to_nobody_else(officer: Person) -> None:
    reader()
    letter = issuing.approve(letter=written(officer), by=officer, at=LATER)
    issuing.stop(letter=letter, by=officer, at=LATER)
    assert sending.send_some(LATER) == 0
    assert not NewsDelivery.objects.exists()


def test_two_letters_that_come_back_end_it_and_one_does_not(officer: Person) -> None:
    row = reader()
    for number, state in enumerate([LetterState.BOUNCED, LetterState.REFUSED]):
        (letter,) = letters_of(sent(officer, subject=f"News {number}"))
        pass_to(letter, state, at=LATER, why="550 no such mailbox")
        sending.note_what_came_back(LATER)
        sending.note_what_came_back(LATER)
        row.refresh_from_db()
        letter.refresh_from_db()
        assert letter.state == LetterState.SET_ASIDE  # nobody at the desk is asked about it
        assert row.is_active is (number == 0)
    assert row.left_how == Leaving.CAME_BACK


def test_it_is_written_approved_and_followed_at_the_desk(client: Client, officer: Person, colleague: Person) -> None:
    reader()
    client.force_login(colleague)
    typed = {"mailing_list": "supporters", "subject": "Autumn", "words": WORDS}
    assert client.post("/desk/news-by-email/new/", typed | {"subject": ""}).status_code == 422
    address = client.post("/desk/news-by-email/new/", typed).headers["Location"]
    page = client.get(address).content.decode()
    assert "1 get it now" in page
    assert "Approve it" not in page
    client.force_login(officer)
    assert "Autumn" in client.get("/desk/").content.decode()
    assert "Approve it" in client.get(address).content.decode()
    client.post(f"{address}approval/")
    sending.send_some(NewsLetter.objects.get().approved_at)  # type: ignore[arg-type]  # it was approved a line above
    page = client.get(address).content.decode()
    assert "Written to</dt><dd>1" in page
    assert "jean@" not in page


def test_a_new_letter_begins_with_the_news_since_the_last(client: Client, officer: Person) -> None:
    client.force_login(officer)
    assert client.get("/desk/news-by-email/new/").status_code == 200


@pytest.mark.clause("S-42")
def test_news_is_measured_and_leads_to_its_rows(officer: Person, strategy: None) -> None:
    assert stands("S-42", LATER).state is State.NOT_MEASURED
    stays, leaves = reader("a@example.org"), reader("b@example.org")
    sent(officer)
    joining.leave(subscription=leaves, at=LATER + timedelta(hours=1))
    later = LATER + timedelta(hours=2)
    standing = stands("S-42", later)
    assert (standing.state, standing.figure) == (State.MET, "1 of 2 subscriptions get it, 1 confirmed by letter")
    rows = {row.what: row.counts for row in rows_behind(clause_of("S-42"), later)}
    assert rows == {f"Subscription {stays.pk}, supporters": True, f"Subscription {leaves.pk}, supporters": False}
    NewsDelivery.objects.filter(subscription=leaves).update(at=LATER + timedelta(hours=2))
    assert stands("S-42", later).state is State.BREACHED
