"""Forms about letters."""

from __future__ import annotations

from typing import Any

from django import forms

from .returns import LARGEST


class LetterReasonForm(forms.Form):
    """Why; in a letter's history, which is not public."""

    reason = forms.CharField(label="Why?", max_length=300, help_text="One sentence, for your colleagues.")


class ReportForm(forms.Form):
    """A delivery report, as a file or as text."""

    file = forms.FileField(
        label="The message that came back, as a file", required=False, help_text="Your mail program saves one as .eml."
    )
    text = forms.CharField(
        label="Or its source, copied here", required=False, max_length=LARGEST, widget=forms.Textarea(attrs={"rows": 6})
    )

    def clean(self) -> dict[str, Any]:
        """The report as bytes, in ``content``. One of the two is needed."""
        answers = super().clean() or self.cleaned_data
        file, text = answers.get("file"), answers.get("text") or ""
        if file and file.size > LARGEST:
            raise forms.ValidationError("The file is too large for a message that came back.")
        if not file and not text and not self.errors:
            raise forms.ValidationError("Choose the file, or copy the source of the message.")
        answers["content"] = file.read() if file else text.encode("utf-8", "replace")
        return answers


class TestForm(forms.Form):
    """Where to send a test letter."""

    address = forms.EmailField(
        label="Send a test letter to",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Your own address, or one outside the office.",
    )
