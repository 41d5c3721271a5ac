"""The stand-in Page of the demonstration: connected, and holding the posts that the record says were sent."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import httpx
from django.conf import settings
from django.urls import reverse

from steamie.channels.actions import check_connection
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.evidence.actors import SETUP
from steamie.files.models import Picture
from steamie.people.sealing import seal

from .figures import totals
from .posts import Desk, sent_moment

COMMENTS = ["Thank you for this.", "Good to know.", "Passing this on to my mum.", "About time!", "Who do I ask about this?"]
OF_EVENTS = [
    "See you there.",
    "Will it be on again?",
    "Can I bring a pal?",
    "We had a great time last year.",
    "Thank you for this.",
]


class NoStandIn(Exception):
    """The stand-in does not answer; the demonstration goes on without a connected Page."""


def control(path: str, **body: Any) -> dict[str, Any]:
    """Speak to the stand-in's control desk, which only a stand-in has."""
    try:
        answer = httpx.post(f"{settings.GRAPH_URL}/_control/{path}", json=body, timeout=20)
        answer.raise_for_status()
    except httpx.HTTPError as problem:
        raise NoStandIn(str(problem)) from problem
    return dict(answer.json())


def connect(desk: Desk) -> None:
    """Connect the Page as the officer would have, with a token the stand-in mints."""
    minted = control("tokens", kind="PAGE")
    page = control("page", followers=desk.followers, likes=desk.followers - 20)
    channel = desk.channels["page"]
    details = {"app_id": minted["app_id"], "app_secret": minted["app_secret"], "page_id": page["id"]}
    channel.sealed, channel.sealed_at = seal(details | {"page_token": minted["access_token"]}), desk.now
    channel.remote_id, channel.remote_name = page["id"], page["name"]
    channel.save()
    check_connection(channel=channel, by=SETUP, now=desk.now)


def fill_page(desk: Desk) -> None:
    """Give the Page its past, and note on each publication where it stands there."""
    sent = Publication.objects.filter(channel=desk.channels["page"], published_at__isnull=False).order_by("published_at")
    rows = list(sent.select_related("post__withdrawal").prefetch_related("post__texts", "post__pictures"))
    pictures = {str(picture.pk): b64encode(_content(picture)).decode() for picture in desk.pictures.values()}
    remote_posts = control("history", posts=[_past(desk, row) for row in rows], pictures=pictures)["posts"]
    for row, remote_id in zip(rows, remote_posts, strict=True):
        row.remote_id, row.remote_url = remote_id, f"{settings.GRAPH_URL}/?post={remote_id}#post-{remote_id}"
    Publication.objects.bulk_update(rows, ["remote_id", "remote_url"], batch_size=200)


def _content(picture: Picture) -> bytes:
    with picture.file.open("rb") as file:
        content: bytes = file.read()
    return content


def _past(desk: Desk, row: Publication) -> dict[str, Any]:
    """The post as it went to the Page: one with pictures has its link at the end of its words, as no preview shows it."""
    words = next(text.text for text in row.post.texts.all() if text.channel_id == row.channel_id)
    link = f"{settings.PUBLIC_URL}{reverse('visits:follow', args=[row.code])}" if row.post.link else ""
    counts = totals(row)
    things = OF_EVENTS if row.post.kind == "event" else COMMENTS
    comments = [desk.chance.choice(things) for _ in range(counts.get("comments", 0))]
    remote_post: dict[str, Any] = {
        "message": words,
        "link": link,
        "at": sent_moment(row).timestamp(),
        **counts,
        "comments": comments,
    }
    if shown := [{"picture": used.picture_id, "alt": used.alt} for used in row.post.pictures.all()]:
        remote_post |= {"photos": shown, "link": "", "message": f"{words}\n\n{link}".strip()}
    if row.step == Step.WITHDRAWN:
        remote_post["until"] = row.post.withdrawal.at.timestamp()
    return remote_post
