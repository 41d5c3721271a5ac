"""What the officer types about the strategy."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from .document import Malformed
from .parsing import parse
from .source import LONGEST


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReviewForm(forms.Form):
    """A review the committee has held."""

    on = forms.DateField(label="Day of the committee meeting", widget=_day())
    minute_reference = forms.CharField(
        label="Reference of the minute", help_text="As the minute gives it, for example MC 2026/11, item 7.", max_length=80
    )
    outcome = forms.CharField(
        label="What was decided",
        help_text="A sentence or two.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ImplementationForm(forms.Form):
    """The day the strategy was put into use."""

    on = forms.DateField(label="Day the strategy was first put into use", widget=_day())


class EditionForm(forms.Form):
    """A strategy file."""

    file = forms.FileField(label="Strategy file", help_text="The file ends in .toml. Every mistake in it is named with its line.")

    def clean_file(self) -> str:
        """The text of the file; each problem of a malformed one is an error of its own."""
        upload: UploadedFile = self.cleaned_data["file"]
        if upload.size > LONGEST:
            raise forms.ValidationError("This file is too large to be a strategy.")
        try:
            source = upload.read().decode("utf-8")
            parse(source)
        except UnicodeDecodeError as why:
            raise forms.ValidationError("This file is not text. A strategy file is plain text ending in .toml.") from why
        except Malformed as why:
            raise forms.ValidationError([str(problem) for problem in why.problems[:30]]) from why
        return source
