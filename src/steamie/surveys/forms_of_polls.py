"""Forms of polls: putting one question to a group, and answering it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify

from .models import SurveyWave
from .polls import group_choices

LASTS = timedelta(days=14)


class PollForm(forms.Form):
    """One question, its answers, who is asked, and until when."""

    question = forms.CharField(label="Your question", max_length=200)
    options = forms.CharField(
        label="Answers, one on each line", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), initial="Yes\nNo"
    )
    group = forms.ChoiceField(label="Who is asked?", widget=forms.RadioSelect, initial="forum")
    closes_on = forms.DateField(label="Last day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["group"].choices = group_choices()  # type: ignore[attr-defined]
        self.fields["closes_on"].initial = timezone.localdate() + LASTS

    def poll(self) -> dict[str, Any]:
        """The arguments of the action."""
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        options = [(slugify(line)[:40] or f"answer-{place}", line) for place, line in enumerate(lines, 1)]
        return {**{name: self.cleaned_data[name] for name in ("question", "group", "closes_on")}, "options": options}


class VoteForm(forms.Form):
    """A member's answer to one poll."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, wave: SurveyWave) -> None:
        super().__init__(data, prefix=f"p{wave.pk}")
        self.wave = wave
        question = wave.survey.questions.get()
        self.fields["option"] = forms.ChoiceField(
            label=question.words,
            choices=question.options,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose one of the answers."},
        )
