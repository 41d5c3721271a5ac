"""The form of the composer. It keeps whatever is typed; what a post lacks is asked for before approval, not here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from steamie.channels.models import Channel
from steamie.content.posts import choices
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.definition import Declaration, Kind, declarations
from steamie.content.posts.models import Post
from steamie.content.posts.readiness import limits
from steamie.diary import moments
from steamie.files.forms import PictureField, WithPicture
from steamie.files.pictures import NAMES
from steamie.rules import share_words
from steamie.rules.shares import by_code, credited

LONGEST = 63_206  # the longest words any channel takes; more is refused before it is stored
WHICH = [("first", "The first time, before the clocks go back"), ("second", "The second time, after")]


MOMENTS = tuple(one.form[0] for one in declarations().values() if one.kind is Kind.MOMENT)
AS_TYPED = ("%d/%m/%Y %H:%M", "%d/%m/%y %H:%M", "%d/%m/%Y %H.%M", "%d %B %Y %H:%M")


class NeededLater(forms.CharField):
    """Asked for before approval, so not marked as optional; a draft may still be without it."""

    def validate(self, value: str) -> None:
        """Nothing is missing yet."""


class WallTime(NeededLater):
    """A day and time as the clock on the wall shows them."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)

    def to_python(self, value: Any) -> str:
        """As a browser's own box sends it, when a person typed it as people here write it: 23/11/2026 10:00."""
        written = " ".join(super().to_python(value).replace(",", " ").split())
        for shape in AS_TYPED:
            try:
                return f"{datetime.strptime(written, shape):%Y-%m-%dT%H:%M}"
            except ValueError:
                continue
        return written


