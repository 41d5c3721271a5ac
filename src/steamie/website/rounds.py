"""What the clock sees to for the website."""

from __future__ import annotations

from django.core.management import call_command


def publish_pages_on_time() -> None:
    """Show the pages that an editor put off until now, and take down those whose time is over."""
    call_command("publish_scheduled", verbosity=0)
