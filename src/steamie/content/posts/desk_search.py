"""Posts in a search of the desk."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from steamie.diary import dated
from steamie.people.asking import Viewer
from steamie.people.permissions import ruling
from steamie.people.search_register import RowsSection, SearchHit, searched
from steamie.rules.permissions import Act

from .models import Post, PostText
from .models.posts import PostQuerySet


def _may(viewer: Viewer) -> bool:
    return viewer.may(Act.READ_MEASURES) or ruling(viewer.person, Act.DRAFT, own=True).allowed


def _readable(viewer: Viewer) -> PostQuerySet:
    """All for whoever reads how things stand; their own for the rest. The newest first."""
    posts = Post.objects.order_by("-due_at", "-pk")
    return posts if viewer.may(Act.READ_MEASURES) else posts.filter(author=viewer.person)


def _hit(post: Post) -> SearchHit:
    day = f" {dated.written(post.goes_at, '%a %-d %B %Y')}" if post.goes_at else ""
    return SearchHit(post.title, post.get_absolute_url(), f"{post.state}{day}", getattr(post, "first_words", "") or "")


def _with_words(rows: PostQuerySet) -> PostQuerySet:
    texts = PostText.objects.filter(post=OuterRef("pk")).order_by("pk")
    return rows.with_standing().annotate(first_words=Subquery(texts.values("text")[:1]))


searched(
    10,
    RowsSection(
        "Posts",
        _may,
        _readable,
        ("title", "texts__text", "credit", "event_place"),
        _hit,
        _with_words,
    ),
)
