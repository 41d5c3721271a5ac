"""What an action says when it cannot do what was asked."""

from __future__ import annotations


class NotPossible(Exception):
    """It cannot be done as asked; the message says why, in words fit for the screen."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
