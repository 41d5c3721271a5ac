"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Whether this is the demonstration, whether the outside world is a stand-in, and whether letters go out."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "stand_in": settings.STAND_IN,
        "graph_url": settings.GRAPH_URL,
        "mail_is_set_up": settings.MAIL_SERVER is not None,
    }
