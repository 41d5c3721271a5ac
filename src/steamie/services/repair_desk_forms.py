"""Forms of the staff's side of qualifying repairs."""

from __future__ import annotations

from django import forms

LOCAL_TIME = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = forms.DateInput(attrs={"type": "date"})


class PutRightForm(forms.Form):
    """It was put right."""

    done_at = forms.DateTimeField(label="When", widget=LOCAL_TIME)
    words = forms.CharField(label="What was done", max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))


class PauseForm(forms.Form):
    """Nobody could let us in."""

    since = forms.DateField(label="The first day", widget=DAY)
    words = forms.CharField(label="What happened", max_length=300, help_text="Nobody in, card left.")


class ResumeRepairForm(forms.Form):
    """Somebody can let us in again."""

    from_day = forms.DateField(label="From which day", widget=DAY)


class SecondForm(forms.Form):
    """A second contractor was called."""

    contractor = forms.CharField(label="Which", max_length=160)
