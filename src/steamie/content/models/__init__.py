"""Content's nouns, one a file."""

from .approvals import Approval, Return, Withdrawal
from .pictures import Picture
from .posts import Post, PostPicture, PostText
from .publications import Attempt, Publication, Resumption, Stop
from .quarters import Quarter, QuarterApproval, QuarterClosing, Slot
from .suggestions import Suggestion, SuggestionAnswer, SuggestionLink
from .wording import Override, SensitiveWindow, WordList

__all__ = [
    "Approval",
    "Attempt",
    "Override",
    "Picture",
    "Post",
    "PostPicture",
    "PostText",
    "Publication",
    "Quarter",
    "QuarterApproval",
    "QuarterClosing",
    "Resumption",
    "Return",
    "SensitiveWindow",
    "Slot",
    "Stop",
    "Suggestion",
    "SuggestionAnswer",
    "SuggestionLink",
    "Withdrawal",
    "WordList",
]
