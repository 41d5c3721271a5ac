"""Forms of residents: at the door, and in their account."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from steamie.people.forms import DayField
from steamie.rules.letter_codes import read_code
from steamie.rules.written_languages import languages
from steamie.services.forms import LONGEST_WORDS, FollowForm

from .actions.wishes import THERE_ALREADY, TWENTY
from .models import LetterLayout, Medium, ReachBy

BY_CODE, BY_FACTS, BY_PERSON = "code", "facts", "person"
WAYS_IN = [
    (BY_CODE, "I have a code from your letter"),
    (BY_FACTS, "I have no code: I give my tenancy number, date of birth and postcode"),
    (BY_PERSON, "I would rather do it with a person"),
]
LANGUAGES = [
    ("en", "English"),
    ("gd", "Gàidhlig"),
    ("pl", "Polski"),
    ("ur", "اردو"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("zh-Hans", "简体中文"),
    ("ar", "العربية"),
    ("fr", "Français"),
    ("ro", "Română"),
    ("uk", "Українська"),
]
WRONG_CODE = "A letter or a figure of the code is wrong or missing. It has eight, without 0, 1, I, L, O and U."
WANTED = {"reference": "your tenancy number", "born": "your date of birth", "postcode": "your postcode"}
ADDRESS_BOX = forms.EmailInput(attrs={"autocomplete": "email"})


class DoorForm(forms.Form):
    """Asking for a link."""

    email = forms.EmailField(label="Your e-mail", help_text="The one you gave us.", max_length=254, widget=ADDRESS_BOX)


class RegisterForm(forms.Form):
    """Asking for an account."""

    slips = (WRONG_CODE, *(f"Give {words}." for words in WANTED.values()))
    by = forms.ChoiceField(label="How can we check it is you?", choices=WAYS_IN, widget=forms.RadioSelect, initial=BY_CODE)
    code = forms.CharField(
        label="Your code",
        help_text="Eight letters and figures, on the letter under your name.",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    reference = forms.CharField(label="Your tenancy number", help_text="On your rent statement.", max_length=40, required=False)
    born = DayField(
        label="Your date of birth", required=False, widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"})
    )
    postcode = forms.CharField(
        label="Your postcode", max_length=10, required=False, widget=forms.TextInput(attrs={"autocomplete": "postal-code"})
    )
    email = forms.EmailField(label="Your e-mail", help_text="We send the sign-in link here.", max_length=254, widget=ADDRESS_BOX)

    def clean(self) -> dict[str, Any]:
        """What the chosen way needs. A code that nobody can have been given is pointed out: a letter of it is wrong."""
        data = super().clean() or self.cleaned_data
        if data.get("by") == BY_CODE and not read_code(data.get("code", "")):
            self.add_error("code", WRONG_CODE)
        if data.get("by") == BY_FACTS:
            for name, words in WANTED.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, f"Give {words}.")
        return data


SAVED = "We write to you like this from now on."


class WishForm(forms.Form):
    """How somebody wants to be written to."""

    slips = (SAVED,)

    reach_by = forms.ChoiceField(label="Reach me by", choices=ReachBy.choices, widget=forms.RadioSelect)
    medium = forms.ChoiceField(label="Letters and reports", choices=Medium.choices, widget=forms.RadioSelect)
    layout = forms.ChoiceField(label="Format", choices=LetterLayout.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label="Language", choices=LANGUAGES, help_text="We send our words in this language, checked by a person."
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        tag, field = str(self.initial.get("language", "")), cast(forms.ChoiceField, self.fields["language"])
        if tag in languages() and tag not in dict(LANGUAGES):  # as our list of tenancies has it
            field.choices = [*LANGUAGES, (tag, languages()[tag].own)]


class HouseholdForm(forms.Form):
    """Somebody who lives there too."""

    slips = (THERE_ALREADY.format(name="…"), TWENTY)

    name = forms.CharField(label="Their name", max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    relation = forms.CharField(label="Who they are to you", help_text="For example: my daughter.", max_length=80, required=False)


class AddMatterForm(FollowForm):
    """Something that was sent without an account."""


class MoreWordsForm(forms.Form):
    """More about something that was sent before."""

    words = forms.CharField(label="Tell us more", max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3}))


class NotMineForm(forms.Form):
    """Something that stands in the account and is somebody else's."""

    words = forms.CharField(
        label="What do you see that is not yours?",
        help_text="You do not need to repeat it. Where it stands is enough.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write a few words: where does it stand?"},
    )
