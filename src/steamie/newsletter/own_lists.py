"""The lists of a landlord's own that this room reads."""

from . import lists

__all__ = ["lists"]
