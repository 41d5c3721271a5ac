"""For whom a post is, and which purpose of the strategy it serves: codes and labels for forms and pages."""

from __future__ import annotations

_AUDIENCES = [
    ("tenants", "Tenants"),
    ("sharing_owners", "Sharing owners"),
    ("owner_occupiers", "Owner occupiers"),
    ("applicants", "Housing register applicants"),
    ("committee", "Management Committee"),
    ("forum", "Resident Forum"),
    ("supporters", "Supporters"),
    ("partners", "Partners"),
]
_PURPOSES = [
    ("connect", "Connect with customers"),
    ("guidance", "Guidance and advice"),
    ("local_news", "Local news"),
    ("sector_news", "Highlight the sector"),
    ("external_factors", "External factors"),
]


def audiences() -> list[tuple[str, str]]:
    """The audiences of the strategy in force."""
    return _AUDIENCES


def purposes() -> list[tuple[str, str]]:
    """The purposes of the strategy in force."""
    return _PURPOSES
