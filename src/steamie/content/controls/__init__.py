"""How content keeps its clauses: posts and the quarter, publishing, suggestions."""

from . import posts, publishing, suggestions

__all__ = ["posts", "publishing", "suggestions"]
