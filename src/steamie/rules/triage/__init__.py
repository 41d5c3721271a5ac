"""Triage of what people write to a landlord: urgent or not, about what, why, and what to do. A landlord can extend it."""

from steamie.rules.triage.judging import KINDS, Judged, Reason, Rulebook, judge, rulebook

__all__ = ["KINDS", "Judged", "Reason", "Rulebook", "judge", "rulebook"]
