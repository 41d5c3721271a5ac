"""What this room needs before the desk runs for real: a first post that anybody can open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.people.setting_up import Progress, SetupLine, SetupOrder, setup_lines

from .models import NewsPage


@setup_lines(SetupOrder.WEBSITE)
def website(now: datetime) -> Iterator[SetupLine]:
    """One post can be opened on the website."""
    if NewsPage.objects.live().exists():
        yield SetupLine("website", "The website", Progress.DONE, "Working", "A post has gone out.", reverse("website_desk:site"))
    else:
        yield SetupLine("website", "The website", Progress.TO_DO, "To do", "Write your first post.", reverse("posts:new"))
