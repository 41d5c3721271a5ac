"""An account on Bluesky, through the AT Protocol."""

from .account import Bluesky

__all__ = ["Bluesky"]
