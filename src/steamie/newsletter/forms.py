"""Forms of news by e-mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from steamie.rules.written_languages import ENGLISH
from steamie.translations.models import OfferedLanguage

from .lists import offered_lists
from .models import Basis, NewsLayout

LONGEST_WORDS = 20_000  # characters
NOT_AN_ADDRESS = "Type one e-mail address, such as jean@example.org."


class ListChoice(forms.Form):
    """A form that asks for one of the lists."""

    mailing_list = forms.ChoiceField(label="Which news?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [(one.code, f"{one.label}. {one.about}") for one in offered_lists()]
        self.fields["mailing_list"].choices = choices  # type: ignore[attr-defined]


class LanguageChoice(forms.Form):
    """A form that asks for a language, where any but English is offered."""

    language = forms.ChoiceField(label="In which language?", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offered = sorted(OfferedLanguage.objects.in_force(timezone.now()), key=lambda row: row.language.name)
        if not offered:
            del self.fields["language"]
            return
        tags = [(ENGLISH, "English"), *((row.tag, row.language.own) for row in offered)]
        field = self.fields["language"]
        field.choices = tags  # type: ignore[attr-defined]
        field.help_text = "The English stands below. A letter that is not translated says so."
        if self.initial.get("language") not in dict(tags):
            self.initial["language"] = ENGLISH


class AskForNewsForm(LanguageChoice, ListChoice):
    """Somebody asks for our news."""

    use_required_attribute = False
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": NOT_AN_ADDRESS, "invalid": NOT_AN_ADDRESS},
    )
    layout = forms.ChoiceField(label="How should it look?", choices=NewsLayout.choices, widget=forms.RadioSelect)
    website = forms.CharField(
        required=False, max_length=300, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    field_order = ["mailing_list", "email", "layout", "language"]


class LayoutForm(LanguageChoice):
    """How letters look from now on, and in which language."""

    layout = forms.ChoiceField(label="How should our letters look?", choices=NewsLayout.choices, widget=forms.RadioSelect)
    field_order = ["layout", "language"]


class PutOnForm(LanguageChoice, ListChoice):
    """Staff put an address on a list."""

    email = forms.EmailField(label="E-mail address", max_length=254, error_messages={"invalid": NOT_AN_ADDRESS})
    basis = forms.ChoiceField(
        label="Why may we write to them?", choices=[(one.value, one.label) for one in (Basis.PAPER, Basis.ORGANISATION)],
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = forms.CharField(
        label="How do we know?",
        max_length=300,
        help_text="The form they signed and its day; or what the organisation does with us.",
    )
    field_order = ["mailing_list", "email", "basis", "words", "language"]


class StopAddressForm(forms.Form):
    """Somebody told us to stop."""

    email = forms.EmailField(label="Their e-mail address", max_length=254)


class NewsForm(ListChoice):
    """A letter of news."""

    subject = forms.CharField(label="Subject", max_length=150)
    words = forms.CharField(
        label="Words",
        max_length=LONGEST_WORDS,
        help_text="An empty line begins a paragraph. A line that begins with “# ” is a heading. Web addresses become links.",
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class NothingElseForm(forms.Form):
    """A button is all it takes."""
