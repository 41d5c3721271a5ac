"""The texts of this house that can be translated."""

from __future__ import annotations

from .sources import around, pages, policy, posts

__all__ = ["around", "pages", "policy", "posts"]
