"""The form of the composer. It keeps whatever is typed; what a post lacks is asked for before approval, not here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from steamie.channels.models import Channel, read_obstacles
from steamie.content.posts import choices, reading_fields
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.definition import Declaration, FieldKind, declarations
from steamie.content.posts.models import Post, PostPicture
from steamie.diary import moments
from steamie.files.forms import PictureField, WithPicture
from steamie.files.pictures import NAMES
from steamie.rules.shares import by_code, credited

from . import one_text
from .fields import Link, NeededLater, Times, WallTime, far_ahead, in_full, which_hour
from .library import FromLibrary, crop, library
from .one_text import FORM, OneText, common_words, ticks

MOMENTS = {name: one.form[0] for name, one in declarations().items() if one.kind is FieldKind.MOMENT}  # field of a post: its box


@dataclass(frozen=True, slots=True)
class PictureBoxes:
    """A picture on the post, with its description, the tick that takes it out, and its place where there are others."""

    used: PostPicture
    alt: forms.BoundField
    drop: forms.BoundField
    place: forms.BoundField | None


class PostForm(WithPicture, FromLibrary, OneText):
    """Everything about a post that its author sets."""

    use_required_attribute = False
    title = forms.CharField(label="Headline", max_length=120)
    words = common_words()
    goes_to = ticks()
    library = library()
    crop = crop()
    picture = PictureField(label="Add a picture", required=False, help_text=f"A photo or drawing: {NAMES}.")
    picture_alt = forms.CharField(
        label="Describe the picture",
        required=False,
        max_length=500,
        help_text="Read aloud to people who cannot see it. Facebook gets it too.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "st_short"}),
    )
    shows_people = forms.BooleanField(label="It shows people", required=False)
    consent = forms.BooleanField(label="Everyone shown has agreed", required=False)
    share = forms.ChoiceField(widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="What it is", choices=Post.KINDS, initial="information")
    audience = forms.ChoiceField(label="For")
    purpose = forms.ChoiceField(label="Purpose in the strategy")
    when = WallTime(label="Goes out")
    when_which = which_hour()
    link = Link(label="Link to read more", required=False)
    credit = forms.CharField(label="Credit", required=False, max_length=120, help_text="Whose news or idea this is.")
    event_place = NeededLater(label="Where", max_length=200)
    event_starts = WallTime(label="Starts")
    event_starts_which = which_hour()
    event_ends = WallTime(label="Ends")
    event_ends_which = which_hour()
    far_ahead = far_ahead()
    evergreen = forms.BooleanField(label="It can be used again in a later quarter", required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, post: Post | None = None, channels: Sequence[Channel], **options: Any) -> None:
        super().__init__(*args, **options)
        self.post, self.channels = post, channels
        self.times = Times(self, tuple(MOMENTS.values()), {box: getattr(post, name, None) for name, box in MOMENTS.items()})
        allowed = choices.strategic()
        self._offer("audience", allowed.audiences)
        self._offer("purpose", allowed.purposes)
        self._offer_shares(allowed)
        self.fields["when"].help_text = in_full(str(self.data.get("when") or self.initial.get("when") or ""))
        read_obstacles(channels)
        self._add_words(ticked=post is None or not self.initial.get("goes_to"))
        self._offer_library()
        self._add_pictures()
        for field in self.fields.values():  # the checks beside the words are forms of their own, which a form cannot hold
            field.widget.attrs["form"] = FORM
        self.order_fields(self._as_drawn())

    def _offer(self, name: str, offered: choices.Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = offered

    def _offer_shares(self, allowed: choices.Strategic) -> None:
        """What the post counts as; not asked when the strategy asks for no shares."""
        if not allowed.shares:
            del self.fields["share"]
            return
        self.fields["share"].label = "Counts as"
        self._offer("share", allowed.counts_as(self.post.share if self.post else ""))
        for code in credited(allowed.shares):
            self.fields["credit"].help_text += f" A {by_code(allowed.shares)[code].adjective} post always has one."

    def _add_pictures(self) -> None:
        """A description for each picture, its place among the others, and a tick that takes it out."""
        used = list(self.post.pictures.all()) if self.post else []
        for place, row in enumerate(used, start=1):
            self.fields[f"alt_{row.picture_id}"] = _description()
            self.fields[f"drop_{row.picture_id}"] = forms.BooleanField(label="Take this picture out", required=False)
            if len(used) > 1:
                self.fields[f"place_{row.picture_id}"] = _place(place, len(used))

    def _as_drawn(self) -> list[str]:
        """So that errors are listed in the order of the page."""
        own = [name for name in self.fields if name.startswith("text_")]
        pictures = [name for name in self.fields if name.startswith(("alt_", "place_", "drop_"))]
        return ["when", "when_which", "far_ahead", "goes_to", "title", "words", *own, *pictures]

    @property
    def pictures(self) -> Iterator[PictureBoxes]:
        """Each picture on the post, with its boxes."""
        for used in self.post.pictures.all() if self.post else ():
            number = used.picture_id
            place = self[f"place_{number}"] if f"place_{number}" in self.fields else None
            yield PictureBoxes(used, self[f"alt_{number}"], self[f"drop_{number}"], place)

    @property
    def more_is_open(self) -> bool:
        """Whether what is folded away is shown: a box there is wrong, or an event lacks its place or its time."""
        inside = ("kind", "purpose", "credit", "event_place", "event_starts", "event_ends", "evergreen")
        unfinished = self["kind"].value() == "event" and not (self["event_place"].value() and self["event_starts"].value())
        return unfinished or any(name in self.errors for name in inside)

    @property
    def asks(self) -> dict[str, bool]:
        """For each box of a time, whether its hour comes twice, so that a person must say which."""
        return {name: self.times.asks(name) for name in self.times.names}

    def clean(self) -> dict[str, Any]:
        """Read the three times off the wall, and see to the consent of people shown."""
        fields = super().clean() or self.cleaned_data
        self.moments = self.times.read()
        self.check_words(fields, frozenset(text.channel_id for text in self.post.texts.all()) if self.post else frozenset())
        chosen = fields.get("picture") or "picture" in self.errors
        if chosen and fields.get("shows_people") and not fields.get("consent"):
            self.add_error("consent", "Use a picture of people only when everyone shown has agreed.")
        if chosen and not (fields.get("picture_alt") or "").strip():
            self.add_error("picture_alt", "Say what the picture shows, so people who cannot see it know.")
        return fields

    def composition(self, *new_pictures: tuple[int, str]) -> Composition:
        """What was written, as plain values. ``new_pictures``: those added, each its number and its description."""
        read: dict[FieldKind, Callable[[], Any]] = {
            FieldKind.TEXTS: self.words_by_channel,
            FieldKind.PICTURES: lambda: self._pictures(new_pictures),
            FieldKind.WALL: self._wall,
        }
        values: dict[str, Any] = {
            name: read[declaration.kind]() if declaration.kind in read else self._plain(declaration, name)
            for name, declaration in declarations().items()
        }
        return Composition(**values)

    def _plain(self, declaration: Declaration, field: str) -> Any:
        """The value of a field that one box of the form holds; what the form does not ask for stays as the post has it."""
        box = declaration.form[0]
        if box not in self.fields:
            return getattr(self.post, field, "") if self.post else ""
        if declaration.kind is not FieldKind.MOMENT:
            return self.cleaned_data[box]
        moment = self.moments[box]
        return moments.utc(moment) if moment else None

    def _wall(self) -> str:
        """How the time was asked for."""
        when = self.moments["when"]
        return when.written if when else ""

    def _pictures(self, new_pictures: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
        """Those that stay, in the order of the places typed."""
        fields = self.cleaned_data
        numbers = [boxes.used.picture_id for boxes in self.pictures]
        order = reordered(numbers, {number: fields.get(f"place_{number}") or 0 for number in numbers})
        described = [(number, fields[f"alt_{number}"]) for number in order if not fields[f"drop_{number}"]]
        return (*described, *new_pictures)


def reordered(numbers: Sequence[int], places: Mapping[int, int]) -> list[int]:
    """Pictures in their new order: those whose place was changed go there, and the others close up. A place of 0 is none."""
    moved = [number for now, number in enumerate(numbers, start=1) if places.get(number) not in {0, None, now}]
    order = [number for number in numbers if number not in moved]
    for number in sorted(moved, key=lambda one: places[one]):
        order.insert(places[number] - 1, number)
    return order


def initial(composition: Composition, *, edition: int | None = None) -> dict[str, Any]:
    """What the form starts with."""
    start: dict[str, Any] = {"when_which": moments.which(composition.due_wall), "edition": edition}
    for name, declaration in declarations().items():
        value = getattr(composition, name)
        if declaration.kind is FieldKind.MOMENT:
            start[declaration.form[0]] = moments.wall(value)
            start.setdefault(f"{declaration.form[0]}_which", reading_fields.which(value))
        elif declaration.kind not in {FieldKind.TEXTS, FieldKind.PICTURES, FieldKind.WALL}:
            start[declaration.form[0]] = value
    start |= one_text.initial(composition.texts)
    return start | {f"alt_{picture}": alt for picture, alt in composition.pictures}


def of(post: Post) -> dict[str, Any]:
    """What the form starts with for a post already begun."""
    return initial(of_post(post), edition=post.edition)


def _place(place: int, of: int) -> forms.IntegerField:
    """Where a picture stands among the others."""
    return forms.IntegerField(label="Place among the pictures", min_value=1, max_value=of, initial=place, required=False)


def _description() -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2, "class": "st_short"})
    hint = "Read aloud to people who cannot see it. Facebook gets it too."
    return NeededLater(label="Describe the picture", max_length=500, widget=area, help_text=hint)


class PostReasonForm(forms.Form):
    """One reason, in words."""

    reason = forms.CharField(max_length=2000)
