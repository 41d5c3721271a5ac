"""News by e-mail: who confirmed it, who left, and two letters that went out. A demonstration has no mail server to write to."""

from __future__ import annotations

from datetime import timedelta

from steamie.newsletter import sending
from steamie.newsletter.actions import issuing, joining
from steamie.newsletter.actions.joining import Wish
from steamie.newsletter.lists import mailing_lists
from steamie.newsletter.models import Basis, NewsLayout

from .posts import Desk
from .year import lately, next_day

READERS = 9
LANGUAGES = {3: "pl", 4: "pl", 6: "ur"}  # which reader chose another than English
PARTNERS = ("info@pantry.example", "hello@credit-union.example")
LETTERS = (
    (
        60,
        "supporters",
        "News of the last months",
        "# What we did\nThe close lights are on again.\n\n# What comes\nThe garden opens.",
    ),
    (20, "partners", "For our partners", "# Thank you\nThe pantry is open on Fridays again, thanks to you."),
)


def send_all(desk: Desk) -> None:
    """People ask and confirm, one leaves, organisations are put on with a reason, and the officer sends two letters."""
    joined = lately(desk.now - timedelta(days=90))
    supporters, partners = mailing_lists()["supporters"], mailing_lists()["partners"]
    for number in range(READERS):
        layout = list(NewsLayout)[number % len(NewsLayout)]
        row = joining.ask(wish=Wish(f"reader{number}@mail.example", supporters, layout, LANGUAGES.get(number, "")), at=joined)
        joining.confirm(subscription=row, at=joined + timedelta(minutes=number + 1))
    joining.leave(subscription=row, at=lately(desk.now - timedelta(days=70)))
    for email in PARTNERS:
        wish, words = Wish(email, partners), "Works with us; asked at our last meeting."
        joining.put_on(wish=wish, basis=Basis.ORGANISATION, words=words, by=desk.cast.officer, at=joined)
    for days_ago, code, subject, words in LETTERS:
        day = next_day(lately(desk.now - timedelta(days=days_ago)))
        letter = issuing.write(mailing_list=mailing_lists()[code], subject=subject, words=words, by=desk.cast["team"], at=day)
        issuing.approve(letter=letter, by=desk.cast.officer, at=day + timedelta(hours=2))
        sending.send_some(day + timedelta(hours=2, minutes=1))
