"""That everything is stopped, told to whoever approves a post meanwhile (S-12)."""

from __future__ import annotations

from steamie.content.posts.models import Post
from steamie.content.posts.panels import hinders
from steamie.diary.dated import written

from .models import Stop


@hinders
def stopped(post: Post) -> str:
    """What happens to an approved post when the stop in force is not lifted in time; empty when there is no stop."""
    if not Stop.objects.in_force().exists():
        return ""
    when = written(post.due_at, "%A %-d %B at %H:%M") if post.due_at else "its time"
    return f"But all posts are stopped: unless you let them go before {when}, it is held then."
