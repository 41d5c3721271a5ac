"""The rule of thirds (S-74, S-75, S-76)."""

from __future__ import annotations

from enum import StrEnum


class Third(StrEnum):
    """What a post counts as."""

    ASSOCIATION = "association"
    COMMUNITY = "community"
    SECTOR = "sector"

    @property
    def label(self) -> str:
        """The short name on the desk."""
        return {"association": "Our work", "community": "Local", "sector": "Sector"}[self]
