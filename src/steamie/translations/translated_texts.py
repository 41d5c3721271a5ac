"""The texts of this house that can be translated."""

from __future__ import annotations

from .sources import around, forms, letters, pages, policy, posts

__all__ = ["around", "forms", "letters", "pages", "policy", "posts"]
