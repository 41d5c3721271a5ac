"""Where a channel sends the officer back to."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from steamie.channels import registry
from steamie.channels.opening import stands_in
from steamie.people.requests import DeskRequest


def callback_address(request: DeskRequest, kind: str) -> str:
    """After signing in at the channel. With a stand-in: wherever the officer is, so that the session comes too."""
    path = reverse("channels:callback", kwargs={"kind": kind})
    return request.build_absolute_uri(path) if stands_in(registry.kind(kind)) else f"{settings.PUBLIC_URL}{path}"
