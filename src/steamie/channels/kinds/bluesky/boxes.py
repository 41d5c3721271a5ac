"""What is wrong with what was typed for an account, as it is when a value comes from the wrong box."""

from __future__ import annotations


def handle(value: str) -> str:
    """A handle is a name with a dot in it, not an e-mail address."""
    if "@" in value.lstrip("@") and "bsky.app" not in value:
        return "This looks like an e-mail address. The handle is the name that others see, such as example.bsky.social."
    if " " in value.strip():
        return "A handle has no spaces."
    if "." not in value:
        return "A handle has a dot in it, such as example.bsky.social."
    return ""


def app_password(value: str) -> str:
    """An app password is not a handle and not an address."""
    if "." in value or "@" in value:
        return "This looks like a handle or an address. The app password has four groups of four letters."
    return ""
