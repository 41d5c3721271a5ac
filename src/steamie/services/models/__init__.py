"""The rows of what residents do online."""

from .repairs import RepairRequest, Verdict

__all__ = ["RepairRequest", "Verdict"]
