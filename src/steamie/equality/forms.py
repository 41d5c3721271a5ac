"""The questions of a check, and an impact assessment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from .actions import Answers
from .models import EqualityAnswer
from .questions import questions

LONGEST_REASON = 1000


class CheckForm(forms.Form):
    """Each question, with an answer and a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions():
            self.fields[question.code] = forms.ChoiceField(
                label=question.words, choices=EqualityAnswer.choices, widget=forms.RadioSelect
            )
            self.fields[f"{question.code}_reason"] = forms.CharField(
                label="Why?",
                help_text=question.hint,
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def answers(self) -> Answers:
        """The answers as the action takes them."""
        data = self.cleaned_data
        return {one.code: (EqualityAnswer(data[one.code]), data[f"{one.code}_reason"]) for one in questions()}


class AssessmentForm(forms.Form):
    """What was looked into, what is done, and when it is looked at again."""

    findings = forms.CharField(
        label="Who could be worse off, and how do you know?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    measures = forms.CharField(label="What is done about it?", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    review_on = forms.DateField(
        label="Look at it again on",
        initial=lambda: (timezone.localdate() + timedelta(days=365)).isoformat(),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
