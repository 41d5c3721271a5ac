"""What the officer types about the strategy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from steamie.rules.risk import IMPACT, LIKELIHOOD

from .document import Malformed
from .parsing import parse
from .source import LONGEST

SHOWN = 30  # problems of a malformed file at a time


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _scale(words: dict[int, str]) -> list[tuple[int, str]]:
    return [(number, f"{number} {word}") for number, word in words.items()]


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

    def __init__(self, *args: Any, **options: Any) -> None:
        """On its page another form has a field of the same name."""
        super().__init__(*args, **{"auto_id": "implementation_%s", **options})


class ScoreForm(forms.Form):
    """How likely a risk is, and how much harm it would do."""

    likelihood = forms.TypedChoiceField(
        label="How likely is it?", coerce=int, choices=_scale(LIKELIHOOD), widget=forms.RadioSelect
    )
    impact = forms.TypedChoiceField(
        label="How much harm would it do?", coerce=int, choices=_scale(IMPACT), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why so?", help_text="A sentence or two. Name nobody.", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class IncidentForm(forms.Form):
    """Something that went wrong."""

    clause = forms.ChoiceField(label="Which risk")
    on = forms.DateField(label="Day it happened", widget=_day())
    what = forms.CharField(
        label="What happened",
        help_text="In general words. Name nobody: this is kept for good.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, risks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = risks  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """The version of a document that someone has read."""

    version = forms.CharField(label="Which version", help_text="As it calls itself, for example 2021.", max_length=120)
    on = forms.DateField(label="Day you read it", widget=_day())
    address = forms.URLField(
        label="Its address on the web",
        help_text="Starts with https://. The clock looks at it once a week.",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    place = forms.CharField(label="Where else it is kept", required=False, max_length=200)


class EditionForm(forms.Form):
    """A strategy file."""

    file = forms.FileField(label="Strategy file", help_text="The file ends in .toml. Every mistake in it is named with its line.")

    def clean_file(self) -> str:
        """The text of the file; each problem of a malformed one is an error of its own."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (size := upload.size or 0) > LONGEST:
            raise forms.ValidationError(
                f"This file is too large to be a strategy: {size / 1e6:.1f} MB, and most have less than 0.1."
            )
        try:
            source: str = upload.read().decode("utf-8-sig")
            parse(source)
        except UnicodeDecodeError as why:
            raise forms.ValidationError(
                "This file is not plain text in UTF-8. Save it again with that encoding; its name ends in .toml."
            ) from why
        except Malformed as why:
            shown, more = why.problems[:SHOWN], len(why.problems) - SHOWN
            rest = [f"And {more} more. Mend these first."] if more > 0 else []
            raise forms.ValidationError([*(str(problem) for problem in shown), *rest]) from why
        return source
