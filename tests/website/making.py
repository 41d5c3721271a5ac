"""A built site, and posts on it, for these tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from steamie.channels.models import Channel
from steamie.content.posts.models import Post, Publication
from steamie.content.publishing.past import Past
from steamie.people.models import Person
from steamie.strategy.models import Association
from tests.content.making import written

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"


def association() -> Association:
    """The landlord of F.08."""
    held = Association.objects.first()
    return held or Association.objects.create(
        name="Pineview Housing Association",
        short_name="Pineview",
        address="5 Rozelle Avenue\nDrumchapel\nGlasgow\nG15 7QR",
        telephone="0141 944 3891",
        email="mail@pineview.org.uk",
        regulator_number="HAC231",
        charity_number="SC038237",
        fca_number="2375R(S)",
        factor_number="PF000151",
    )


def publication(
    author: Person, code: str = "K4P2T7", *, kind: str = "facebook", link: str = "", post: Post | None = None
) -> Publication:
    """A post that went out, on one channel; or the row of one more channel, for a post that is there."""
    channel, _ = Channel.objects.get_or_create(kind=kind, defaults={"name": kind.title(), "created_at": NOW})
    if post:
        return Publication.objects.create(post=post, channel=channel, code=code, due_at=NOW, published_at=NOW, step="published")
    words = {"title": "Food pantry open this Friday", "share": "community", "audience": "tenants", "purpose": "local"}
    begun = Post(author=author, link=link, made_at=NOW, due_at=NOW, **words)
    past = Past(begun, {channel.pk: "Friday, ten until one."}, approved_at=NOW, approved_by=author, sent_at=NOW)
    row = written(past).publications.get()
    row.code = code
    row.save(update_fields=["code"])
    return row


def words(text: str) -> str:
    """A body as the editor sends it."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": [], "data": {}}
    return json.dumps({"blocks": [block], "entityMap": {}})
