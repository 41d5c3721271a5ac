"""The rows of what residents do online."""

from .damp import AccessAttempt, Cause, DampDuty, DampMatter, DampSummary, DelayNotice, Investigation, LatePayment
from .repairs import RepairRequest, Verdict

__all__ = [
    "AccessAttempt",
    "Cause",
    "DampDuty",
    "DampMatter",
    "DampSummary",
    "DelayNotice",
    "Investigation",
    "LatePayment",
    "RepairRequest",
    "Verdict",
]
