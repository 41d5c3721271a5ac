"""How content keeps its clauses: purposes, approval, wording, the quarter in its shares, publishing, suggestions."""

from . import approval, plan, publishing, purposes, suggestions, words

__all__ = ["approval", "plan", "publishing", "purposes", "suggestions", "words"]
