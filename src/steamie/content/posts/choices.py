"""For whom a post is, and which purpose of the strategy it serves: codes and labels for forms and pages."""

from __future__ import annotations

from dataclasses import dataclass

from steamie.strategy import reading

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Strategic:
    """What the strategy lets a post be for."""

    audiences: Choices
    purposes: Choices


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
    """The audiences and purposes of the strategy in force; a few usual ones before any is loaded. One query."""
    try:
        document = reading.current()
    except reading.NotLoaded:
        return BEFORE_LOADING
    return Strategic(
        [(audience.code, audience.label) for audience in document.audiences],
        [(purpose.code, purpose.label) for purpose in document.purposes],
    )
