"""A post as it leaves the house: the words for this channel, a short link that counts visits, pictures with descriptions."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from pathlib import PurePath

from django.conf import settings

from steamie.channels.contract import Outgoing, Picture
from steamie.content.posts.models import PostPicture, Publication


def outgoing(publication: Publication) -> Outgoing:
    """What is handed to the channel. Its marker is the code of the short link."""
    post = publication.post
    words = next((written.text for written in post.texts.all() if written.channel_id == publication.channel_id), "")
    return Outgoing(
        marker=publication.code,
        key=publication.key,
        title=post.title,
        text=words,
        link=short_link(publication) if post.link else "",
        pictures=tuple(_picture(used) for used in post.pictures.all()),
        event_place=post.event_place,
        event_starts=post.event_starts,
        event_ends=post.event_ends,
        third=post.third,
    )


def as_made(publication: Publication) -> Outgoing:
    """The same with the words its copies were made with: those from before it was first corrected."""
    made, first = outgoing(publication), publication.amendments.order_by("pk").first()
    return replace(made, text=first.before) if first else made


def short_link(publication: Publication) -> str:
    """The address that counts a visit and leads to the post's page (S-53, S-56)."""
    return f"{settings.PUBLIC_URL}/go/{publication.code}/"


def _picture(used: PostPicture) -> Picture:
    name = PurePath(used.picture.file.name).name
    with used.picture.file.open("rb") as file:
        content = file.read()
    return Picture(content=content, media_type=mimetypes.guess_type(name)[0] or "image/jpeg", alt=used.alt, name=name)
