"""What Facebook sends when somebody removes the app or asks to be forgotten: a request signed with the app's secret."""

from __future__ import annotations

import binascii
import hashlib
import hmac
import json
from base64 import urlsafe_b64decode

LONGEST = 10_000  # characters of a request


def person_of(signed: str, secret: str) -> str | None:
    """The number of the person it is about; None unless the secret signed exactly this."""
    signature, _, payload = signed.partition(".")
    if not secret or not payload or len(signed) > LONGEST:
        return None
    wanted = hmac.new(secret.encode(), payload.encode(), hashlib.sha256).digest()
    signed_with = _decoded(signature)
    if signed_with is None or not hmac.compare_digest(wanted, signed_with):
        return None
    number = _read(payload).get("user_id")
    return str(number) if isinstance(number, str | int) and str(number) else None


def _read(payload: str) -> dict[str, object]:
    """What the request says, once it is known who signed it; nothing where it cannot be read, or was signed otherwise."""
    try:
        document = json.loads(_decoded(payload) or b"")
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) and str(document.get("algorithm", "")).upper() == "HMAC-SHA256" else {}


def _decoded(part: str) -> bytes | None:
    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError):
        return None
