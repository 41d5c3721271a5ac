"""The rows of what residents do online."""

from .photos import RepairPhoto
from .repairs import RepairRequest, Verdict

__all__ = ["RepairPhoto", "RepairRequest", "Verdict"]
