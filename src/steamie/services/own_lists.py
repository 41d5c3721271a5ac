"""The lists of a landlord's own that this room reads."""

from . import damp_data, enquiries, fixing, numbers, problems

__all__ = ["damp_data", "enquiries", "fixing", "numbers", "problems"]
