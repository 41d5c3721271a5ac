"""A built site."""

from tests.website.conftest import home

__all__ = ["home"]
