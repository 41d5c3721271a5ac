"""Which quarter to look at, and a figure entered by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.posts.models import Post, Publication

from .measures import counted, label
from .models import SharePlace

OFFERED = 100  # posts in the list
SHORTEST_DAYS = 28  # of a baseline


class ByHandForm(forms.Form):
    """A figure that no source gave: for a post, or the followers of a channel."""

    what = forms.ChoiceField(label="Whose figure is it?")
    measure = forms.ChoiceField(label="What was counted?", choices=())
    day = forms.DateField(label="On which day?", widget=forms.DateInput(attrs={"type": "date"}))
    value = forms.IntegerField(label="How many?", min_value=0, max_value=10_000_000, help_text="The total you saw.")
    reason = forms.CharField(
        label="Where did you see it?", help_text="Goes in the record, for example “on the Page itself, at 9:40”.", max_length=300
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = Publication.objects.filter(published_at__isnull=False).select_related("post", "channel").order_by("-published_at")
        self.posts = {f"post-{row.pk}": row for row in sent[:OFFERED]}
        self.channels = {f"channel-{row.pk}": row for row in Channel.objects.active()}
        posts = [(key, f"{row.post.title} ({row.channel.name}, {row.published_at:%-d %b %Y})") for key, row in self.posts.items()]
        channels = [(key, row.name) for key, row in self.channels.items()]
        self.counted = counted()
        self._offer("measure", [(code, label(code)) for code in self.counted])
        self._offer("what", [("Followers of", channels), ("A post", posts)])

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker; both are declared above
        field.choices = choices

    def clean_day(self) -> Any:
        """A day to come has no figure yet."""
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day is still to come. Choose today or earlier.")
        return day

    def clean(self) -> dict[str, Any]:
        """Followers belong to a channel; everything else to a post."""
        cleaned = super().clean() or self.cleaned_data
        if (
            "what" in cleaned
            and "measure" in cleaned
            and self.counted[cleaned["measure"]].of_a_post != (cleaned["what"] in self.posts)
        ):
            self.add_error("what", "Choose a post for likes, shares, comments and visits; choose a channel for followers.")
        return cleaned

    def figure(self) -> dict[str, Any]:
        """The arguments of the action."""
        typed = {name: self.cleaned_data[name] for name in ("measure", "day", "value", "reason")}
        what = self.cleaned_data["what"]
        return typed | {"publication": self.posts.get(what), "channel": self.channels.get(what)}


class BaselineForm(forms.Form):
    """The days to hold later ones against, and how much more is wanted."""

    first = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(
        label="To", widget=forms.DateInput(attrs={"type": "date"}), help_text="Four weeks at least. Ninety days is a good length."
    )
    target = forms.IntegerField(
        label="Target: how many per cent above it?", min_value=0, max_value=500, help_text="10 means a tenth more than then."
    )
    reason = forms.CharField(
        label="Why these days, and this target?", max_length=300, help_text="Goes in the record, and beside the figures."
    )

    def clean(self) -> dict[str, Any]:
        """The days are over, in order, and enough to say something."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if last and last > timezone.localdate():
            self.add_error("last", "That day is still to come. Choose today or earlier.")
        elif first and last and (last - first).days < SHORTEST_DAYS:
            self.add_error("last", "Choose at least four weeks, from the earlier day to the later.")
        return cleaned


class PartnerShareForm(forms.Form):
    """Which organisation shared which post, where and when."""

    post = forms.ModelChoiceField(label="Which post?", queryset=Post.objects.none())
    partner = forms.CharField(label="Which organisation?", max_length=120, help_text="The organisation, not a person’s name.")
    day = forms.DateField(label="On which day?", widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.ChoiceField(label="Where did you see it?", choices=SharePlace.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = Post.objects.published().order_by("-pk").values_list("pk", flat=True)[:OFFERED]
        self.fields["post"].queryset = Post.objects.filter(pk__in=list(newest)).order_by("-pk")  # type: ignore[attr-defined]
