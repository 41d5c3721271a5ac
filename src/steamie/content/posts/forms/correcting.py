"""What a person writes to correct a sent post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms

from steamie.channels.models import Channel
from steamie.content.posts import reading_fields
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.definition import FieldKind, correctable
from steamie.content.posts.models import Post
from steamie.content.posts.rendering import limits
from steamie.diary import moments

from . import one_text
from .fields import Times, WallTime, far_ahead, which_hour
from .one_text import OneText, common_words, own_words

PARTS = {name: declaration for name, declaration in correctable().items() if declaration.kind is not FieldKind.TEXTS}
MOMENTS = tuple(name for name, declaration in PARTS.items() if declaration.kind is FieldKind.MOMENT)
OF_AN_EVENT = tuple(name for name, declaration in PARTS.items() if declaration.recorded_as == "event")


class CorrectionForm(OneText):
    """Other words for each channel that can follow, and why."""

    use_required_attribute = False
    title = forms.CharField(label="Headline", max_length=120, error_messages={"required": "Write a headline."})
    words = common_words()
    event_place = forms.CharField(label="Where", max_length=200, error_messages={"required": "Say where the event is."})
    event_starts = WallTime(label="Starts")
    event_starts_which = which_hour()
    event_ends = WallTime(label="Ends")
    event_ends_which = which_hour()
    far_ahead = far_ahead()
    reason = forms.CharField(
        label="What was wrong?",
        required=False,
        help_text="Goes in the record, and residents do not see it. A word or two put right need no reason.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "st_short"}),
        max_length=1000,
    )

    def __init__(self, *args: Any, post: Post, channels: Sequence[Channel], **options: Any) -> None:
        super().__init__(*args, **options)
        self.post, self.channels = post, channels
        if post.kind != "event":
            for name in (*OF_AN_EVENT, *(f"{name}_which" for name in MOMENTS), "far_ahead"):
                del self.fields[name]
        self.times = Times(self, MOMENTS, {name: getattr(post, name) for name in MOMENTS})
        if not any(limits(channel).headline for channel in channels):
            del self.fields["title"]
        for channel in channels:
            self.fields[f"text_{channel.pk}"] = own_words(channel)
        if len(channels) < 2:
            self.fields["words"].label = f"Words on {channels[0]}" if channels else "Words"

    @property
    def asks(self) -> dict[str, bool]:
        """For each box of a time, whether its hour comes twice, so that a person must say which."""
        return {name: self.times.asks(name) for name in self.times.names}

    def clean(self) -> dict[str, Any]:
        """Read the times of the event off the wall."""
        fields = super().clean() or self.cleaned_data
        for name, moment in self.times.read().items():
            fields[name] = moments.utc(moment) if moment else None
        for channel in self.channels:
            box = f"text_{channel.pk}"
            if box not in self.errors and "words" not in self.errors and not self._words_on(channel).strip():
                why = f"Words cannot be taken out altogether. To take it off {channel}, withdraw the post."
                self.add_error("words" if self.asks_one_text else box, why)
        return fields

    def _words_on(self, channel: Channel) -> str:
        """Its own words, else the common ones."""
        own: str = self.cleaned_data.get(f"text_{channel.pk}") or ""
        return own if own.strip() else self.cleaned_data.get("words") or ""

    def composition(self) -> Composition:
        """The post as it would be."""
        cleaned, now = self.cleaned_data, of_post(self.post)
        parts = {name: cleaned[name] for name in PARTS if name in self.fields}
        texts = {channel.pk: self._words_on(channel) for channel in self.channels}
        return replace(now, texts={**now.texts, **texts}, **parts)


def initial(composition: Composition, reason: str = "") -> dict[str, Any]:
    """What the form starts with."""
    parts = {name: moments.wall(getattr(composition, name)) if name in MOMENTS else getattr(composition, name) for name in PARTS}
    parts |= {f"{name}_which": reading_fields.which(getattr(composition, name)) for name in MOMENTS}
    return {"reason": reason} | parts | one_text.initial(composition.texts)
