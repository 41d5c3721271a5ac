"""How these tests read a page."""

from __future__ import annotations

from django.http import HttpResponse


def words(answer: HttpResponse) -> str:
    """A page as one line: where its template breaks a line is no matter."""
    return " ".join(answer.content.decode().split())
