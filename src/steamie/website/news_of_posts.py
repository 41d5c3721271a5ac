"""Which page of the news shows a post."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from steamie.content.posts.models import Post
from steamie.content.posts.models.publications import Step

from .models import NewsPage


def find_news_pages(posts: Iterable[Post]) -> None:
    """Find the pages of all these posts, read with their publications, in one query."""
    codes = {row.code: post for post in posts for row in post.publications.all() if row.step != Step.APPROVED}
    pages = {page.marker: page for page in NewsPage.objects.live().filter(marker__in=codes)}
    for code, post in codes.items():
        post.__dict__["_news_page"] = pages.get(code) or post.__dict__.get("_news_page")


def news_page_of(post: Post) -> NewsPage | None:
    """Its page in the news; None while it is not shown there. Asked once, however many places of the post's page show it."""
    read: dict[str, Any] = post.__dict__
    if "_news_page" not in read:
        codes = [row.code for row in post.publications.all() if row.step != Step.APPROVED]  # of those nothing was tried yet
        read["_news_page"] = NewsPage.objects.live().filter(marker__in=codes).first() if codes else None
    page: NewsPage | None = read["_news_page"]
    return page
