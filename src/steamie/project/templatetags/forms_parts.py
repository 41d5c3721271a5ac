"""How a form field is drawn: our classes, and what a screen reader needs."""

from __future__ import annotations

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.utils.safestring import SafeString

from steamie.project import manners

register = template.Library()
# Sorts of control that may say how much can be typed; HTML forbids it on dates, numbers and the like.
TAKES_A_LENGTH = {"", "email", "password", "search", "tel", "text", "url"}


@register.simple_tag
def aria(field: BoundField) -> SafeString:
    """The control itself, pointing at its hint and its error."""
    notes = []
    if field.help_text:
        notes.append(f"{field.auto_id}-hint")
    if field.errors:
        notes.append(f"{field.auto_id}-error")
    field.field.widget.attrs.pop("placeholder", None)  # it would go when typing starts; the label stays
    if _sort(field) not in TAKES_A_LENGTH:
        field.field.widget.attrs.pop("maxlength", None)
    attributes: dict[str, str | bool] = {"class": _classes(field)}
    if notes:
        attributes["aria-describedby"] = " ".join(notes)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.filter
def named(error: str, field: BoundField) -> str:
    """An error as the list at the top says it: with the field's name where the words alone would fit any field."""
    return manners.named(str(error), field)


@register.filter
def is_group(field: BoundField) -> bool:
    """Radio buttons and tick-box groups are drawn as a fieldset."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def is_tick(field: BoundField) -> bool:
    """A single tick box has its label after it."""
    return isinstance(field.field.widget, CheckboxInput)


def _sort(field: BoundField) -> str:
    """The type of the control; empty where it has none, such as a box for many lines."""
    widget = field.field.widget
    return str(widget.attrs.get("type") or getattr(widget, "input_type", ""))


def _classes(field: BoundField) -> str:
    own: str = field.field.widget.attrs.get("class", "")
    if isinstance(field.field.widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        return own
    name = "ds_select" if isinstance(field.field.widget, Select) else "ds_input"
    return f"{own} {name}{f' {name}--error' if field.errors else ''}".strip()


@register.filter
def problems(form: BaseForm) -> int:
    """How many things are wrong: one field can have several."""
    return sum(len(messages) for messages in form.errors.values())
