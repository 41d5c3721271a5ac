"""The lists of a landlord's own that this room reads."""

from . import questions

__all__ = ["questions"]
