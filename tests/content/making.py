"""Posts and channels as tests need them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from steamie.channels.models import Channel
from steamie.channels.registry import waits_for_connecting
from steamie.content.posts.models import Post
from steamie.content.publishing.past import Past, in_bulk, unrecorded
from steamie.files.models import Picture
from steamie.people.models import Person

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def make_channel(kind: str = "website", name: str = "Website news") -> Channel:
    """A channel that can publish: one that is connected by signing in is pinned to an account."""
    pinned = "1001" if waits_for_connecting(kind, "") else ""
    return Channel.objects.create(kind=kind, name=name, created_at=NOW, remote_id=pinned)


def make_post(author: Person, *channels: Channel, text: str = "Every home with gas needs a check.", **fields: Any) -> Post:
    """A post ready for approval, with words for each channel given."""
    told = {
        "title": "Your yearly gas safety check",
        "share": "association",
        "audience": "tenants",
        "purpose": "guidance",
        "link": "https://example.org/gas",
        "due_at": TUESDAY,
        "made_at": NOW,
        "edited_at": NOW,
        **fields,
    }
    return written(Past(Post(author=author, **told), texts={channel.pk: text for channel in channels}))


def written(past: Past) -> Post:
    """A post that has come so far, read afresh. Its minutes are not in the book: these tests look at what comes after."""
    [post] = in_bulk([past], record=unrecorded)
    return Post.objects.get(pk=post.pk)


def make_picture(*, shows_people: bool = False, consent: bool = False) -> Picture:
    out = BytesIO()
    Image.new("RGB", (32, 24), "teal").save(out, "JPEG")
    file = ContentFile(out.getvalue(), name="picture.jpg")
    return Picture.objects.create(
        file=file, digest=hashlib.sha256(out.getvalue()).hexdigest(), shows_people=shows_people, consent=consent, added_at=NOW
    )
