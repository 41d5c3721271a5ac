"""What a page says, whatever way its template breaks lines."""

from __future__ import annotations

from django.http import HttpResponse


def page_of(answer: HttpResponse) -> str:
    """The markup of a page with every run of white space as one space."""
    return " ".join(answer.content.decode().split())