class PostForm(WithPicture):
    """Everything about a post that its author sets."""

    use_required_attribute = False
    title = forms.CharField(label="Headline on the website", max_length=120)
    same_words = forms.BooleanField(
        label="The same words on the others",
        required=False,
        help_text="Whatever channel you left empty above gets the first words you wrote.",
    )
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
    audience = forms.ChoiceField(label="For whom")
    purpose = forms.ChoiceField(label="Purpose in the strategy")
    when = WallTime(label="Goes out")
    when_which = forms.ChoiceField(label="Which one", choices=WHICH, widget=forms.RadioSelect, required=False)
    link = forms.URLField(label="Link", required=False, max_length=500, assume_scheme="https", help_text="Where to read more.")
    credit = forms.CharField(label="Credit", required=False, max_length=120, help_text="Whose news or idea this is.")
    event_place = NeededLater(label="Where", max_length=200)
    event_starts = WallTime(label="Starts")
    event_ends = WallTime(label="Ends")
    evergreen = forms.BooleanField(label="It can be used again in a later quarter", required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, post: Post | None = None, channels: Sequence[Channel], **options: Any) -> None:
        super().__init__(*args, **options)
        self.post, self.channels = post, channels
        allowed = choices.strategic()
        self.fields["audience"].choices = allowed.audiences
        self.fields["purpose"].choices = allowed.purposes
        self._offer_shares(allowed)
        self.fields["when"].help_text = _in_words(self.data.get("when") or self.initial.get("when") or "")
        for channel in channels:
            self.fields[f"text_{channel.pk}"] = _words(channel)
        for used in post.pictures.all() if post else ():
            self.fields[f"alt_{used.picture_id}"] = _description()
            self.fields[f"drop_{used.picture_id}"] = forms.BooleanField(label="Take this picture out", required=False)
        self.order_fields(self._as_drawn())

    def _offer_shares(self, allowed: choices.Strategic) -> None:
        """What the post counts as; not asked when the strategy asks for no shares."""
        if not allowed.shares:
            del self.fields["share"]
            return
        self.fields["share"].label = f"Which {share_words.noun(allowed.shares)}"
        self.fields["share"].choices = allowed.counts_as(self.post.share if self.post else "")
        for code in credited(allowed.shares):
            self.fields["credit"].help_text += f" A {by_code(allowed.shares)[code].adjective} post always has one."

    def _as_drawn(self) -> list[str]:
        """So that errors are listed in the order of the page."""
        words = [name for name in self.fields if name.startswith("text_")]
        return ["title", *words, "same_words", *(name for name in self.fields if name.startswith(("alt_", "drop_")))]

    @property
    def texts(self) -> Iterator[forms.BoundField]:
        """The words for each channel."""
        return (self[f"text_{channel.pk}"] for channel in self.channels)

    @property
    def texts_can_be_shared(self) -> bool:
        """Whether there is more than one channel to write for, and one of them is empty."""
        return len(self.channels) > 1 and not all(field.value() for field in self.texts)

    @property
    def pictures(self) -> Iterator[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Each picture on the post, with its description and the tick that takes it out."""
        for used in self.post.pictures.all() if self.post else ():
            yield used, self[f"alt_{used.picture_id}"], self[f"drop_{used.picture_id}"]

    @property
    def asks_which(self) -> bool:
        """Whether the hour chosen comes twice, so that a person must say which."""
        return any(error.code == "repeated" for error in self.errors.as_data().get("when", ())) or bool(
            self["when_which"].value()
        )

    def clean(self) -> dict[str, Any]:
        """Read the three times off the wall, and see to the consent of people shown."""
        given = super().clean()
        for name in MOMENTS:
            given[f"{name}_moment"] = self._moment(name, given.get("when_which", "") if name == "when" else "first")
        chosen = given.get("picture") or "picture" in self.errors
        if chosen and given.get("shows_people") and not given.get("consent"):
            self.add_error("consent", "Use a picture of people only when everyone shown has agreed.")
        if chosen and not (given.get("picture_alt") or "").strip():
            self.add_error("picture_alt", "Say what the picture shows, so people who cannot see it know.")
        return given

    def composition(self, new_picture: int | None = None) -> Composition:
        """What was written, as plain values."""
        read = {Kind.TEXTS: self._words, Kind.PICTURES: lambda: self._pictures(new_picture), Kind.WALL: self._wall}
        return Composition(
            **{
                name: read[declaration.kind]() if declaration.kind in read else self._plain(declaration, name)
                for name, declaration in declarations().items()
            }
        )

    def _plain(self, declaration: Declaration, held: str) -> Any:
        """The value of a field that one field of the form holds; what the form does not ask for stays as the post has it."""
        (name,) = declaration.form
        if name not in self.fields:
            return getattr(self.post, held, "") if self.post else ""
        if declaration.kind is not Kind.MOMENT:
            return self.cleaned_data[name]
        moment = self.cleaned_data[f"{name}_moment"]
        return moments.utc(moment) if moment else None

    def _wall(self) -> str:
        """How the time was asked for."""
        when = self.cleaned_data["when_moment"]
        return when.written if when else ""

    def _words(self) -> dict[int, str]:
        """The words for each channel; where they are to be the same, the first that were written fill the places left empty."""
        texts = {channel.pk: self.cleaned_data[f"text_{channel.pk}"] for channel in self.channels}
        if not self.cleaned_data["same_words"]:
            return texts
        first = next((words for words in texts.values() if words.strip()), "")
        open_ones = {channel.pk for channel in self.channels if not channel.closed_at}
        return {pk: words if words.strip() or pk not in open_ones else first for pk, words in texts.items()}

    def _pictures(self, new_picture: int | None) -> tuple[tuple[int, str], ...]:
        given = self.cleaned_data
        kept = [
            (used.picture_id, given[f"alt_{used.picture_id}"])
            for used, _, _ in self.pictures
            if not given[f"drop_{used.picture_id}"]
        ]
        return (*kept, *([(new_picture, given["picture_alt"])] if new_picture else ()))

    def _moment(self, name: str, choice: str) -> Any:
        written = self.cleaned_data.get(name)
        if not written:
            return None
        try:
            return moments.read(written, choice)
        except ValidationError as error:
            self.add_error(name, error)
            return None


def initial(composition: Composition, *, edition: int | None = None) -> dict[str, Any]:
    """What the form starts with."""
    given: dict[str, Any] = {"when_which": moments.which(composition.due_wall), "edition": edition}
    for name, declaration in declarations().items():
        value = getattr(composition, name)
        if declaration.kind is Kind.MOMENT:
            given[declaration.form[0]] = moments.wall(value)
        elif declaration.kind not in {Kind.TEXTS, Kind.PICTURES, Kind.WALL}:
            given[declaration.form[0]] = value
    given |= {f"text_{channel}": text for channel, text in composition.texts.items()}
    return given | {f"alt_{picture}": alt for picture, alt in composition.pictures}


def of(post: Post) -> dict[str, Any]:
    """What the form starts with for a post already begun."""
    return initial(of_post(post), edition=post.edition)


def _in_words(written: str) -> str:
    """The day a time falls on, spelt out: browsers show dates in their own order."""
    try:
        day = datetime.fromisoformat(written)
    except ValueError:
        return "The time on the clock in Scotland, like 23/11/2026 10:00."
    return f"{day:%A} {day.day} {day:%B %Y}, {day:%H:%M}"


def _words(channel: Channel) -> forms.CharField:
    room = limits(channel)
    area = forms.Textarea(attrs={"rows": 8 if room.headline else 5})
    hint = f"Leave it empty to leave {channel} out. {room.text:,} characters at most."
    return NeededLater(label=channel.name, max_length=LONGEST, widget=area, help_text=hint)


def _description() -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2, "class": "st_short"})
    hint = "Read aloud to people who cannot see it. Facebook gets it too."
    return NeededLater(label="Describe the picture", max_length=500, widget=area, help_text=hint)


class ReasonForm(forms.Form):
    """One reason, in words."""

    reason = forms.CharField(max_length=2000)
