"""What the website asks of the clock."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command

from steamie.rules.duties import duty


@duty("pages on time", every=timedelta(minutes=1))
def publish_pages_on_time() -> None:
    """Show the pages that an editor put off until now, and take down those whose time is over."""
    call_command("publish_scheduled", verbosity=0)
