"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from steamie.strategy import reading


def house(request: HttpRequest) -> dict[str, Any]:
    """Whether this is the demonstration, the outside world a stand-in, and mail set up; and the shares of content asked for.

    The shares cost a query, only when shown.
    """
    return {
        "demonstration": settings.DEMONSTRATION,
        "stand_in": settings.STAND_IN,
        "graph_url": settings.GRAPH_URL,
        "mail_is_set_up": settings.MAIL_SERVER is not None,
        "shares": SimpleLazyObject(reading.shares),
    }
