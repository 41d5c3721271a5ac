"""The forms of a repair. Place and problem stand in the address; all else travels in the form."""

from __future__ import annotations

from typing import Any

from django import forms

from steamie.files.pictures import ACCEPTED
from steamie.rules.counting import some

from .damp_data import damp_data
from .forms import LONGEST_WORDS, VisitorForm
from .photos import Chosen, chosen

URGENT = [
    ("baby", "A baby or child under 5"),
    ("ill", "Someone ill, disabled or over 75"),
    ("heat", "We have no heating or hot water"),
    ("toilet", "We have no working toilet"),
]
REACH = [("text", "Text"), ("call", "Call"), ("email", "E-mail"), ("letter", "Letter")]
VISITS = [("any", "Any time"), ("mornings", "Mornings"), ("afternoons", "Afternoons"), ("school", "Not school-run times")]


class TellForm(VisitorForm):
    """What has happened, to whom, and how to reach them."""

    words = forms.CharField(
        label="What has happened?",
        help_text="A sentence is plenty. Any language.",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what has happened."},
    )
    photo = forms.FileField(
        label="Add a photo",
        help_text="Up to four, one after another. We remove the hidden place from each.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    photos = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    size = forms.ChoiceField(choices=lambda: damp_data().sizes, required=False, widget=forms.HiddenInput)  # of damp: asked before
    at_risk = forms.MultipleChoiceField(choices=lambda: damp_data().at_risk, required=False, widget=forms.MultipleHiddenInput)
    urgent = forms.MultipleChoiceField(
        label="Is any of this true?",
        help_text="Tick any. It moves you up the list.",
        choices=URGENT,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    name = forms.CharField(label="Your name", max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    address = forms.CharField(
        label="Your address", max_length=300, widget=forms.TextInput(attrs={"autocomplete": "address-line1"})
    )
    postcode = forms.CharField(
        label="Your postcode",
        help_text="With your reference, it lets you follow the repair.",
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    phone = forms.CharField(
        label="Phone", required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    email = forms.EmailField(label="E-mail", required=False)
    reach = forms.ChoiceField(label="How should we reach you?", choices=REACH, required=False, widget=forms.RadioSelect)
    visits = forms.MultipleChoiceField(
        label="When can we come?", choices=VISITS, required=False, widget=forms.CheckboxSelectMultiple
    )
    at_the_door = forms.CharField(
        label="Anything we should know at the door?",
        help_text="For example: the buzzer is broken, or I need time to get to the door.",
        required=False,
        max_length=300,
    )

    def hidden(self) -> list[tuple[str, str]]:
        """Every answer as name and value, to travel in the next page."""
        return [(name, value) for name in self.fields if name != "photo" for value in self._values(name)]

    def chosen(self) -> list[Chosen]:
        """The photos that travel with it."""
        return chosen(str(self["photos"].value() or ""))

    def _values(self, name: str) -> list[str]:
        value: Any = self[name].value()
        return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []

    def answers(self) -> list[tuple[str, str]]:
        """What was answered, in words, for the page on which one looks before sending."""
        data = self.cleaned_data
        rows = [
            ("What happened", data["words"]),
            ("Photos", self._photos()),
            ("How much damp", _labels(damp_data().sizes, [data["size"]])),
            ("At home", _labels(damp_data().at_risk, data["at_risk"])),
            ("Urgent because", _labels(URGENT, data["urgent"])),
            ("You", f"{data['name']}, {data['address']} {data['postcode']}"),
            ("Reach you by", " ".join(filter(None, (_labels(REACH, [data["reach"]]), data["phone"], data["email"])))),
            ("We can come", _labels(VISITS, data["visits"])),
            ("At the door", data["at_the_door"]),
        ]
        return [(label, value) for label, value in rows if value.strip()]

    def _photos(self) -> str:
        kept = [one for one in self.chosen() if not one.problem]
        waits = ", one still being looked at" if any(one.waits for one in kept) else ""
        return f"{some(len(kept), 'photo')}, hidden place removed{waits}" if kept else ""


def _labels(choices: list[tuple[str, str]], picked: list[str]) -> str:
    return ", ".join(label for code, label in choices if code in picked)
