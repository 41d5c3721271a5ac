"""Forms about crises."""

from __future__ import annotations

from django import forms

from .models import HoldingLine
from .scenarios import scenarios

LONGEST_CALL = 60 * 24 * 7  # minutes of one entry: a week


class HoldingLineForm(forms.Form):
    """A line to have ready."""

    title = forms.CharField(label="When to say it", max_length=120, help_text="For example: no water in a street.")
    words = forms.CharField(
        label="The line",
        max_length=600,
        help_text="True now, whatever comes out later. Say when you next tell more.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CrisisForm(forms.Form):
    """What has happened."""

    title = forms.CharField(label="What has happened", max_length=120, help_text="In a few words. Name nobody.")


class RehearsalForm(forms.Form):
    """Which scenario to play."""

    scenario = forms.ChoiceField(
        label="What to rehearse",
        choices=lambda: [(one.name, one.title) for one in scenarios().values()],
        widget=forms.RadioSelect,
    )
    in_the_inbox = forms.BooleanField(
        label="Play it on the stand-in, so that it comes into the inbox", required=False, help_text="Answer it there."
    )

    def __init__(self, *args: object, playable: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not playable:
            del self.fields["in_the_inbox"]


class SayForm(forms.Form):
    """Which line to say in public."""

    line = forms.ModelChoiceField(
        label="Which line", queryset=HoldingLine.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["line"].queryset = HoldingLine.objects.approved()  # type: ignore[attr-defined]


class RehearsedAnswerForm(forms.Form):
    """An answer in a rehearsal."""

    words = forms.CharField(label="Your answer", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class CrisisEntryForm(forms.Form):
    """What was done."""

    words = forms.CharField(
        label="What was done or said", max_length=2000, help_text="Name nobody.", widget=forms.Textarea(attrs={"rows": 3})
    )
    line = forms.ModelChoiceField(label="Said with this line", queryset=HoldingLine.objects.none(), required=False)
    minutes = forms.IntegerField(label="Minutes it took", min_value=0, max_value=LONGEST_CALL, initial=0)
    pounds = forms.IntegerField(label="Pounds it cost", min_value=0, max_value=10_000_000, initial=0)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["line"].queryset = HoldingLine.objects.approved()  # type: ignore[attr-defined]


class CrisisEndForm(forms.Form):
    """What to do better."""

    learned = forms.CharField(label="What we learned", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
