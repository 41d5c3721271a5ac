"""What is wrong with what was typed for an app, as it is when a value comes from the wrong box."""

from __future__ import annotations

import re

SECRET = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)  # as developers.facebook.com shows it


def app_id(value: str) -> str:
    """An App ID is a number."""
    if SECRET.fullmatch(value) and not value.isdecimal():
        return "This looks like the App secret. The App ID is the number above it on that page."
    if " " in value:
        return "An App ID has no spaces. Copy the number alone."
    if not (value.isascii() and value.isdecimal()):
        return "An App ID is a number, such as 1234567890123456. You find it under Settings, Basic."
    return ""


def app_secret(value: str) -> str:
    """An App secret is letters and figures together; a number alone is the App ID."""
    if " " in value:
        return "An App secret has no spaces. Choose Show, then copy it whole."
    if value.isdecimal() and len(value) > 3:
        return "This looks like the App ID. The App secret is below it: choose Show, then copy it."
    if value.startswith(("http://", "https://")):
        return "This is a web address. The App secret is under Settings, Basic: choose Show, then copy it."
    if set(value) <= set("•●*"):
        return "Facebook still hides it. Choose Show first, then copy it."
    return ""
