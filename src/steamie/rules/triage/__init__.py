"""Triage of what people write to a landlord: urgent or not, about what, why, and what to do. A landlord can extend it."""

from steamie.rules.triage.judging import KINDS, Judgement, Reason, Rulebook, judge, rulebook

__all__ = ["KINDS", "Judgement", "Reason", "Rulebook", "judge", "rulebook"]
