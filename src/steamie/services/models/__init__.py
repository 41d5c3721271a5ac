"""The rows of what residents do online."""

from .applications import ApplicationList, ApplicationLooks, ApplicationSheet, HousingApplication, Referral, ReferralOutcome
from .damp import AccessAttempt, Cause, DampDuty, DampMatter, DampSummary, DelayNotice, Investigation, LatePayment
from .handing_over import HandOver, HandOverLease, HandOverStep, RepairsSystem
from .homes import Home
from .photos import RepairPhoto
from .repairs import RepairRequest, Verdict
from .right_to_repair import AccessPause, QualifyingRepair

__all__ = [
    "AccessAttempt",
    "AccessPause",
    "ApplicationList",
    "ApplicationLooks",
    "ApplicationSheet",
    "Cause",
    "DampDuty",
    "DampMatter",
    "DampSummary",
    "DelayNotice",
    "HandOver",
    "HandOverLease",
    "HandOverStep",
    "Home",
    "HousingApplication",
    "Investigation",
    "LatePayment",
    "QualifyingRepair",
    "Referral",
    "ReferralOutcome",
    "RepairPhoto",
    "RepairRequest",
    "RepairsSystem",
    "Verdict",
]
