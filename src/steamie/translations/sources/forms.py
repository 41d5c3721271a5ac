"""The words of our public forms. The form itself is in English; its questions can be read in another language beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.urls import reverse

from steamie.content.suggestions.forms import OpenForm
from steamie.rules.segments import TextPart
from steamie.services.forms import ContactForm, FollowForm, VisitorForm
from steamie.services.repair_forms import TellForm
from steamie.translations.sources import TextKind, TranslatedText, translated

FORM = "form"
# Each form with what people call it, and where it begins.
FORMS: dict[str, tuple[str, str, type[forms.Form]]] = {
    "repair": ("Report a repair online", "services:repairs", TellForm),
    "contact": ("Contact us", "services:contact", ContactForm),
    "follow": ("Follow what you sent us", "services:follow", FollowForm),
    "suggest": ("Suggest a post", "suggestions:suggest", OpenForm),
}


def _text(key: str) -> TranslatedText:
    title, route, form = FORMS[key]
    parts = [TextPart("title", title), *(part for name, field in form.base_fields.items() for part in _question(name, field))]
    return TranslatedText(FORM, key, title, tuple(parts), reverse(route))


def _question(name: str, field: forms.Field) -> Iterator[TextPart]:
    """A question as people see it: its words, what helps to answer it, and what there is to choose from."""
    if name in VisitorForm.base_fields or field.widget.is_hidden or not field.label:
        return
    yield TextPart("h3", str(field.label))
    if field.help_text:
        yield TextPart("p", str(field.help_text))
    if isinstance(field, forms.ChoiceField):
        choices: Iterable[tuple[Any, Any]] = field.widget.choices  # as drawn: a list, whoever made it
        yield from (TextPart("ul", str(label)) for value, label in choices if value)


def _every() -> Iterator[TranslatedText]:
    return (_text(key) for key in FORMS)


def _one(key: str) -> TranslatedText | None:
    return _text(key) if key in FORMS else None


def _at(path: str) -> TranslatedText | None:
    return next((_text(key) for key, (_, route, _) in FORMS.items() if reverse(route) == path), None)


translated(TextKind(4, FORM, "Forms", _every, _one, _at))
