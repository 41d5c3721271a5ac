"""The rows of what residents do online."""

from .damp import AccessAttempt, Cause, DampDuty, DampMatter, DampSummary, DelayNotice, Investigation, LatePayment
from .handing_over import HandOver, HandOverLease, HandOverStep, RepairsSystem
from .homes import Home
from .photos import RepairPhoto
from .repairs import RepairRequest, Verdict
from .right_to_repair import AccessPause, QualifyingRepair

__all__ = [
    "AccessAttempt",
    "AccessPause",
    "Cause",
    "DampDuty",
    "DampMatter",
    "DampSummary",
    "DelayNotice",
    "HandOver",
    "HandOverLease",
    "HandOverStep",
    "Home",
    "Investigation",
    "LatePayment",
    "QualifyingRepair",
    "RepairPhoto",
    "RepairRequest",
    "RepairsSystem",
    "Verdict",
]
