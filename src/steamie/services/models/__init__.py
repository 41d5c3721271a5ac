"""The rows of what residents do online."""

from .handing_over import HandOver, HandOverLease, HandOverStep, RepairsSystem
from .homes import Home
from .photos import RepairPhoto
from .repairs import RepairRequest, Verdict

__all__ = ["HandOver", "HandOverLease", "HandOverStep", "Home", "RepairPhoto", "RepairRequest", "RepairsSystem", "Verdict"]
