"""A built site, and somebody with a phone."""

from tests.website.conftest import home, resident

__all__ = ["home", "resident"]
