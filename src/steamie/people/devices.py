"""Browsers in which somebody has signed in before, known again by a signed cookie that holds neither name nor address."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "steamie.people.devices"
LASTS = timedelta(days=180)


def cookie_name() -> str:
    """Bound to this host where there is TLS."""
    return "__Host-device" if settings.HTTPS else "device"


def known(request: HttpRequest, email: str) -> str:
    """The number of this browser, if whoever has this address has signed in with it; else empty."""
    try:
        value = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return ""
    return str(value["device"]) if value["whose"] == _whose(email) else ""


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Know this browser again. Call it after a good sign-in."""
    value = {"whose": _whose(email), "device": known(request, email) or secrets.token_hex(8)}
    response.set_cookie(
        cookie_name(),
        signing.dumps(value, salt=SALT),
        max_age=LASTS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _whose(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]
