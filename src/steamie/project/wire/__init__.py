"""The house's end of the wire: waitress, with deadlines for slow clients and limits for each address (decision 0012)."""

from .server import WaitressServer, listen

__all__ = ["WaitressServer", "listen"]
