"""What a channel raises. A kind takes these from ``contract``."""

from __future__ import annotations

from datetime import datetime


class ChannelError(Exception):
    """Something went wrong at the channel. The message is for the officer; ``detail`` is for the record."""

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class Refused(ChannelError):
    """The channel said no and will keep saying no. Nothing was made. Do not try again unchanged."""


class Unknown(ChannelError):
    """Nobody knows whether it happened. Never failed, never "try again": look first."""


class Throttled(ChannelError):
    """Too many calls. Nothing was made. Wait until the moment given."""

    def __init__(self, message: str, *, until: datetime, detail: str = "") -> None:
        super().__init__(message, detail=detail)
        self.until = until


class Unreached(Throttled):
    """The channel could not be reached at all: nothing left the house. Wait until the moment given."""


class Disconnected(ChannelError):
    """The connection no longer works. Nothing was made. ``remedy`` says what a person must do."""

    def __init__(self, message: str, *, remedy: str, detail: str = "") -> None:
        super().__init__(message, detail=detail)
        self.remedy = remedy
