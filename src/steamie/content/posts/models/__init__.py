"""Nouns of the posts, one a file."""

from .approvals import Approval, Return, Submission, Undo, Withdrawal
from .authorship import Authorship
from .corrections import Amendment, Change, Correction, Drop
from .notes import PostNote
from .overrides import Override
from .people_shown import PeopleShown, Recognised
from .posts import Post, PostPicture, PostText
from .publications import Publication
from .standings import PostStanding
from .unsaved import Unsaved

__all__ = [
    "Amendment",
    "Approval",
    "Authorship",
    "Change",
    "Correction",
    "Drop",
    "Override",
    "PeopleShown",
    "Post",
    "PostNote",
    "PostPicture",
    "PostStanding",
    "PostText",
    "Publication",
    "Recognised",
    "Return",
    "Submission",
    "Undo",
    "Unsaved",
    "Withdrawal",
]
