"""The addresses of each public form, by the names of their routes; the first is where it begins.

It knows no form: it is read while the rooms are being loaded, when forms have not learnt our words yet.
"""

from __future__ import annotations

from django.urls import Resolver404, resolve


def _routes(room: str, names: str) -> tuple[str, ...]:
    return tuple(f"{room}:{name}" for name in names.split())


ROUTES = {
    "repair": _routes("services", "repairs where what tell check send"),
    "contact": _routes("services", "contact safe"),
    "follow": _routes("services", "follow more fixed"),
    "account": _routes("portal", "sign_in register link home sign_out add matter words settings notices notices_withdrawal")
    + _routes("portal", "picture_withdrawal household departure closing not_mine passkey passkeys passkey_removal"),
    "suggest": ("suggestions:suggest",),
}


def form_at(path: str) -> str:
    """Which form the page at a path belongs to; empty for every other page."""
    try:
        route = resolve(path).view_name
    except Resolver404:
        return ""
    return next((key for key, routes in ROUTES.items() if route in routes), "")
