"""Forms about feedback."""

from __future__ import annotations

from django import forms

LONGEST_WORDS = 20_000  # characters


class WordsForm(forms.Form):
    """Words after “Did this page help?”, if people like."""

    use_required_attribute = False
    sheet = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    words = forms.CharField(
        label="What was good, or what was missing?",
        help_text="Please leave out names and numbers. Any language.",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Write a few words, or just close this page: your answer is counted.",
            "max_length": "This is longer than we can take: at most %(limit_value)d characters. Nothing of it is lost yet.",
        },
    )
    reach = forms.CharField(
        label="How can we answer you?",
        help_text="Only if you want an answer: a phone number, an e-mail or an address.",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        required=False, max_length=300, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )


class DealtWithForm(forms.Form):
    """What somebody's words are about."""

    theme = forms.CharField(
        label="Theme", max_length=80, required=False, help_text="In a word or two, such as “Repairs by phone”."
    )


class ToldForm(forms.Form):
    """“You said, we did”."""

    said = forms.CharField(
        label="You said",
        max_length=300,
        help_text="In your own words, so that nobody is known by it.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    did = forms.CharField(label="We did", max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(
        label="It came from",
        max_length=20,
        required=False,
        help_text="The reference of a case that has ended, or of a suggestion. It is not shown.",
    )


class TakeDownForm(forms.Form):
    """Why it comes off the website."""

    reason = forms.CharField(label="Why", max_length=300)
