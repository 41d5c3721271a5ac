"""The rows of what residents do online."""

from .damp import AccessAttempt, Cause, DampDuty, DampMatter, DampSummary, DelayNotice, Investigation, LatePayment
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
    "Investigation",
    "LatePayment",
    "QualifyingRepair",
    "RepairRequest",
    "Verdict",
]
