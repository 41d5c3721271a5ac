"""How posts keep their clauses: purposes, approval, wording."""

from . import approval, purposes, words

__all__ = ["approval", "purposes", "words"]
