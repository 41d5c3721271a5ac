"""Why a post that has begun to go out is left as it is."""

from __future__ import annotations


class AlreadyGoing(Exception):
    """It has begun to go out, so it can no longer be changed; it can be withdrawn."""
