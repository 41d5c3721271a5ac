"""The lists of a landlord's own that this room reads."""

from . import data

__all__ = ["data"]
