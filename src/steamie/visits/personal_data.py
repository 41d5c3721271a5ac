"""What the counting of visits holds about people: for half an hour, and never beside what they did."""

from __future__ import annotations

from steamie.evidence.holdings import Holding, holds, span

from .callers import AGAIN_AFTER

holds(
    Holding(
        whose="If you visit this website",
        what="A fingerprint of your network address and browser that cannot be turned back; it changes every day.",
        why="So that somebody who comes twice is counted once. We keep it apart from the visit, which is only a number.",
        how_long=f"{span(AGAIN_AFTER)}, and a few more until the clock comes round.",
        columns=("visits.RecentCaller.digest",),
    )
)
