"""The languages of a post, on its page at the desk."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from steamie.content.posts.models import Post
from steamie.content.posts.panels import panel

from .listing import listed
from .models import OfferedLanguage
from .sources import posts


@panel("languages")
def languages_of_a_post(post: Post) -> SafeString:
    """How it stands in each language that we offer, once it is approved."""
    tags = list(OfferedLanguage.objects.in_force(timezone.now()).values_list("tag", flat=True))
    if not tags or not Post.objects.approved().filter(pk=post.pk).exists():
        return SafeString("")
    text = posts.text_of(post)
    return render_to_string("translations/post_panel.html", {"rows": [listed(text, tag) for tag in tags]})
