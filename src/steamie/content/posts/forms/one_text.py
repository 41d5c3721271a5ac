"""One text for all channels of a post, and other words only for the channel that wants them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from steamie.channels.contract import Disconnected
from steamie.channels.models import Channel
from steamie.content.posts.reading_fields import LONGEST_WORDS
from steamie.content.posts.rendering import limits

from .fields import NeededLater

TRIGGERS = ", ".join(  # when what is typed is looked at: the boxes stand beside the form they belong to
    f"{event} from:{place} delay:{wait}"
    for place in ("#when-and-where", "#writing")
    for event, wait in (("change", "400ms"), ("input", "1500ms"))
)
FORM = "post"  # id of the form that the line above it and the bar at the foot belong to


@dataclass(frozen=True, slots=True)
class ChannelTick:
    """A channel that a post may go to: a tick, or why there is none."""

    channel: Channel
    checked: bool
    obstacle: Disconnected | None

    @property
    def disabled(self) -> bool:
        """Whether it cannot be ticked. One that is ticked already can be taken out."""
        return self.obstacle is not None and not self.checked


def common_words() -> NeededLater:
    """The words that every channel shows which has none of its own."""
    return NeededLater(label="Words", max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 6}))


def ticks() -> forms.MultipleChoiceField:
    """The channels that the post goes to."""
    return forms.MultipleChoiceField(label="To", required=False)


def own_words(channel: Channel, *, empty: str = "Empty: the words above.") -> NeededLater:
    """Other words for one channel alone."""
    area = forms.Textarea(attrs={"rows": 3, "class": "st_short"})
    hint = f"{empty} {limits(channel).text:,} characters at most."
    return NeededLater(label=f"Words for {channel.name} only", max_length=LONGEST_WORDS, widget=area, help_text=hint)


def initial(texts: Mapping[int, str]) -> dict[str, Any]:
    """What the boxes start with: the text that most channels have, and the others' own."""
    texts = {channel: texts[channel] for channel in sorted(texts)}
    common = Counter(texts.values()).most_common(1)[0][0] if texts else ""
    own = {f"text_{channel}": text for channel, text in texts.items() if text != common}
    return {"words": common, "goes_to": [str(channel) for channel in texts], **own}


class OneText(forms.Form):
    """The part of a form that holds the words of a post."""

    channels: Sequence[Channel]
    triggers = TRIGGERS

    def _add_words(self, *, ticked: bool) -> None:
        """Boxes for each channel. ``ticked``: new, so that it starts with every channel that can publish."""
        self.fields["goes_to"].choices = [(str(channel.pk), channel.name) for channel in self.channels]  # type: ignore[attr-defined]
        for channel in self.channels:
            self.fields[f"text_{channel.pk}"] = own_words(channel)
        open_ones = [str(channel.pk) for channel in self.channels if channel.obstacle is None]
        if ticked:
            wanted = self.initial.get("goes_to") or open_ones
            self.initial["goes_to"] = [number for number in wanted if number in open_ones]

    @property
    def texts(self) -> Iterator[forms.BoundField]:
        """The box of each channel's own words."""
        return (self[f"text_{channel.pk}"] for channel in self.channels)

    @property
    def own_texts(self) -> list[forms.BoundField]:
        """The boxes of channels that have other words than the common ones, or whose box is wrong: they are shown."""
        return [box for box in self.texts if box.value() or box.errors]

    @property
    def other_texts(self) -> list[forms.BoundField]:
        """The boxes of the other channels: they are folded away."""
        return [box for box in self.texts if not (box.value() or box.errors)]

    @property
    def channel_ticks(self) -> list[ChannelTick]:
        """Each channel with its tick, or with why it has none."""
        ticked = {str(value) for value in self["goes_to"].value() or ()}
        return [ChannelTick(channel, str(channel.pk) in ticked, channel.obstacle) for channel in self.channels]

    @property
    def asks_one_text(self) -> bool:
        """Whether the common words were sent. A page from before there were any has only the words of each channel."""
        return self.add_prefix("words") in self.data

    def check_words(self, fields: Mapping[str, Any], gone_to: frozenset[int]) -> None:
        """Refuse what would lose words, or go where nothing can be published. ``gone_to``: where the post goes as it is saved."""
        if not self.asks_one_text or "goes_to" in self.errors:
            return
        ticked = {int(number) for number in fields["goes_to"]}
        for channel in self.channels:
            if channel.pk in ticked - gone_to and (obstacle := channel.obstacle):
                self.add_error("goes_to", f"{obstacle} {obstacle.remedy} Until then, take its tick out.")
            if channel.pk not in ticked and (fields.get(f"text_{channel.pk}") or "").strip():
                self.add_error(f"text_{channel.pk}", f"{channel} is not ticked. Tick it, or empty this box.")
        if not ticked and (fields.get("words") or "").strip():
            self.add_error("goes_to", "Tick where it goes, so that its words are saved.")

    def words_by_channel(self) -> dict[int, str]:
        """The words for each channel that is ticked: its own, else the common ones."""
        own = {channel.pk: self.cleaned_data[f"text_{channel.pk}"] for channel in self.channels}
        if not self.asks_one_text:
            return own
        ticked, common = {int(number) for number in self.cleaned_data["goes_to"]}, self.cleaned_data["words"]
        return {number: text if text.strip() else common for number, text in own.items() if number in ticked}
