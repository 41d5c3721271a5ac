"""Choosing a picture that is on the desk already, whole or cut to a shape."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from django import forms

from steamie.content.posts.cropping import LABELS
from steamie.content.posts.models import Post, PostPicture

OFFERED = 8  # pictures
LOOKED_AT = 60  # latest uses of any


def library() -> forms.ChoiceField:
    """Which picture; none is chosen at first."""
    return forms.ChoiceField(label="Our pictures", required=False, widget=forms.RadioSelect)


def crop() -> forms.ChoiceField:
    """How much of it."""
    return forms.ChoiceField(label="How much of it", choices=LABELS, required=False)


class FromLibrary(forms.Form):
    """The part of a form that offers pictures of earlier posts."""

    post: Post | None

    @cached_property
    def offered(self) -> list[PostPicture]:
        """The pictures used last, each once with its latest description, but for those on this post."""
        uses = PostPicture.objects.select_related("picture").order_by("-pk")
        uses = uses.exclude(picture__uses__post=self.post) if self.post else uses
        latest: dict[int, PostPicture] = {}
        for use in uses[:LOOKED_AT]:
            latest.setdefault(use.picture_id, use)
        return list(latest.values())[:OFFERED]

    @property
    def library_choices(self) -> Iterator[tuple[PostPicture, bool]]:
        """Each with whether it is chosen."""
        chosen = str(self["library"].value() or "")
        return ((use, str(use.picture_id) == chosen) for use in self.offered)

    def _offer_library(self) -> None:
        if not self.offered:
            del self.fields["library"], self.fields["crop"]
            return
        self.fields["library"].choices = [(str(use.picture_id), use.alt) for use in self.offered]  # type: ignore[attr-defined]

    @property
    def from_library(self) -> PostPicture | None:
        """The one that was chosen in a form that is right."""
        number = self.cleaned_data.get("library")
        return next((use for use in self.offered if str(use.picture_id) == number), None) if number else None
