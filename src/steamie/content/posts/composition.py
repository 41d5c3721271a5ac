"""Between the rows of a post and its composition: what a post holds now, and how a suggestion begins one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from steamie.channels.models import Channel
from steamie.content.suggestions.models import Suggestion
from steamie.files.models import Picture
from steamie.rules.shares import by_code, in_force, serving

from .choices import strategic
from .definition import USUAL_TIME, Composition, of_the_row, usual
from .models import PeopleShown, Post

__all__ = ["USUAL_TIME", "Composition", "Lookup", "lookup", "of_post", "of_suggestion", "put_into", "usual"]


@dataclass(frozen=True, slots=True)
class Lookup:
    """The channels and pictures that a composition names, by number."""

    channels: Mapping[int, Channel]
    pictures: Mapping[int, Picture]
    answered: Mapping[int, PeopleShown] = field(default_factory=dict)  # what was said of the people shown, by picture

    def used(self, composition: Composition) -> list[tuple[Picture, str]]:
        """Each picture of a composition with its description. One that is not here, as after a failed upload, is left out."""
        return [(self.pictures[number], alt) for number, alt in composition.pictures if number in self.pictures]


def of_post(post: Post) -> Composition:
    """What a post holds now. Two queries, or none when texts and pictures are prefetched."""
    return Composition(
        **{name: getattr(post, name) for name in of_the_row()},
        texts={text.channel_id: text.text for text in post.texts.all()},
        pictures=tuple((used.picture_id, used.alt) for used in post.pictures.all()),
    )


def put_into(post: Post, composition: Composition) -> None:
    """Set the fields of the post's own row; nothing is saved."""
    for name in of_the_row():
        setattr(post, name, getattr(composition, name))


def lookup(post: Post, composition: Composition | None = None) -> Lookup:
    """The channels and pictures of a post, and any other channel that a composition of it names.

    Two queries, or none when both are prefetched; one more when the composition has words for another channel.
    """
    channels = {text.channel_id: text.channel for text in rows(post, "texts", "channel")}
    pictures = {used.picture_id: used.picture for used in rows(post, "pictures", "picture")}
    if missing := set(composition.texts if composition else ()) - set(channels):
        channels |= Channel.objects.in_bulk(missing)
    return Lookup(channels, pictures, _answered(post, pictures.values()))


def _answered(post: Post, pictures: Iterable[Picture]) -> dict[int, PeopleShown]:
    """The latest answer for each picture that shows people: one query, and none where no picture does."""
    if not any(picture.shows_people for picture in pictures):
        return {}
    return {row.picture_id: row for row in post.people_shown.all()}


def rows(post: Post, name: str, related: str) -> Any:
    """The texts or pictures of a post, each with the row it names: those already prefetched, or one query."""
    prefetched = name in getattr(post, "_prefetched_objects_cache", {})
    return getattr(post, name).all() if prefetched else getattr(post, name).select_related(related)


def of_suggestion(suggestion: Suggestion, channels: list[int], share: str = "") -> Composition:
    """A first draft from a suggestion: its words and picture, with thanks to whoever sent it.

    It counts as ``share``, or as the suggestion was read; when nobody has said, as local news, which most suggestions are.
    """
    allowed = strategic()
    local = next(iter(serving("local_news", allowed.shares)), "")
    usual = next((code for code, _ in allowed.purposes), "")
    counts_as = by_code(allowed.shares).get(share or in_force(suggestion.share, allowed.shares) or local)
    composition = Composition(
        title=suggestion.title,
        share=counts_as.code if counts_as else "",
        purpose=counts_as.purpose if counts_as and counts_as.purpose else usual,
        link=suggestion.link,
        credit=suggestion.credit or suggestion.group_title,
        texts=dict.fromkeys(channels, suggestion.text),
        pictures=((suggestion.picture_id, suggestion.alt),) if suggestion.picture_id else (),
    )
    return composition.on(suggestion.wanted_on) if suggestion.wanted_on else composition
