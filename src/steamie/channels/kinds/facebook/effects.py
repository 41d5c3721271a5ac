"""Whether posting works, shown by what it does: a post that nobody sees is made and deleted again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from steamie.channels.contract import (
    ChannelError,
    ChannelKind,
    Disconnected,
    Outgoing,
    Probe,
    Receipt,
    Throttled,
    Unknown,
)

from .errors import UNSURE

WORDS = "Steamie tries its connection. Nobody sees this, and it is deleted at once"
LEFT = timedelta(hours=1)  # how far back a test post is looked for whose answer was lost
AGAIN = "Nothing to do yet. We try again within the hour."
ASK = "Look at who has access to the Page, then connect it again with every box ticked."
DELETE = "Delete it under Meta Business Suite, Planner, Drafts, or leave it: nobody sees it."


def tried(page: ChannelKind, looked: Probe, *, now: datetime) -> Probe:
    """What was looked at, and what came of trying. Nothing is tried where looking has shown that it cannot work."""
    if not looked.working:
        return looked
    marker = f"probe{now:%Y%m%d%H%M%S}"
    test = Outgoing(marker=marker, title="", text=f"{WORDS} ({marker}).")
    try:
        receipt = page.create(test)
    except (Throttled, Unknown) as problem:
        _sweep(page, test, now)
        return _broken(str(problem).removesuffix(UNSURE), AGAIN, reached=False)
    except Disconnected as problem:
        return _broken(str(problem), problem.remedy)
    except ChannelError as problem:
        return _broken(f"A test post could not be made. {problem}", ASK)
    return _deleted(page, receipt, looked)


def _deleted(page: ChannelKind, receipt: Receipt, looked: Probe) -> Probe:
    try:
        page.withdraw(receipt.remote_id)
    except ChannelError as problem:
        left = (f"A test post that nobody sees could not be deleted. {problem}", DELETE)
        return replace(looked, summary=left[0], problems=(*looked.problems, left))
    return looked


def _sweep(page: ChannelKind, test: Outgoing, now: datetime) -> None:
    """The answer was lost: the test post may be there all the same, unseen. What cannot be swept now does no harm."""
    try:
        for left in page.find(test, since=now - LEFT):
            page.withdraw(left.remote_id)
    except ChannelError:
        return


def _broken(what: str, remedy: str, *, reached: bool = True) -> Probe:
    return Probe(False, what, problems=((what, remedy),), reached=reached)
