"""On the page of a post: in which formats its words can be had, all from the one approval, and which are older than they are."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from steamie.content.posts.models import Post
from steamie.content.posts.panels import panel
from steamie.website.news_of_posts import news_page_of
from steamie.website.other_formats import formats_of

from .speaking import is_installed


@panel("formats")
def other_formats_of_a_post(post: Post) -> SafeString:
    """The formats of its page in the news; before it is out, which it will have."""
    page = news_page_of(post)
    if page is None and hasattr(post, "withdrawal"):
        return SafeString("")
    path = page.get_url() if page else ""
    context = {"path": path, "formats": formats_of(path, {"post": post}) if path else [], "speaks": is_installed()}
    return render_to_string("formats/post_formats.html", context)
