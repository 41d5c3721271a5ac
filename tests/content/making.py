"""Posts and channels as tests need them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from steamie.channels.models import Channel
from steamie.content.models import Post, PostText
from steamie.people.models import Person

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def make_channel(kind: str = "website", name: str = "Website news") -> Channel:
    return Channel.objects.create(kind=kind, name=name, created_at=NOW)


def make_post(author: Person, *channels: Channel, text: str = "Every home with gas needs a check.", **fields: Any) -> Post:
    """A post ready for approval, with words for each channel given."""
    told = {
        "title": "Your yearly gas safety check",
        "third": "association",
        "audience": "tenants",
        "purpose": "guidance",
        "link": "https://example.org/gas",
        "due_at": TUESDAY,
        "made_at": NOW,
        "edited_at": NOW,
        **fields,
    }
    post = Post.objects.create(author=author, **told)
    for channel in channels:
        PostText.objects.create(post=post, channel=channel, text=text)
    return post
