"""How our forms speak when a form of their own says nothing: kindly, and with how to put it right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms import BoundField

from steamie.rules.addresses import why_no_link
from steamie.rules.one_line import one_line

TOO_LONG = "This is too long: it has "
KIND: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Fill this in."},
    forms.CharField: {
        "max_length": f"{TOO_LONG}%(show_value)d characters, and %(limit_value)d fit.",
        "null_characters_not_allowed": "This holds a character that cannot be kept. Type the words again.",
    },
    forms.BooleanField: {"required": "Tick this box to go on."},
    forms.ChoiceField: {"required": "Choose one.", "invalid_choice": "Choose one of the answers shown."},
    forms.ModelChoiceField: {"required": "Choose one.", "invalid_choice": "Choose one of the answers shown."},
    forms.MultipleChoiceField: {"required": "Choose at least one.", "invalid_choice": "Choose from the answers shown."},
    forms.EmailField: {"invalid": "Write the e-mail address in full, like name@example.org."},
    forms.URLField: {"invalid": "Write the web address in full, like www.example.org."},
    forms.IntegerField: {"invalid": "Write a whole number, in figures."},
    forms.DateField: {"invalid": "Write the day as figures, like 23/11/2026."},
    forms.TimeField: {"invalid": "Write the time like 10:00."},
    forms.DateTimeField: {"invalid": "Write the day and time as figures, like 23/11/2026 10:00."},
    forms.FileField: {"required": "Choose a file.", "empty": "This file is empty. Choose another.", "missing": "Choose a file."},
    forms.ImageField: {"invalid_image": "This is not a picture we can read. Choose a JPEG, PNG, WebP or HEIC file."},
}
OURS = frozenset(words for messages in KIND.values() for words in messages.values())


def speak() -> None:
    """Give Django's fields these words. A field that brings its own keeps them."""
    for field, messages in KIND.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **messages}
    forms.URLField.default_validators = [may_be_linked, URLValidator(schemes=["http", "https"])]
    setattr(forms.CharField, "clean", _on_one_line)  # noqa: B010 -- Django's own field, taught one thing


def may_be_linked(address: str) -> None:
    """Refuse an address that no reader should be led to."""
    if why := why_no_link(address):
        raise ValidationError(why, code="no_link")


_clean = forms.CharField.clean


def _on_one_line(field: forms.CharField, value: Any) -> Any:
    """What is typed in a box of one line stays on one line, whoever sends it: a browser would see to it, others do not."""
    several = isinstance(field.widget, forms.Textarea) or field.widget.is_hidden
    return _clean(field, value if several or not isinstance(value, str) else one_line(value))


def named(error: str, field: BoundField) -> str:
    """An error for the list at the top of a form, where words that fit any field, or stand at several, need the field's name."""
    fields = sum(error in errors for errors in field.form.errors.values())
    if fields < 2 and error not in OURS and not error.startswith(TOO_LONG):
        return error
    label = str(field.label)
    return f"{label} {error}" if label.endswith("?") else f"{label}: {error[:1].lower()}{error[1:]}"
