"""How far a channel lets us hear and answer: four steps, told by what worked and never by what was granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step: where we stand, and what the next one takes."""

    number: int  # 1 to 4
    title: str
    now: str  # what people do meanwhile
    next: str  # what the next step takes; empty on the last


STEPS = (
    LadderStep(
        1,
        "Nothing reaches us",
        "Look at the channel twice a day, and paste here what needs an answer.",
        "Connect the channel, and try what it lets us do.",
    ),
    LadderStep(
        2,
        "We can answer, but not read comments",
        "Look at the channel twice a day, and paste here what needs an answer.",
        "Ask the channel for leave to read comments (for Facebook: app review, about three weeks).",
    ),
    LadderStep(
        3,
        "We read comments, but not all of it works",
        "Comments come in. Whatever is refused is done by hand, and written down here.",
        "Ask the channel for what is refused below (for Facebook: app review and business verification).",
    ),
    LadderStep(4, "Everything reaches us, and we can answer in public and in private", "Nothing is done by hand.", ""),
)


def step_of(worked: Mapping[str, bool]) -> LadderStep:
    """The step, from what was last seen of each verb; what was never tried counts for nothing."""
    if not worked.get("read"):
        return STEPS[1] if worked.get("answer") else STEPS[0]
    whole = worked.get("authors") and worked.get("answer") and worked.get("private", worked.get("messages"))
    return STEPS[3] if whole else STEPS[2]
