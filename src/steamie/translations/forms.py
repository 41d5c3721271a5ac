"""Forms of translations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from steamie.people.forms import DayField
from steamie.rules.segments import LONGEST
from steamie.rules.written_languages import WrittenLanguage, languages

from .carriers import ACCEPTED
from .sources import TranslatedText


def _choices() -> list[tuple[str, str]]:
    return [("", "Choose a language"), *((one.tag, f"{one.name} ({one.own})") for one in languages().values())]


class OfferForm(forms.Form):
    """A language that somebody asked for."""

    tag = forms.ChoiceField(label="Language", choices=_choices)
    asked_for = forms.CharField(
        label="Why we offer it", max_length=300, help_text="Without names. For example: three households asked for it."
    )


class WhoTranslatedForm(forms.Form):
    """Who translated."""

    translator = forms.CharField(label="Who translated it", max_length=120, help_text="A person, an agency, or a program.")
    by_machine = forms.BooleanField(
        label="A computer wrote it", required=False, help_text="It is labelled so, and a person reads all of it first."
    )


class TranslationFileForm(WhoTranslatedForm):
    """A translation that comes as a file."""

    file = forms.FileField(
        label="The file that came back", help_text="Word, CSV, Excel or XLIFF, as you took it from here, 5 MB at most."
    )
    field_order = ("file", "translator", "by_machine")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["file"].widget.attrs["accept"] = ACCEPTED


class TranslationWordsForm(WhoTranslatedForm):
    """A translation part by part, each beside its English."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, text: TranslatedText, language: WrittenLanguage, **named: Any) -> None:
        super().__init__(*args, **named)
        self.text = text
        for number, segment in enumerate(text.segments):
            rows = 1 + len(segment.text) // 70
            attrs = {"rows": min(rows, 12), "lang": language.tag, "dir": language.direction}
            box = forms.CharField(label=segment.text, required=False, max_length=LONGEST, widget=forms.Textarea(attrs=attrs))
            self.fields[f"part_{number}"] = box

    @property
    def parts(self) -> list[forms.BoundField]:
        """The boxes in the order of the text."""
        return [self[f"part_{number}"] for number in range(len(self.text.segments))]

    def words(self) -> list[str]:
        """What was typed, part by part."""
        return [self.cleaned_data[f"part_{number}"] for number in range(len(self.text.segments))]


class CheckingForm(forms.Form):
    """Who checks it, and until when."""

    checker = forms.CharField(label="Who checks it", max_length=120, help_text="Somebody who knows the language.")
    ready_on = DayField(
        label="Ready on", initial=timezone.localdate, help_text="The public reads: being checked, ready about then."
    )


class TranslationApprovalForm(forms.Form):
    """Who checked it."""

    checker = forms.CharField(label="Who checked it", max_length=120, help_text="Somebody who knows the language.")
    read_whole = forms.BooleanField(label="They read all of it beside the English")


class TakingDownForm(forms.Form):
    """Why it goes."""

    reason = forms.CharField(label="Why?", max_length=300, help_text="One sentence. It stays with the translation.")
