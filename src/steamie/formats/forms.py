"""Forms about formats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from .asking import LANGUAGE, FormatWish, wishes
from .models import SuppliedFormat
from .pages import has_formats, words_of

LONGEST_WORDS = 2_000  # characters


class FormatWishForm(forms.Form):
    """What somebody needs, and where it should go."""

    use_required_attribute = False
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    format = forms.ChoiceField(
        label="Which form do you need?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the form you need.", "invalid_choice": "Choose the form you need."},
    )
    to = forms.CharField(
        label="Where shall we send it?",
        help_text="An e-mail, phone or address. It is free.",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Say where we shall send it."},
    )
    which = forms.CharField(label="Which language?", required=False, max_length=60)
    what = forms.CharField(
        label="What is it about?",
        help_text="Which letter or page, or anything else that we should know.",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    website = forms.CharField(
        required=False, max_length=300, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["format"].choices = [(code, wish.label) for code, wish in wishes().items()]  # type: ignore[attr-defined]

    @property
    def wish(self) -> FormatWish:
        """What was chosen."""
        return wishes()[self.cleaned_data["format"]]

    def clean_page(self) -> str:
        """A page of ours, or none: what somebody put into the form by hand is no page."""
        page: str = self.cleaned_data["page"]
        return page if page and has_formats(page) else ""

    def clean(self) -> dict[str, Any]:
        """A translation needs its language."""
        data = super().clean() or self.cleaned_data
        if data.get("format") == LANGUAGE and not (data.get("which") or data.get("what")):
            self.add_error("which", "Say which language.")
        return data


class SuppliedForm(forms.Form):
    """A format that people made for us."""

    path = forms.CharField(
        label="The page", max_length=300, help_text="Its address on our website, such as /services/complaints/."
    )
    format = forms.ChoiceField(label="The format", choices=SuppliedFormat.FORMATS)
    address = forms.URLField(
        label="Where it is",
        max_length=500,
        assume_scheme="https",
        help_text="The whole address of the film or the document.",
    )
    made_by = forms.CharField(label="Who made it", max_length=120)

    def clean_path(self) -> str:
        """The path of a page that is there now."""
        typed: str = self.cleaned_data["path"].strip()
        path = typed if typed.startswith("/") else f"/{typed.partition('//')[2].partition('/')[2]}"
        if not path.startswith(reverse("desk:today")) and has_formats(path) and words_of(path):
            return path
        raise forms.ValidationError("There is no such page on our website.")
