"""Nouns of the posts, one a file."""

from .approvals import Approval, Return, Submission, Undo, Withdrawal
from .authorship import Authorship
from .corrections import Amendment, Change, Correction, Drop
from .overrides import Override
from .posts import Post, PostPicture, PostText
from .publications import Publication
from .standings import PostStanding

__all__ = [
    "Amendment",
    "Approval",
    "Authorship",
    "Change",
    "Correction",
    "Drop",
    "Override",
    "Post",
    "PostPicture",
    "PostStanding",
    "PostText",
    "Publication",
    "Return",
    "Submission",
    "Undo",
    "Withdrawal",
]
