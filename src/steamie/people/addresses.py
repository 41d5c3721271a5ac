"""Where the parts of the house begin that ask who somebody is. Addresses of upper rooms are known here by name only."""

from __future__ import annotations

from django.urls import reverse


def desk() -> str:
    """Where every page of the desk begins."""
    return reverse("desk:today")


def accounts() -> str:
    """Where every page about signing in begins."""
    return reverse("account_login").removesuffix("login/")


def asks_who_it_is() -> tuple[str, ...]:
    """Where a session counts for something, so that it must not be over."""
    return desk(), accounts(), reverse("suggestions:suggest")


def typed_secrets() -> tuple[str, ...]:
    """Where passwords and keys are typed."""
    return reverse("channels:register"), accounts()
