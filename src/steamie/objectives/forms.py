"""What a post serves, and an aim of the business plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from steamie.content.posts.models import Post
from steamie.content.posts.models.posts import PostQuerySet

from .goals import Goal


class ServesForm(forms.Form):
    """All that one post serves."""

    codes = forms.MultipleChoiceField(label="This post serves", required=False, widget=forms.CheckboxSelectMultiple)
    staff_story = forms.BooleanField(label="It tells a story of our staff", required=False)

    def __init__(self, *args: Any, offered: Sequence[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(goal.code, goal.label) for goal in offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["codes"]


class ManyServeForm(forms.Form):
    """One choice for each of several posts; those left empty stay as they are."""

    def __init__(self, *args: Any, posts: Sequence[Post], offered: Sequence[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {f"post-{post.pk}": post for post in posts}
        groups = [
            ("Objectives", [goal for goal in offered if not goal.is_aim]),
            ("Aims", [goal for goal in offered if goal.is_aim]),
        ]
        choices = [("", "Not said yet"), *((name, [(goal.code, goal.label) for goal in some]) for name, some in groups if some)]
        for name, post in self.posts.items():
            self.fields[name] = forms.ChoiceField(label=post.title, required=False, choices=choices)

    @property
    def chosen(self) -> list[tuple[Post, str]]:
        """Each post of which something was chosen, with what."""
        return [(post, code) for name, post in self.posts.items() if (code := self.cleaned_data[name])]


class AimForm(forms.Form):
    """An aim, as the business plan has it."""

    words = forms.CharField(label="The aim, as the business plan has it", max_length=200)


class CampaignForm(forms.Form):
    """A new campaign."""

    name = forms.CharField(label="Name of the campaign", max_length=120)
    about = forms.CharField(label="What it wants to reach, and for whom", max_length=300)


class GatherForm(forms.Form):
    """Which posts belong to a campaign."""

    posts = forms.ModelMultipleChoiceField(
        label="Posts of this campaign", queryset=Post.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: PostQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].queryset = offered  # type: ignore[attr-defined]
