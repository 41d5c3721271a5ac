"""Content's nouns, one a file."""

from .approvals import Approval, Return, Submission, Undo, Withdrawal
from .authorship import Authorship
from .closures import OfficeClosure, working_calendar
from .corrections import Amendment, Change, Correction, Drop
from .differences import Difference, Explanation
from .pictures import Picture
from .posts import Post, PostPicture, PostText
from .publications import Attempt, Publication, Resumption, Round, Settlement, Stop
from .quarters import Occasion, Quarter, QuarterApproval, QuarterClosing, Slot
from .standings import PostStanding
from .suggestions import Nudge, Suggestion, SuggestionAnswer, SuggestionHold, SuggestionLink
from .wording import Override, SensitiveWindow, WordList

__all__ = [
    "Amendment",
    "Approval",
    "Attempt",
    "Authorship",
    "Change",
    "Correction",
    "Difference",
    "Drop",
    "Explanation",
    "Nudge",
    "Occasion",
    "OfficeClosure",
    "Override",
    "Picture",
    "Post",
    "PostPicture",
    "PostStanding",
    "PostText",
    "Publication",
    "Quarter",
    "QuarterApproval",
    "QuarterClosing",
    "Resumption",
    "Return",
    "Round",
    "SensitiveWindow",
    "Settlement",
    "Slot",
    "Stop",
    "Submission",
    "Suggestion",
    "SuggestionAnswer",
    "SuggestionHold",
    "SuggestionLink",
    "Undo",
    "Withdrawal",
    "WordList",
    "working_calendar",
]
