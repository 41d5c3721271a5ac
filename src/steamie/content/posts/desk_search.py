"""Posts in a search of the desk."""

from __future__ import annotations

from steamie.diary import dated
from steamie.people.asking import Viewer
from steamie.people.permissions import ruling
from steamie.people.search_register import RowsSection, SearchHit, searched
from steamie.rules.permissions import Act

from .models import Post
from .models.posts import PostQuerySet


def _may(viewer: Viewer) -> bool:
    return viewer.may(Act.READ_MEASURES) or ruling(viewer.person, Act.DRAFT, own=True).allowed


def _readable(viewer: Viewer) -> PostQuerySet:
    """All for whoever reads how things stand; their own for the rest. The newest first."""
    posts = Post.objects.order_by("-due_at", "-pk")
    return posts if viewer.may(Act.READ_MEASURES) else posts.filter(author=viewer.person)


def _hit(post: Post) -> SearchHit:
    day = f" {dated.written(post.goes_at, '%a %-d %B %Y')}" if post.goes_at else ""
    texts = [text.text for text in post.texts.all()]
    return SearchHit(post.title, post.get_absolute_url(), f"{post.state}{day}", texts[0] if texts else "")


searched(
    10,
    RowsSection(
        "Posts",
        _may,
        _readable,
        ("title", "texts__text", "credit", "event_place"),
        _hit,
        lambda rows: rows.with_standing().prefetch_related("texts"),
    ),
)
