"""Keeping what is typed into the forms of a post until it is saved, and giving it back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.cache import cache
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from steamie.people.models import Person
from steamie.rules.typed_numbers import whole_number

from .models import Unsaved

NEW, POST, CORRECTION = "new", "post", "correction"
KEPT_FOR = timedelta(days=30)  # what nobody comes back to is of no use, and may hold somebody's name
LARGEST = 300_000  # characters
LONGEST_NAME = 40  # characters of the name of a form
LATE = 30  # seconds in which what was typed before a save may still come in after it
_ASIDE = {"csrfmiddlewaretoken"}
BEGUN_FROM = ("slot", "suggestion", "occasion", "day")
_PLAIN = re.compile(r"[0-9-]{1,20}")
PAGES = {POST: "posts:post", CORRECTION: "posts:correction"}


def name_of(what: str, number: int) -> str:
    """How a form of a post already begun is known: "post-12"."""
    return f"{what}-{number}"


def name_of_new(asked: QueryDict) -> str:
    """How the form of a new post is known, by what it was begun from: "new", "new-slot-12", "new-day-2026-11-24"."""
    start = next((key for key in BEGUN_FROM if _PLAIN.fullmatch(asked.get(key, ""))), "")
    return f"{NEW}-{start}-{asked[start]}" if start else NEW


def page_of(name: str) -> str:
    """The address of the page that a form stands on."""
    what, _, rest = name.partition("-")
    if what in PAGES and (number := whole_number(rest)) is not None:
        return reverse(PAGES[what], args=[number])
    start, _, value = rest.partition("-")
    return f"{reverse('posts:new')}?{start}={value}" if start in BEGUN_FROM else reverse("posts:new")


def keep(person: Person, name: str, typed: QueryDict) -> None:
    """Keep what was typed in place of what was kept before. More than a form can hold is left, and what no form of ours is."""
    fields = {key: values for key, values in typed.lists() if key not in _ASIDE}
    if len(name) <= LONGEST_NAME and sum(len(key) + sum(map(len, values)) for key, values in fields.items()) <= LARGEST:
        Unsaved.objects.update_or_create(person=person, form=name, defaults={"fields": fields, "at": timezone.now()})


def forget(person: Person, name: str) -> None:
    """It is saved, or not wanted any more. What nobody came back to goes with it."""
    Unsaved.objects.filter(person=person, form=name).delete()
    Unsaved.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()


def saved(person: Person, name: str, edition: int) -> None:
    """What was typed on the page of this edition has become another: what of it comes in now is late."""
    cache.set(_saved_from(person, name, edition), True, LATE)
    forget(person, name)


def is_late(person: Person, name: str, edition: int | None) -> bool:
    """Whether this person has saved the page that this was typed on. Kept, it would read as somebody else's change."""
    return edition is not None and cache.get(_saved_from(person, name, edition)) is not None


def _saved_from(person: Person, name: str, edition: int) -> str:
    return f"saved:{person.pk}:{name}:{edition}"


def typed(person: Person, name: str) -> Unsaved | None:
    """What this person typed and did not save, if it is not too old."""
    return Unsaved.objects.filter(person=person, form=name, at__gte=timezone.now() - KEPT_FOR).first()


def back(form: forms.BaseForm, row: Unsaved) -> None:
    """Let a form start with what was typed, and with the edition that its writer was looking at."""
    data = QueryDict(mutable=True)
    for key, values in row.fields.items():
        data.setlist(key, values)
    form.initial = {**form.initial, **_values(form, data)}


def _values(form: forms.BaseForm, data: QueryDict) -> Mapping[str, Any]:
    """What each box held; one that the form does not have any more is left.

    What was kept before there was one text for all channels says nothing of it: that stays as it is saved.
    """
    unsaid = set() if "words" in data else {"words", "goes_to"}
    return {
        name: field.widget.value_from_datadict(data, {}, name)
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField) and name not in unsaid
    }
