"""A post as it leaves the house: the words for this channel, a short link that counts visits, pictures with descriptions."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from django.conf import settings
from django.urls import reverse

from steamie.channels.contract import Outgoing, OutgoingPicture, plain
from steamie.content.posts.composition import of_post
from steamie.content.posts.models import PostPicture, Publication
from steamie.content.posts.rendering import goes_to, going_out
from steamie.files.pictures.verifying import verified_bytes


def outgoing(publication: Publication) -> Outgoing:
    """What is handed to the channel. Its marker is the code of the short link.

    Raises ``PictureAltered`` when the bytes of a picture are not those that were approved.
    """
    return _outgoing(publication, tuple(_picture(used, verified_bytes(used.picture)) for used in _pictures(publication)))


def to_look_for(publication: Publication) -> Outgoing:
    """The same for calls that only look: no bytes leave, so none are read."""
    return _outgoing(publication, tuple(_picture(used, b"") for used in _pictures(publication)))


def _pictures(publication: Publication) -> Sequence[PostPicture]:
    """Those that this channel shows: the preview says so before the approval."""
    return goes_to(publication.channel, list(publication.post.pictures.all()))


def as_made(publication: Publication) -> Outgoing:
    """To look for copies by the words they were made with: those from before it was first corrected."""
    current, first = to_look_for(publication), publication.amendments.order_by("pk").first()
    return replace(current, text=first.before) if first else current


def our_words(publication: Publication) -> frozenset[str]:
    """Everything that we ever sent of it to its channel, plain, with and without the short link."""
    amendments = publication.amendments.all()
    texts = {words for one in amendments for words in (one.before, one.words)}
    texts |= {text.text for text in publication.post.texts.all() if text.channel_id == publication.channel_id}
    return frozenset(plain(words) for text in texts for words in (text, f"{text} {short_link(publication)}"))


def short_link(publication: Publication) -> str:
    """The address that counts a visit and leads to the post's page (S-53, S-56)."""
    return f"{settings.PUBLIC_URL}{reverse('visits:follow', args=[publication.code])}"


def _outgoing(publication: Publication, pictures: tuple[OutgoingPicture, ...]) -> Outgoing:
    link = short_link(publication)
    return going_out(
        of_post(publication.post),
        publication.channel_id,
        marker=publication.code,
        key=publication.key,
        link=link,
        pictures=pictures,
    )


def _picture(used: PostPicture, content: bytes) -> OutgoingPicture:
    name = PurePath(used.picture.file.name or "").name
    return OutgoingPicture(content=content, media_type=mimetypes.guess_type(name)[0] or "image/jpeg", alt=used.alt, name=name)
