"""The languages of a post, on its page at the desk."""

from __future__ import annotations

from django.db.models import CharField, Exists, F, OuterRef
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from steamie.content.posts.models import Post
from steamie.content.posts.panels import panel, reads
from steamie.evidence.json_rows import JsonRows
from steamie.people.asking import Viewer

from .listing import listed_in
from .models import OfferedLanguage, Translation
from .sources import posts


@reads("languages_offered")
def _offered(_: Viewer) -> JsonRows:
    return JsonRows(OfferedLanguage.objects.unended(), tag=F("tag"))


@reads("is_translated")
def _is_translated(_: Viewer) -> Exists:
    offered = OfferedLanguage.objects.unended().values("tag")
    key = Cast(OuterRef("pk"), CharField())
    return Exists(Translation.objects.standing().filter(kind=posts.POST, key=key, language__in=offered))


@panel("languages")
def languages_of_a_post(post: Post) -> SafeString:
    """How it stands in each language that we offer, once it is approved."""
    offered = post.__dict__.get("languages_offered") or []
    if not offered or not post.approved_now or hasattr(post, "withdrawal"):
        return SafeString("")
    rows = listed_in(posts.text_of(post), [each["tag"] for each in offered], has_none=post.__dict__.get("is_translated") is False)
    return render_to_string("translations/post_panel.html", {"rows": rows})
