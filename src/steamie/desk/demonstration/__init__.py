"""The demonstration year: F.08's association, invented people, about 300 posts, all told apart from real data.

Deterministic for a given day. Loaded only into a folder that ``steamie demo`` has marked.
"""

from .loading import load

__all__ = ["load"]
