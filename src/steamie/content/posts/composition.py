"""What a person composes: every field of a post they may set, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.suggestions.models import Suggestion
from steamie.rules.letters import writing
from steamie.rules.shares import by_code, in_force, serving

from .choices import strategic
from .models import Post, PostPicture, PostText

USUAL_TIME = time(10, 0)
LINES = ("title", "link", "credit", "event_place")  # of one line each


@dataclass(frozen=True, slots=True)
class Composition:
    """The words, pictures and particulars of a post. ``texts`` is by channel number; an empty text leaves the channel out."""

    title: str
    third: str
    audience: str = "tenants"
    purpose: str = "connect"
    kind: str = "information"
    link: str = ""
    credit: str = ""
    event_starts: datetime | None = None
    event_ends: datetime | None = None
    event_place: str = ""
    due_at: datetime | None = None
    due_wall: str = ""
    evergreen: bool = False
    texts: Mapping[int, str] = field(default_factory=dict)
    pictures: tuple[tuple[int, str], ...] = ()  # (picture number, its description), in order

    def __post_init__(self) -> None:
        """Words come from forms, sheets, suggestions and word processors; whatever the door, only writing comes in."""
        said: dict[str, Any] = {name: " ".join(writing(getattr(self, name)).split()) for name in LINES}
        said["texts"] = {channel: writing(text) for channel, text in self.texts.items()}
        said["pictures"] = tuple((number, writing(alt)) for number, alt in self.pictures)
        for name, value in said.items():
            object.__setattr__(self, name, value)  # frozen once it is made

    def on(self, day: date) -> Composition:
        """The same, going out on a day at the usual time."""
        return replace(self, **usual(day))

    def with_picture(self, number: int, alt: str) -> Composition:
        """The same, with one more picture."""
        return replace(self, pictures=(*self.pictures, (number, alt)))


FIELDS = (
    "title",
    "third",
    "audience",
    "purpose",
    "kind",
    "link",
    "credit",
    "event_starts",
    "event_ends",
    "event_place",
    "due_at",
    "due_wall",
    "evergreen",
)


def usual(day: date) -> dict[str, datetime | str]:
    """Ten in the morning on a day: never skipped or repeated when the clocks change."""
    wall = datetime.combine(day, USUAL_TIME)
    return {"due_at": timezone.make_aware(wall), "due_wall": f"{wall:%Y-%m-%dT%H:%M} Europe/London"}


def of_post(post: Post) -> Composition:
    """What a post holds now."""
    return Composition(
        **{name: getattr(post, name) for name in FIELDS},
        texts={text.channel_id: text.text for text in post.texts.all()},
        pictures=tuple((used.picture_id, used.alt) for used in post.pictures.all()),
    )


def of_suggestion(suggestion: Suggestion, channels: list[int], share: str = "") -> Composition:
    """A first draft from a suggestion: its words and picture, with thanks to whoever sent it.

    It counts as ``share``, or as the suggestion was read; when nobody has said, as local news, which most suggestions are.
    """
    allowed = strategic()
    local = next(iter(serving("local_news", allowed.shares)), "")
    usual = next((code for code, _ in allowed.purposes), "")
    counts_as = by_code(allowed.shares).get(share or in_force(suggestion.third, allowed.shares) or local)
    made = Composition(
        title=suggestion.title,
        third=counts_as.code if counts_as else "",
        purpose=counts_as.purpose if counts_as and counts_as.purpose else usual,
        link=suggestion.link,
        credit=suggestion.credit or suggestion.group_title,
        texts=dict.fromkeys(channels, suggestion.text),
        pictures=((suggestion.picture_id, suggestion.alt),) if suggestion.picture_id else (),
    )
    return made.on(suggestion.wanted_on) if suggestion.wanted_on else made


def shown_as(post: Post, made: Composition) -> Post:
    """A copy of the post as it would be with these words: to check and preview, never to save."""
    shown = copy(post)
    shown._prefetched_objects_cache = dict(getattr(post, "_prefetched_objects_cache", {}))
    for name in FIELDS:
        setattr(shown, name, getattr(made, name))
    channels = {channel.pk: channel for channel in Channel.objects.filter(pk__in=made.texts)}
    texts = [PostText(post=shown, channel=channels[pk], text=text) for pk, text in made.texts.items() if text.strip()]
    pictures = {used.picture_id: used.picture for used in post.pictures.all()}
    used = [PostPicture(post=shown, picture=pictures[pk], alt=alt) for pk, alt in made.pictures if pk in pictures]
    _hold(shown, "texts", texts)
    _hold(shown, "pictures", used)
    return shown


def _hold(post: Post, name: str, rows: list[Any]) -> None:
    """Let ``post.texts.all()`` answer with rows that are not in the database, as a prefetch would."""
    held = getattr(post, name).filter()  # a query of its own: all() would give the very rows that another copy holds
    held._result_cache, held._prefetch_done = rows, True
    post._prefetched_objects_cache[name] = held
