"""What the website tells residents about a post that was taken down, on the page of the post."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from steamie.content.posts.models import Post
from steamie.content.posts.panels import panel

from .models import Takedown


@panel("taken down")
def takedown_notice(post: Post) -> SafeString:
    """The words that stand where the page of a withdrawn post was, or nothing."""
    if not hasattr(post, "withdrawal"):
        return SafeString("")
    codes = [row.code for row in post.publications.all() if row.published_at]
    takedown = Takedown.objects.filter(page__marker__in=codes).select_related("page").first() if codes else None
    return render_to_string("website/takedown_notice.html", {"takedown": takedown}) if takedown else SafeString("")
