"""Places on the page of a post where rooms above add what they know, such as likes and visits."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from .models import Post

Panel = Callable[[Post], SafeString]
_panels: dict[str, Panel] = {}


def panel(name: str) -> Callable[[Panel], Panel]:
    """Show what the decorated function returns, already escaped, under the history of every post."""

    def add(drawn: Panel) -> Panel:
        _panels[name] = drawn
        return drawn

    return add


def drawn_for(post: Post) -> list[SafeString]:
    """Every panel for a post, in name order."""
    return [_panels[name](post) for name in sorted(_panels)]
