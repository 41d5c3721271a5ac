"""``steamie build_site``: make every page the strategy names that is not there yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from steamie.evidence.actors import SETUP
from steamie.website.actions import build_site


class Command(BaseCommand):
    """Build the public site. Pages that exist are left alone."""

    help = "Make every public page the strategy names that is not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many pages there are."""
        build_site(by=SETUP)
        self.stdout.write(f"The site has {Page.objects.filter(depth__gt=1).count()} pages.")
