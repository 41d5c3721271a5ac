"""Everything that is printed: tagged PDF in our own faces, set by a typesetter that lives in a process of its own."""

from .typesetting import CannotTypeset, typeset

__all__ = ["CannotTypeset", "typeset"]
