"""Tagged PDF in our own faces, set in a process of its own."""

from .typesetting import CannotTypeset, typeset

__all__ = ["CannotTypeset", "typeset"]
