"""Posts, as they were approved: one approval, and every language follows it. A correction makes its translations older."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import CharField, Exists, OuterRef, Prefetch
from django.db.models.functions import Cast

from steamie.content.posts.composition import rows
from steamie.content.posts.models import Post, PostText, Publication
from steamie.rules.segments import TextPart
from steamie.rules.typed_numbers import whole_number
from steamie.translations.models import Translation
from steamie.translations.sources import TextKind, TranslatedText, translated
from steamie.website.channel import Website
from steamie.website.models import HomePage, NewsPage
from steamie.website.news_of_posts import find_news_pages, news_page_of

POST = "post"


def text_of(post: Post) -> TranslatedText:
    """The words of a post: its title and its paragraphs, as the website shows them, or its first channel."""
    texts = sorted(rows(post, "texts", "channel"), key=lambda row: (row.channel.kind != Website.kind, row.pk))
    words = texts[0].text if texts else ""
    parts = [TextPart("title", post.title), *(TextPart("p", block.strip()) for block in words.split("\n\n"))]
    page = page_of(post)
    return TranslatedText(
        kind=POST,
        key=str(post.pk),
        title=post.title,
        segments=tuple(part for part in parts if part.text),
        address=(page.get_url() or "") if page else "",
        changed_at=post.edited_at,
        facts=tuple(filter(None, (page.when, page.event_place))) if page else (),
    )


def page_of(post: Post) -> NewsPage | None:
    """Its page in the news; None while it is not shown there."""
    return news_page_of(post)


def _every() -> Iterator[TranslatedText]:
    """Those that somebody began to translate; others begin on the page of the post."""
    begun = Translation.objects.standing().filter(kind=POST, key=Cast(OuterRef("pk"), CharField()))
    posts = Post.objects.approved().filter(Exists(begun)).order_by("-due_at", "-pk")
    texts = Prefetch("texts", PostText.objects.select_related("channel"))
    found = list(posts.prefetch_related(texts, "publications"))
    find_news_pages(found)
    yield from map(text_of, found)


def _one(key: str) -> TranslatedText | None:
    post = Post.objects.approved().filter(pk=whole_number(key) or 0).first()
    return text_of(post) if post else None


def _at(path: str) -> TranslatedText | None:
    home = HomePage.objects.values_list("url_path", flat=True).first()
    page = NewsPage.objects.live().filter(url_path=home + path.lstrip("/")).exclude(marker="").first() if home else None
    sent = Publication.objects.filter(code=page.marker).values_list("post_id", flat=True).first() if page else None
    return _one(str(sent)) if sent else None


translated(TextKind(3, POST, "Posts", _every, _one, _at))
