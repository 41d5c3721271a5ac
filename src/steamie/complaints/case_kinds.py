"""The kind of case that comes from this room; its time is the first that the Scottish procedure sets."""

from __future__ import annotations

from steamie.casework.kinds import CaseKind, register
from steamie.rules.regimes.complaints import DEFAULT, complaint_regimes

_REGIME = complaint_regimes()[DEFAULT]
COMPLAINT = register(CaseKind("complaint", "Complaint", "talk", "complaints", _REGIME.rule(_REGIME.first.answer)))
