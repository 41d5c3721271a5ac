"""What a person writes to correct a sent post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from steamie.channels.models import Channel
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.definition import Kind, correctable
from steamie.content.posts.models import Post
from steamie.content.posts.readiness import limits
from steamie.diary import moments

from .posts import LONGEST, WallTime

PARTS = {name: declaration for name, declaration in correctable().items() if declaration.kind is not Kind.TEXTS}
MOMENTS = tuple(name for name, declaration in PARTS.items() if declaration.kind is Kind.MOMENT)
OF_AN_EVENT = tuple(name for name, declaration in PARTS.items() if declaration.recorded_as == "event")


class CorrectionForm(forms.Form):
    """Other words for each channel that can follow, and why."""

    use_required_attribute = False
    title = forms.CharField(label="Headline", max_length=120, error_messages={"required": "Write a headline."})
    event_place = forms.CharField(label="Where", max_length=200, error_messages={"required": "Say where the event is."})
    event_starts = WallTime(label="Starts")
    event_ends = WallTime(label="Ends")
    reason = forms.CharField(
        label="What was wrong?",
        help_text="Goes in the record. Residents do not see it.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "st_short"}),
        max_length=1000,
        error_messages={"required": "Say what was wrong, so that the record can."},
    )

    def __init__(self, *args: Any, post: Post, channels: Sequence[Channel], **options: Any) -> None:
        super().__init__(*args, **options)
        self.post, self.channels = post, channels
        if post.kind != "event":
            for name in OF_AN_EVENT:
                del self.fields[name]
        if not any(limits(channel).headline for channel in channels):
            del self.fields["title"]
        for channel in channels:
            self.fields[f"text_{channel.pk}"] = _words(channel)

    @property
    def texts(self) -> Iterator[forms.BoundField]:
        """The words for each channel."""
        return (self[f"text_{channel.pk}"] for channel in self.channels)

    def clean(self) -> dict[str, Any]:
        """Read the times of the event off the wall."""
        given = super().clean()
        for name in MOMENTS:
            if given.get(name):
                try:
                    given[name] = moments.utc(moments.read(given[name], "first"))
                except forms.ValidationError as error:
                    self.add_error(name, error)
            elif name in self.fields:
                given[name] = None
        return given

    def composition(self) -> Composition:
        """The post as it would be."""
        given, now = self.cleaned_data, of_post(self.post)
        said = {name: given[name] for name in PARTS if name in self.fields}
        texts = {channel.pk: given[f"text_{channel.pk}"] for channel in self.channels}
        return replace(now, texts={**now.texts, **texts}, **said)


def initial(made: Composition, reason: str = "") -> dict[str, Any]:
    """What the form starts with."""
    told = {name: moments.wall(getattr(made, name)) if name in MOMENTS else getattr(made, name) for name in PARTS}
    return {"reason": reason} | told | {f"text_{channel}": text for channel, text in made.texts.items()}


def _words(channel: Channel) -> forms.CharField:
    empty = f"Words cannot be taken out altogether. To take it off {channel}, withdraw the post."
    area = forms.Textarea(attrs={"rows": 8 if limits(channel).headline else 5})
    hint = f"{limits(channel).text:,} characters at most."
    return forms.CharField(
        label=channel.name, max_length=LONGEST, widget=area, help_text=hint, error_messages={"required": empty}
    )
