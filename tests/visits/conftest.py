"""A built site and someone on a phone."""

from __future__ import annotations

from tests.website.conftest import home, resident

__all__ = ["home", "resident"]
