"""Reading a draft before anyone else does (S-66, S-67, S-68): offensive, confrontational and confidential words.

A finding is a question, never a verdict: a person decides, and an opinion is no finding (S-69).
"""

from .findings import Finding, FindingKind, Window
from .reader import check, may_read_sharp
from .reading import ReadingAge, reading_age
from .words import CONFRONTATIONAL, DEFAULT_LISTS, OFFENSIVE, SOFTER, TOPICS

__all__ = [
    "CONFRONTATIONAL",
    "DEFAULT_LISTS",
    "OFFENSIVE",
    "SOFTER",
    "TOPICS",
    "Finding",
    "FindingKind",
    "ReadingAge",
    "Window",
    "check",
    "may_read_sharp",
    "reading_age",
]
