"""For whom a post is, what it counts as and which purpose it serves: codes and labels for forms and pages."""

from __future__ import annotations

from dataclasses import dataclass

from steamie.rules import share_words
from steamie.rules.shares import Share
from steamie.strategy import reading

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Strategic:
    """What the strategy lets a post be for."""

    audiences: Choices
    purposes: Choices
    shares: tuple[Share, ...] = ()

    def counts_as(self, now: str = "") -> Choices:
        """The shares a post can count as. ``now``: what it counts as, offered too when the strategy no longer names it."""
        return share_words.choices(self.shares, now)


BEFORE_LOADING = Strategic(
    audiences=[("tenants", "Tenants")],
    purposes=[
        ("connect", "Connect and promote our work"),
        ("guidance", "Guidance, advice and support"),
        ("local_news", "Local information and news"),
        ("sector_news", "Work of other organisations"),
        ("external_factors", "What affects the sector"),
    ],
)


def strategic() -> Strategic:
    """The audiences, purposes and shares of the strategy in force; a few usual ones before any is loaded. One query."""
    try:
        document = reading.current()
    except reading.NotLoaded:
        return BEFORE_LOADING
    return Strategic(
        [(audience.code, audience.label) for audience in document.audiences],
        [(purpose.code, purpose.label) for purpose in document.purposes],
        document.shares,
    )
