"""Lines that are ready, and one rehearsal of the year, played to its end."""

from __future__ import annotations

from datetime import timedelta

from steamie.crisis import actions

from .posts import Desk
from .year import lately

LINES = (
    (
        "No water in a street",
        "There is no water in part of the village. Scottish Water is on its way. We tell you more within the hour.",
    ),
    (
        "A smell of gas",
        "If you smell gas, get out and ring 0800 111 999 now. We are on our way and tell you more within half an hour.",
    ),
    (
        "A post of ours went wrong",
        "We got this wrong, and have taken it down. We are looking at how it happened and tell you more today.",
    ),
)
REHEARSED = timedelta(days=60)
ANSWERS = ("We are on our way. Ring us now and we stay on the line.", "Thank you. We tell everybody more within the hour.")


def keep_all(desk: Desk) -> None:
    """The team wrote three lines, the officer approved them; then the flood was rehearsed by both."""
    team, officer = desk.cast["team"], desk.cast.officer
    written_at = lately(desk.now - REHEARSED - timedelta(days=3))
    for title, words in LINES:
        line = actions.propose_line(title=title, words=words, by=team, at=written_at)
        actions.approve_line(row=line, by=officer, at=written_at + timedelta(hours=1))
    began_at = lately(desk.now - REHEARSED)
    event = actions.rehearse(scenario="flood", by=team, at=began_at)
    actions.practise_stop(row=event, by=team, at=began_at + timedelta(seconds=95))
    moment = began_at + timedelta(seconds=110)
    for message in event.messages.order_by("-urgent", "comes_at"):
        moment = max(moment + timedelta(seconds=25), message.comes_at + timedelta(seconds=10))
        actions.answer(row=message, words=ANSWERS[not message.urgent], by=team, at=moment)
    actions.write(row=event, words="Both of us practised at one desk.", minutes=25, pounds=0, by=officer, at=moment)
    learned = "Answer who needs a person before the rest. The dialysis patient’s number was not to hand: now it is."
    actions.end(row=event, learned=learned, by=officer, at=moment + timedelta(minutes=10))
