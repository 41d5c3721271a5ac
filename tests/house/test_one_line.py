"""A box of one line holds one line, in every form of the house; and no letter is lost for what stands in its subject."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage

import steamie
from steamie.letters.backend import Outbox
from steamie.letters.models import Letter

BROKEN = "Our page\r\nBcc: everyone@example.org"


def our_forms() -> Iterator[type[forms.BaseForm]]:
    """Every form that a room defines."""
    for module in pkgutil.walk_packages(steamie.__path__, "steamie."):
        if "forms" in module.name.split(".")[-1] and ".migrations" not in module.name:
            for _, thing in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
                if issubclass(thing, forms.BaseForm) and thing.__module__ == module.name:
                    yield thing


def boxes() -> list[tuple[str, forms.CharField]]:
    """Every box of one line, with the form and the name it has there."""
    return [
        (f"{form.__module__}.{form.__name__}.{name}", field)
        for form in our_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if type(field) is forms.CharField and not isinstance(field.widget, forms.Textarea) and not field.widget.is_hidden
    ]


def test_a_box_of_one_line_holds_one_line() -> None:
    fields = boxes()
    assert len(fields) > 30
    for name, field in fields:
        try:
            assert len(str(field.clean(BROKEN)).splitlines()) == 1, name
        except ValidationError:
            continue  # refused for something else, which is as well


def test_the_models_that_a_form_makes_hold_one_line_too() -> None:
    """Wagtail makes its forms of the models: their boxes are made by Django, and hold one line as well."""
    for model in apps.get_models():
        if model.__module__.startswith("steamie."):
            for field in model._meta.get_fields():
                box = field.formfield() if hasattr(field, "formfield") and type(field).__name__ == "CharField" else None
                if isinstance(box, forms.CharField) and not isinstance(box.widget, forms.Textarea):
                    box.validators, box.required = [], False
                    assert len(str(box.clean(BROKEN)).splitlines()) == 1, field


@pytest.mark.django_db
def test_a_letter_with_a_broken_subject_is_kept_on_one_line() -> None:
    Outbox().send_messages([EmailMessage(f"{BROKEN} stopped", "Look at it.", "desk@example.org", ["a@example.org"])])

    letter = Letter.objects.get()
    assert letter.subject == "Our page Bcc: everyone@example.org stopped"
    assert b"\nBcc:" not in bytes(letter.content)


@pytest.mark.parametrize("address", ["ftp://example.org/file", "https://bank.example@elsewhere.example/"])
def test_no_form_takes_a_link_that_hides_where_it_leads(address: str) -> None:
    with pytest.raises(ValidationError):
        forms.URLField(assume_scheme="https").clean(address)
